namespace ModelCompiler;

/// <summary>What training minimizes, taken between the last layer's output and the target and averaged over the samples. Without it a
/// model only predicts.</summary>
/// <param name="loss">The loss; softmax or sigmoid as the last activation is computed together with its cross-entropy, in one stable
/// kernel.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class LossAttribute(Loss loss) : Attribute
{
    /// <summary>What training minimizes.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>Where <see cref="Loss.Huber"/> turns from a square into a line. Default: 1. Other losses do not take it.</summary>
    public double Delta { get; set; } = 1;
}
