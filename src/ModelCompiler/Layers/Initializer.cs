namespace ModelCompiler;

/// <summary>How weights start. <c>in</c> and <c>out</c> are the numbers of inputs and outputs that one weight's neuron sees (a convolution
/// counts its window).
/// Normal ones but <see cref="RandomNormal"/> and <see cref="TruncatedNormal"/> are cut at two standard deviations and widened to keep
/// their variance, as Keras does.</summary>
public enum Initializer
{
    /// <summary>Uniform in ±√(6 / (in + out)).</summary>
    GlorotUniform,

    /// <summary>Truncated normal, variance 2 / (in + out).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / in).</summary>
    HeUniform,

    /// <summary>Truncated normal, variance 2 / in.</summary>
    HeNormal,

    /// <summary>Uniform in ±√(3 / in).</summary>
    LeCunUniform,

    /// <summary>Truncated normal, variance 1 / in.</summary>
    LeCunNormal,

    /// <summary>Normal with a mean and a standard deviation of your own (0 and 0.05).</summary>
    RandomNormal,

    /// <summary>Uniform between two bounds of your own (-0.05 and 0.05).</summary>
    RandomUniform,

    /// <summary>0.</summary>
    Zeros,

    /// <summary>1.</summary>
    Ones,

    /// <summary>A value of your own (0).</summary>
    Constant,

    /// <summary>
    /// Normal with a mean and a standard deviation of your own (0 and 0.05); numbers more than two deviations from the mean are drawn
    /// again.
    /// </summary>
    TruncatedNormal,

    /// <summary>Variance <c>scale / n</c> with a scale of your own (1), <see cref="Fan"/> for n and a <see cref="Distribution"/>: all
    /// initializers above with a fan are cases of it.</summary>
    VarianceScaling,

    /// <summary>Columns, or rows where there are fewer, that are orthogonal and of one length, a gain of your own (1): the kernel seen as a
    /// matrix of all other axes × outputs.</summary>
    Orthogonal,

    /// <summary>
    /// Hands its input on, times a gain of your own (1): the unit matrix, in a convolution at the middle cell of the window.
    /// </summary>
    Identity,
}
