using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Finds where a step's numbers stopped being finite.</summary>
internal static class Divergence
{
    /// <summary>Kernels of a training step begin so.</summary>
    private const string Prefix = "Train";

    public static TrainingDivergedException Describe(TrainingSession session, FitContext context, BatchReader reader,
        StepTargets targets, float loss)
    {
        (string? layer, string? tensor) = Find(session, context.Summary, reader, targets);
        return new TrainingDivergedException(session.Layout.ModelName, context.Epoch, context.Batch, context.Step + 1, loss,
            session.LearningRate, layer, tensor);
    }

    private static (string? Layer, string? Tensor) Find(TrainingSession session, ModelSummary summary,
        BatchReader reader, StepTargets targets)
    {
        for (int i = 0; i < reader.Count; i++)
        {
            if (!CompiledProgram.AreFinite(reader.Inputs.Slice(i * reader.InputSize, reader.InputSize)))
                return (null, $"the inputs of sample {reader.Samples[i]}");
        }

        foreach (ParameterTensor weights in session.Runner.Parameters)
        {
            if (!CompiledProgram.AreFinite(weights.Values))
                return (weights.Name[..weights.Name.LastIndexOf('.')], weights.Name);
        }

        session.Runner.Enter();
        try
        {
            return session.Runner.FindOrigin(reader.Inputs, targets, session.Seed) is { } kernel ? Read(kernel, summary) : (null, null);
        }
        finally
        {
            session.Runner.Exit();
        }
    }

    /// <summary>
    /// Layer and tensor of a kernel's name: <c>TrainDense1KernelGradient</c> makes the kernel's gradient of <c>dense_1</c>.
    /// </summary>
    private static (string? Layer, string Tensor) Read(string kernel, ModelSummary summary)
    {
        string name = kernel.StartsWith(Prefix, StringComparison.Ordinal) ? kernel[Prefix.Length..] : kernel;
        LayerSummary? layer = summary.Layers.Where(l => name.StartsWith(Pascal(l.Name), StringComparison.Ordinal))
            .MaxBy(l => l.Name.Length);
        if (layer is null)
            return (null, name.StartsWith("Loss", StringComparison.Ordinal) ? "the loss" : $"what kernel '{name}' makes");
        string rest = name[Pascal(layer.Name).Length..];
        if (rest.Length == 0)
            return (layer.Name, $"the output of '{layer.Name}'");
        return rest.EndsWith("Gradient", StringComparison.Ordinal) && rest.Length > 8
            ? (layer.Name, $"the gradient of '{layer.Name}.{rest[..^8].ToLowerInvariant()}'")
            : (layer.Name, $"'{layer.Name}.{rest.ToLowerInvariant()}'");
    }

    /// <summary>A layer's name as kernels write it: <c>conv2d_1</c> is <c>Conv2d1</c>.</summary>
    private static string Pascal(string name) => string.Concat(
        name.Split(['_', '/', '.', '-'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
