namespace ModelCompiler;

/// <summary>What training minimizes. <c>t</c> is the target and <c>y</c> the output; a sample's loss is the mean over its outputs, but for
/// <see cref="CategoricalCrossEntropy"/>, which sums over the classes.</summary>
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
}
