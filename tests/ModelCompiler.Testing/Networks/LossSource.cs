using System.Globalization;
using ModelCompiler.Reference.Losses;

namespace ModelCompiler.Testing.Networks;

/// <summary>The losses by the names of <c>Loss</c>.</summary>
public enum LossKindSource
{
    /// <summary>After softmax.</summary>
    CategoricalCrossEntropy,

    /// <summary>After sigmoid.</summary>
    BinaryCrossEntropy,

    /// <summary>On any output.</summary>
    MeanSquaredError,

    /// <summary>On any output.</summary>
    MeanAbsoluteError,

    /// <summary>On any output.</summary>
    Huber,

    /// <summary>On outputs that are not negative.</summary>
    Poisson,

    /// <summary>On outputs that are not negative.</summary>
    KLDivergence,

    /// <summary>On any output.</summary>
    Hinge,

    /// <summary>On any output.</summary>
    SquaredHinge,

    /// <summary>On any output.</summary>
    LogCosh,

    /// <summary>On any output.</summary>
    CosineSimilarity,

    /// <summary>On outputs that are not negative.</summary>
    Dice,

    /// <summary>After sigmoid.</summary>
    BinaryFocalCrossEntropy,
}

/// <summary><c>[Loss]</c>.</summary>
public sealed record LossSource(LossKindSource Kind, double Delta = 1)
{
    /// <summary>What it counts in the sum of several.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The exponent of a focal loss.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>The attribute without brackets.</summary>
    public string Attribute => AttributeOf(null);

    /// <summary>The attribute for a named output; null is the last layer.</summary>
    public string AttributeOf(string? output) => string.Create(
        CultureInfo.InvariantCulture, $"Loss(Loss.{Kind}{(Delta == 1 ? "" : $", Delta = {Delta:R}")}{(Gamma == 2 ? "" : $", Gamma = {Gamma:R}")}{(output is null ? "" : $", Output = \"{output}\"")}"
            + $"{(Weight == 1 ? "" : $", Weight = {Weight:R}")})");

    /// <summary>The reference's formula.</summary>
    public ReferenceLoss Build() => Kind switch
    {
        LossKindSource.CategoricalCrossEntropy => new ReferenceCategoricalCrossEntropy(),
        LossKindSource.BinaryCrossEntropy => new ReferenceBinaryCrossEntropy(),
        LossKindSource.MeanSquaredError => new ReferenceMeanSquaredError(),
        LossKindSource.MeanAbsoluteError => new ReferenceMeanAbsoluteError(),
        LossKindSource.Huber => new ReferenceHuber((float)Delta),
        LossKindSource.Poisson => new ReferencePoisson(),
        LossKindSource.KLDivergence => new ReferenceKLDivergence(),
        LossKindSource.Hinge => new ReferenceHinge(squared: false),
        LossKindSource.SquaredHinge => new ReferenceHinge(squared: true),
        LossKindSource.LogCosh => new ReferenceLogCosh(),
        LossKindSource.CosineSimilarity => new ReferenceCosineSimilarity(),
        LossKindSource.Dice => new ReferenceDice(),
        _ => new ReferenceBinaryFocalCrossEntropy((float)Gamma),
    };

    /// <summary>Targets that make sense for this loss: rows of one class each, or numbers.</summary>
    public float[] Targets(SplitMix64 random, int count, int lastAxis)
    {
        switch (Kind)
        {
            case LossKindSource.CategoricalCrossEntropy:
                var rows = new float[count];
                for (int start = 0; start < count; start += lastAxis) rows[start + random.Between(0, lastAxis - 1)] = 1;
                return rows;
            case LossKindSource.KLDivergence:
                return random.Floats(count, 0.05f, 1);
            case LossKindSource.Hinge or LossKindSource.SquaredHinge:
                return [.. random.Floats(count, 0, 2).Select(x => MathF.Floor(x) * 2 - 1)];
            case LossKindSource.BinaryCrossEntropy or LossKindSource.BinaryFocalCrossEntropy or LossKindSource.Dice:
                return [.. random.Floats(count, 0, 2).Select(MathF.Floor)];
            case LossKindSource.Poisson:
                return [.. random.Floats(count, 0, 4).Select(MathF.Floor)];
            default:
                return random.Floats(count, -2, 2);
        }
    }
}
