namespace ModelCompiler;

/// <summary>What training minimizes. <c>t</c> is the target and <c>y</c> the output; a sample's loss is the mean over its outputs, but for
/// <see cref="CategoricalCrossEntropy"/>, <see cref="KLDivergence"/> and <see cref="CosineSimilarity"/>, which sum over the last axis, and
/// <see cref="Dice"/>, which is of the whole sample.</summary>
public enum Loss
{
    /// <summary><c>-Σ t · ln y</c> over the classes of the last axis; the last activation is a softmax.</summary>
    CategoricalCrossEntropy,

    /// <summary><c>-(t · ln y + (1 - t) · ln(1 - y))</c>; the last activation is a sigmoid.</summary>
    BinaryCrossEntropy,

    /// <summary><c>(y - t)²</c>.</summary>
    MeanSquaredError,

    /// <summary><c>|y - t|</c>.</summary>
    MeanAbsoluteError,

    /// <summary>Half the square up to <see cref="LossAttribute.Delta"/>, a line beyond: <c>delta · (|y - t| - delta / 2)</c>.</summary>
    Huber,

    /// <summary><c>y - t · ln y</c>, for counts; outputs are positive.</summary>
    Poisson,

    /// <summary><c>Σ t · ln(t / y)</c> over the last axis, the Kullback-Leibler divergence of two distributions, both at least 1e-7;
    /// outputs are not negative.</summary>
    KLDivergence,

    /// <summary><c>max(1 - t · y, 0)</c>, for targets of -1 and 1.</summary>
    Hinge,

    /// <summary><c>max(1 - t · y, 0)²</c>, for targets of -1 and 1.</summary>
    SquaredHinge,

    /// <summary><c>ln cosh(y - t)</c>: nearly half the square of small errors, nearly the amount of large ones.</summary>
    LogCosh,

    /// <summary>Minus the cosine of the angle between output and target along the last axis: -1 where they agree.</summary>
    CosineSimilarity,

    /// <summary><c>1 - 2 Σ t · y / (Σ t + Σ y)</c> over all outputs of a sample: how little two areas overlap; outputs are not negative.
    /// (Keras adds up the samples of a batch first.)</summary>
    Dice,

    /// <summary>Binary cross-entropy times <c>(1 - p)ᵞ</c>, p the probability that the output gives to the target (Lin and others, 2017):
    /// what is known already counts little. The last activation is a sigmoid; <see cref="LossAttribute.Gamma"/> is γ.</summary>
    BinaryFocalCrossEntropy,
}
