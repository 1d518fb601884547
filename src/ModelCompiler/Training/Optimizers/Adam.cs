using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Adam: steps scaled by running means of each gradient and of its square.</summary>
/// <remarks>
/// Algorithm 1 of Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), as PyTorch computes it: <c>m = β₁m + (1-β₁)g</c>,
/// <c>v = β₂v + (1-β₂)g²</c>, <c>w -= lr · m̂ / (√v̂ + ε)</c> with <c>m̂ = m / (1-β₁ᵗ)</c> and <c>v̂ = v / (1-β₂ᵗ)</c>. Keras adds ε to the
/// uncorrected root instead, which differs in the first steps only and by little. Default ε is Keras' 1e-7; PyTorch's is 1e-8. With
/// <see cref="EpsilonInsideRoot"/> the step is <c>lr · m̂ / √(v̂ + ε)</c>, as the courses write it. AMSGrad (Reddi, Kale and Kumar, "On the
/// Convergence of Adam and Beyond", 2018) takes the largest v so far for v.
/// </remarks>
public class Adam : AdamMoments
{
    private static readonly string[] stateNames = ["m", "v"];
    private static readonly string[] amsgradNames = ["m", "v", "v_max"];
    private static readonly string[] settingNames = ["rate", "rootScale", "beta1", "rest1", "beta2", "rest2", "epsilon"];
    private static readonly string[] insideNames = ["rate", "squareScale", "beta1", "rest1", "beta2", "rest2", "epsilon"];
    private static readonly UpdateRule outside = new UpdateRule<AdamRule<Lanes>, AdamRule<Formula>>(states: 2, settingNames);
    private static readonly UpdateRule inside = new UpdateRule<AdamInsideRule<Lanes>, AdamInsideRule<Formula>>(states: 2, insideNames);
    private static readonly UpdateRule amsgradOutside = new UpdateRule<AmsGradRule<Lanes>, AmsGradRule<Formula>>(states: 3, settingNames);
    private static readonly UpdateRule amsgradInside =
        new UpdateRule<AmsGradInsideRule<Lanes>, AmsGradInsideRule<Formula>>(states: 3, insideNames);

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean square, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <param name="amsgrad">Whether to divide by the largest mean square so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public Adam(
        LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate ?? 1e-3, beta1, beta2, epsilon) => Amsgrad = amsgrad;

    /// <summary>Whether steps are divided by the largest mean square so far.</summary>
    public bool Amsgrad { get; }

    /// <summary>Whether ε is added before the root is drawn (the courses) and not after (the paper). Default: after.</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => Amsgrad ? amsgradNames : stateNames;

    internal override UpdateRule Rule =>
        Amsgrad ? (EpsilonInsideRoot ? amsgradInside : amsgradOutside) : EpsilonInsideRoot ? inside : outside;

    private protected override IEnumerable<string> SettingTexts =>
        [.. base.SettingTexts, .. Amsgrad ? ["amsgrad"] : (string[])[], .. EpsilonInsideRoot ? ["EpsilonInsideRoot"] : (string[])[]];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);
        settings[0] = (float)(learningRate / correction1);
        settings[1] = (float)(EpsilonInsideRoot ? 1 / correction2 : 1 / Math.Sqrt(correction2));
        WriteMoments(settings[2..]);
    }
}
