using ModelCompiler.Data;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>A training on OpenCL devices: one for each rank, or several of one process.</summary>
internal static class Devices
{
    /// <param name="count">How many devices of this process: the same one as often as there are too few; 0 for one, given to the model by itself.</param>
    /// <param name="options">Parts and ranks.</param>
    public static string Train(int count, TrainerOptions options)
    {
        var model = new StatefulNet(seed: 3);
        using OpenCLModel<StatefulNet>? one = count == 0 ? model.ToOpenCL() : null;
        using OpenCLModels<StatefulNet>? several = count > 0 ? model.ToOpenCL([.. Enumerable.Repeat(OpenCLDevice.Default, count)]) : null;
        Trainer<StatefulNet> trainer = one is null ? new(several!, new Adam(0.01), options) : new(one, new Adam(0.01), options);
        Dataset data = Samples.Classes(100, seed: 5);
        History history = trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 24, Validation = Samples.Classes(40, seed: 6), Metrics = [Metric.F1] });
        string line = Scenarios.Line(nameof(Devices), trainer, history, trainer.Evaluate(data, batchSize: 9).Loss);
        if (several is null)
            return line;
        // The devices' weights are equal, and what they predict is what one predicts.
        several.CopyParametersTo(model);
        float[] inputs = data.Inputs.ToArray();
        using OpenCLModel<StatefulNet> again = model.ToOpenCL();
        return several.Predict(inputs).AsSpan().SequenceEqual(again.Predict(inputs)) ? line : "other predictions";
    }
}
