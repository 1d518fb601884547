namespace ModelCompiler.Onnx;

/// <summary>How an ONNX file is read.</summary>
public sealed record OnnxImportOptions
{
    /// <summary>The input's extents for one sample, channels last, for files that leave them open. Null: the file's own.</summary>
    public IReadOnlyList<int>? InputShape { get; init; }

    /// <summary>What the model is called. Null: the file's name as an identifier.</summary>
    public string? ModelName { get; init; }
}
