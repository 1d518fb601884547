namespace ModelCompiler.Training;

/// <summary>
/// What the loss's gradient is multiplied by where gradients are kept in float16, and how it follows them: halved where a gradient became
/// infinite or NaN, in a step that is then left out, and doubled after <see cref="StepsToGrow"/> steps in which none did. A power of two,
/// so that multiplying and dividing by it rounds nothing. Rule and numbers are those of PyTorch's <c>GradScaler</c>; Keras's
/// <c>LossScaleOptimizer</c> begins with half of it.
/// </summary>
/// <param name="Factor">The factor of the next step.</param>
/// <param name="GoodSteps">Steps since it last changed.</param>
internal readonly record struct LossScale(float Factor, int GoodSteps)
{
    /// <summary>Steps without overflow after which the factor doubles.</summary>
    public const int StepsToGrow = 2000;

    /// <summary>
    /// Below 1 there is nothing to win: such gradients overflow by themselves. Above, sums of floats keep far from their end.
    /// </summary>
    public const float Least = 1, Greatest = 1 << 30;

    /// <summary>Of a training that begins.</summary>
    public static LossScale Initial => new(1 << 16, 0);

    /// <summary>Whether an overflow has nothing left to halve.</summary>
    public bool IsLeast => Factor <= Least;

    /// <summary>The scale after a step.</summary>
    /// <param name="overflowed">Whether one of its gradients was infinite or NaN.</param>
    public LossScale After(bool overflowed) => overflowed ? new(Math.Max(Factor / 2, Least), 0)
        : GoodSteps + 1 < StepsToGrow ? this with { GoodSteps = GoodSteps + 1 }
        : new(Math.Min(Factor * 2, Greatest), 0);
}
