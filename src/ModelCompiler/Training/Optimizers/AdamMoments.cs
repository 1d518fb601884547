namespace ModelCompiler.Training;

/// <summary>
/// What Adam and its relatives have in common: two running means of each gradient, <c>m = β₁m + (1-β₁)g</c> and another one.
/// </summary>
public abstract class AdamMoments : Optimizer
{
    /// <summary>Sets the means up.</summary>
    private protected AdamMoments(LearningRateSchedule learningRate, double beta1, double beta2, double epsilon) : base(learningRate)
    {
        Beta1 = RequireMemory(beta1, nameof(beta1));
        Beta2 = RequireMemory(beta2, nameof(beta2));
        Epsilon = RequireEpsilon(epsilon, nameof(epsilon));
    }

    /// <summary>Memory of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>Memory of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>Keeps the quotient finite.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<string> SettingTexts => [Text("beta1", Beta1), Text("beta2", Beta2), Text("epsilon", Epsilon)];

    /// <inheritdoc/>
    protected internal override void Update(in OptimizerChunk chunk) => Run(Rule!, chunk);

    /// <summary>Writes β₁, 1-β₁, β₂, 1-β₂ and ε, as the rules take them.</summary>
    private protected void WriteMoments(Span<float> settings)
    {
        settings[0] = (float)Beta1;
        settings[1] = (float)(1 - Beta1);
        settings[2] = (float)Beta2;
        settings[3] = (float)(1 - Beta2);
        settings[4] = (float)Epsilon;
    }
}
