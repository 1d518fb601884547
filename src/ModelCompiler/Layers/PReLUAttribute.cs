namespace ModelCompiler;

/// <summary><c>x</c> where it is positive, <c>alpha · x</c> elsewhere, with slopes that are learnt.</summary>
/// <remarks>
/// <para>Weights: <c>alpha</c> in the shape of one sample, as Keras has it, with 1 in place of each axis of <see cref="SharedAxes"/>. One
/// slope for each channel of a map, as PyTorch has it, is <c>SharedAxes = [1, 2]</c>.</para>
/// </remarks>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>Axes along which all elements have one slope, counted from 1 (0 would be the batch). Default: none.</summary>
    public int[] SharedAxes { get; set; } = [];

    /// <summary>How the slopes start. Default: <see cref="Initializer.Zeros"/>, as in Keras.</summary>
    public Initializer AlphaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>The value of <see cref="Initializer.Constant"/>. Default: 0.</summary>
    public double AlphaInitializerValue { get; set; }

    /// <summary>The mean of <see cref="Initializer.RandomNormal"/>. Default: 0.</summary>
    public double AlphaInitializerMean { get; set; }

    /// <summary>The standard deviation of <see cref="Initializer.RandomNormal"/>. Default: 0.05.</summary>
    public double AlphaInitializerStddev { get; set; } = 0.05;

    /// <summary>The lower bound of <see cref="Initializer.RandomUniform"/>. Default: -0.05.</summary>
    public double AlphaInitializerMin { get; set; } = -0.05;

    /// <summary>The upper bound of <see cref="Initializer.RandomUniform"/>. Default: 0.05.</summary>
    public double AlphaInitializerMax { get; set; } = 0.05;

    /// <summary>Whether training changes the slopes. Default: true.</summary>
    public bool Trainable { get; set; } = true;
}
