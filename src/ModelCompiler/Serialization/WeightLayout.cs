namespace ModelCompiler;

/// <summary>Whose names and orders of axes a file of weights has.</summary>
public enum WeightLayout
{
    /// <summary>
    /// Names and layouts of this library, which are Keras's: <c>conv2d_1.kernel</c> as <c>[kh, kw, in, out]</c>, <c>dense_1.kernel</c> as
    /// <c>[in, out]</c>.
    /// </summary>
    Keras,

    /// <summary>
    /// PyTorch's: <c>weight</c> and <c>bias</c>, <c>running_mean</c> and <c>running_var</c>; convolutions <c>[out, in, kh, kw]</c>, dense
    /// layers <c>[out, in]</c>, with channels before rows where a map was flattened.
    /// </summary>
    PyTorch,
}
