using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>Adam: steps scaled by running means of each gradient and of its square.</summary>
/// <remarks>
/// Algorithm 1 of Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), as PyTorch computes it: <c>m = β₁m + (1-β₁)g</c>,
/// <c>v = β₂v + (1-β₂)g²</c>, <c>w -= lr · m̂ / (√v̂ + ε)</c> with <c>m̂ = m / (1-β₁ᵗ)</c> and <c>v̂ = v / (1-β₂ᵗ)</c>. Keras adds ε to the
/// uncorrected root instead, which differs in the first steps only and by little. Default ε is Keras' 1e-7; PyTorch's is 1e-8.
/// </remarks>
public sealed class Adam : Optimizer
{
    private static readonly string[] stateNames = ["m", "v"];

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean square, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7) : base(learningRate)
    {
        Beta1 = Require(beta1, nameof(beta1), beta1 is >= 0 and < 1, "in [0, 1)");
        Beta2 = Require(beta2, nameof(beta2), beta2 is >= 0 and < 1, "in [0, 1)");
        // Also as a float: an epsilon that rounds to 0 would divide 0 by 0.
        Epsilon = Require(epsilon, nameof(epsilon), (float)epsilon > 0 && double.IsFinite(epsilon), "a positive number that a float can hold");
    }

    /// <summary>Memory of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>Memory of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal override void Update(in OptimizerChunk chunk)
    {
        double correction1 = 1 - Math.Pow(Beta1, chunk.Step);
        double correction2 = 1 - Math.Pow(Beta2, chunk.Step);
        var beta1 = new Vector<float>((float)Beta1);
        var beta2 = new Vector<float>((float)Beta2);
        var rest1 = new Vector<float>((float)(1 - Beta1));
        var rest2 = new Vector<float>((float)(1 - Beta2));
        var rate = new Vector<float>((float)(chunk.LearningRate / correction1));
        var rootScale = new Vector<float>((float)(1 / Math.Sqrt(correction2)));
        var epsilon = new Vector<float>((float)Epsilon);
        Span<Vector<float>> weights = MemoryMarshal.Cast<float, Vector<float>>(chunk.Weights);
        ReadOnlySpan<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(chunk.Gradients)[..weights.Length];
        Span<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(chunk.State(0))[..weights.Length];
        Span<Vector<float>> squares = MemoryMarshal.Cast<float, Vector<float>>(chunk.State(1))[..weights.Length];
        // Chunks are multiples of 16 floats, so whole vectors cover them, and no weight is treated otherwise than its neighbours.
        for (int i = 0; i < weights.Length; i++)
        {
            Vector<float> gradient = gradients[i];
            Vector<float> mean = means[i] * beta1 + gradient * rest1;
            Vector<float> square = squares[i] * beta2 + gradient * gradient * rest2;
            means[i] = mean;
            squares[i] = square;
            weights[i] -= rate * mean / (Vector.SquareRoot(square) * rootScale + epsilon);
        }
    }
}
