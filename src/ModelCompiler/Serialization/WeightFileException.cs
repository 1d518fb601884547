namespace ModelCompiler.Serialization;

/// <summary>A weight file that cannot be read, or that does not fit the model; the model keeps its weights.</summary>
public sealed class WeightFileException : ModelException
{
    internal WeightFileException(string path, string problem, string remedy, string? tensor = null, Exception? inner = null)
        : base($"'{path}': {problem} {remedy}", inner) => (Path, Tensor) = (path, tensor);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The first tensor that does not fit, if the fault is one tensor's.</summary>
    public string? Tensor { get; }
}
