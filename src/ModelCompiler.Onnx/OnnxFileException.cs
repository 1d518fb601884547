namespace ModelCompiler.Onnx;

/// <summary>An ONNX file that cannot be read or written, that does not fit a model, or that a declaration cannot say.</summary>
public sealed class OnnxFileException : ModelException
{
    internal OnnxFileException(string path, string problem, string remedy, string? node = null, string? operation = null,
        string? attribute = null, Exception? inner = null)
        : base($"'{path}': {problem} {remedy}", inner) => (Path, Node, Operation, Attribute) = (path, node, operation, attribute);

    /// <summary>The file, or the model that is exported.</summary>
    public string Path { get; }

    /// <summary>The node at fault, if it is one node's.</summary>
    public string? Node { get; }

    /// <summary>Its operator.</summary>
    public string? Operation { get; }

    /// <summary>The attribute at fault, if it is one attribute's.</summary>
    public string? Attribute { get; }
}
