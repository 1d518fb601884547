namespace ModelCompiler;

/// <summary>
/// What training minimizes, taken between the last layer's output and the target and averaged over the samples. Without it a model only
/// predicts. Losses of named outputs are added, each times its weight: auxiliary heads, which predictions and evaluations leave out.
/// </summary>
/// <param name="loss">The loss; softmax or sigmoid as the last activation is computed together with its cross-entropy, in one stable
/// kernel.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Loss loss) : Attribute
{
    /// <summary>What training minimizes.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>Where <see cref="Loss.Huber"/> turns from a square into a line. Default: 1. Other losses do not take it.</summary>
    public double Delta { get; set; } = 1;

    /// <summary>The exponent of <see cref="Loss.BinaryFocalCrossEntropy"/>, at least 0. Default: 2. Other losses do not take it.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>The <see cref="OutputAttribute"/> whose value is compared with the target. Default: null, the last layer's.</summary>
    public string? Output { get; set; }

    /// <summary>What the loss counts in the sum. Default: 1.</summary>
    public double Weight { get; set; } = 1;
}
