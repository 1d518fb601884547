using System.Collections;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>The gradients of the last training step, by the names of their weights; zero before the first. Frozen weights have
/// none.</summary>
public sealed class GradientSet : IReadOnlyCollection<ParameterTensor>
{
    private readonly string modelName;
    private readonly ParameterTensor[] tensors;

    internal GradientSet(ParameterSet parameters, AlignedBuffer gradients)
    {
        modelName = parameters.ModelName;
        tensors = [.. parameters.Descriptions.Where(d => d.Trainable).Select(d => new ParameterTensor(d, gradients))];
    }

    /// <summary>Number of tensors.</summary>
    public int Count => tensors.Length;

    /// <summary>The gradient of a weight tensor by its full name, <c>dense_1.kernel</c>.</summary>
    /// <exception cref="ParameterNotFoundException">No trainable tensor has this name.</exception>
    public ParameterTensor this[string name] =>
        Array.Find(tensors, t => t.Name == name)
        ?? throw new ParameterNotFoundException(modelName, name, NearestNames.Of(name, tensors.Select(t => t.Name)));

    /// <summary>Gradients in the order of their layers.</summary>
    public IEnumerator<ParameterTensor> GetEnumerator() => ((IEnumerable<ParameterTensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
