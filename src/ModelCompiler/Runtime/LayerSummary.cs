namespace ModelCompiler;

/// <summary>One row of a model's summary; all figures are for one sample.</summary>
/// <param name="Kind">The layer's kind, <c>Conv2D</c>.</param>
/// <param name="Name">The layer's name, <c>conv2d_1</c>.</param>
/// <param name="OutputShape">Extents of the output, outermost first.</param>
/// <param name="Parameters">Parameters that training changes.</param>
/// <param name="NonTrainableParameters">Parameters that it does not.</param>
/// <param name="MultiplyAdds">Multiply-adds of a prediction.</param>
/// <param name="ActivationBytes">Bytes of the output.</param>
/// <param name="ReceptiveField">Input cells along each spatial axis that one output cell depends on; empty where that means
/// nothing.</param>
/// <param name="Operations">Multiplications, additions, comparisons and functions of a prediction, as textbooks count them: a sum of two
/// products is three operations.</param>
public sealed record LayerSummary(
    string Kind,
    string Name,
    IReadOnlyList<int> OutputShape,
    long Parameters,
    long NonTrainableParameters,
    long MultiplyAdds,
    long ActivationBytes,
    IReadOnlyList<int> ReceptiveField,
    long Operations = 0);
