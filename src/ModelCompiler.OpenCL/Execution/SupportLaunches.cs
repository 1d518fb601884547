using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>What is launched around a model's own kernels.</summary>
/// <param name="TrainingTargets">Labels to the targets of a training step.</param>
/// <param name="EvaluationTargets">Labels to the targets of an evaluation.</param>
/// <param name="TrainingLoss">The loss of a training step.</param>
/// <param name="EvaluationLoss">The loss of an evaluation.</param>
/// <param name="CountRight">Samples of a training step that were recognised.</param>
internal sealed record SupportLaunches(
    DeviceLaunch TrainingTargets, DeviceLaunch EvaluationTargets, DeviceLaunch TrainingLoss,
        DeviceLaunch EvaluationLoss, DeviceLaunch CountRight)
{
    /// <summary>Adds the kernels to a program's own, if it has a loss.</summary>
    public static SupportLaunches? AddTo(DeviceProgram program, out DeviceProgram whole)
    {
        ProgramLayout layout = program.Layout;
        whole = program;
        if (layout.Training is not { } training)
            return null;
        int next = program.Kernels.Length;
        var labels = SupportKernels.LabelsToTargets(training, layout.OutputSize, next);
        var trainingLoss = SupportKernels.MeanLoss(training, next + 1, "");
        var evaluationLoss = SupportKernels.MeanLoss(layout.Inference, next + 2, "_of_prediction");
        var count = SupportKernels.CountRight(training, layout.OutputSize, next + 3);
        whole = program with { Kernels = [.. program.Kernels, labels.Kernel, trainingLoss.Kernel, evaluationLoss.Kernel, count.Kernel] };
        DeviceLaunch evaluationTargets = SupportKernels.LabelsToTargets(layout.Inference, layout.OutputSize, next).Launch;
        return new SupportLaunches(labels.Launch, evaluationTargets, trainingLoss.Launch, evaluationLoss.Launch, count.Launch);
    }
}
