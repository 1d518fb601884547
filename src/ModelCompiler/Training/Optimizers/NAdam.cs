using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>Adam with Nesterov's momentum: the step looks ahead along the mean.</summary>
/// <remarks>
/// Dozat, "Incorporating Nesterov Momentum into Adam" (2016), as Keras and PyTorch compute it: with <c>μₜ = β₁(1 - 0.96^(t·ψ) / 2)</c>,
/// <c>w -= lr · (μₜ₊₁ m / (1 - Πμ₁…μₜ₊₁) + (1-μₜ) g / (1 - Πμ₁…μₜ)) / (√v̂ + ε)</c>. Keras's ψ is 1, PyTorch's 0.004.
/// </remarks>
public sealed class NAdam : AdamMoments
{
    private static readonly string[] stateNames = ["m", "v"];
    private static readonly UpdateRule rule = new UpdateRule<NAdamRule<Lanes>, NAdamRule<Formula>>(
        states: 2, "meanRate", "gradientRate", "rootScale", "beta1", "rest1", "beta2", "rest2", "epsilon");

    /// <summary>The product of μ up to a step, to go on from; one object, so that threads see both.</summary>
    private Tuple<long, double> product = new(0, 1);

    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean square, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <param name="momentumDecay">How fast the momentum rises, ψ: 1 as in Keras, or PyTorch's 0.004.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public NAdam(
        LearningRateSchedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
            double momentumDecay = 1)
        : base(learningRate ?? 1e-3, beta1, beta2, epsilon) =>
        MomentumDecay = Require(momentumDecay, nameof(momentumDecay), momentumDecay >= 0
            && double.IsFinite(momentumDecay), "a finite number from 0");

    /// <summary>How fast the momentum rises.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> StateNames => stateNames;

    internal override UpdateRule Rule => rule;

    private protected override IEnumerable<string> SettingTexts => [.. base.SettingTexts, Text("momentumDecay", MomentumDecay)];

    internal override void GetSettings(long step, double learningRate, Span<float> settings)
    {
        double products = ProductUpTo(step);
        double next = Momentum(step + 1);
        settings[0] = (float)(learningRate * next / (1 - products * next));
        settings[1] = (float)(learningRate * (1 - Momentum(step)) / (1 - products));
        settings[2] = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        WriteMoments(settings[3..]);
    }

    private double Momentum(long step) => Beta1 * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));

    /// <summary>Always multiplied in the same order, so that a resumed run finds the same bits.</summary>
    private double ProductUpTo(long step)
    {
        (long done, double value) = product;
        if (done > step)
            (done, value) = (0, 1);
        while (done < step)
            value *= Momentum(++done);
        product = new(done, value);
        return value;
    }
}
