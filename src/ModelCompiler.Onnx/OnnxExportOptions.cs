namespace ModelCompiler.Onnx;

/// <summary>How a model is written as ONNX.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Whether a batch normalization behind a convolution or dense layer becomes part of its kernel and bias. Outputs then agree to
    /// rounding, the graph is smaller, and the file can no longer be loaded into a model that declares the normalization. Default: false.
    /// </summary>
    public bool FoldBatchNormalization { get; init; }
}
