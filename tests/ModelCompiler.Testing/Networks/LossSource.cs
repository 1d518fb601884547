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
}

/// <summary><c>[Loss]</c>.</summary>
public sealed record LossSource(LossKindSource Kind, double Delta = 1)
{
    /// <summary>What it counts in the sum of several.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The attribute without brackets.</summary>
    public string Attribute => AttributeOf(null);

    /// <summary>The attribute for a named output; null is the last layer.</summary>
    public string AttributeOf(string? output) => string.Create(
        CultureInfo.InvariantCulture, $"Loss(Loss.{Kind}{(Delta == 1 ? "" : $", Delta = {Delta:R}")}{(output is null ? "" : $", Output = \"{output}\"")}{(Weight == 1 ? "" : $", Weight = {Weight:R}")})");

    /// <summary>The reference's formula.</summary>
    public ReferenceLoss Build() => Kind switch
    {
        LossKindSource.CategoricalCrossEntropy => new ReferenceCategoricalCrossEntropy(),
        LossKindSource.BinaryCrossEntropy => new ReferenceBinaryCrossEntropy(),
        LossKindSource.MeanSquaredError => new ReferenceMeanSquaredError(),
        LossKindSource.MeanAbsoluteError => new ReferenceMeanAbsoluteError(),
        LossKindSource.Huber => new ReferenceHuber((float)Delta),
        _ => new ReferencePoisson(),
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
            case LossKindSource.BinaryCrossEntropy:
                return [.. random.Floats(count, 0, 2).Select(MathF.Floor)];
            case LossKindSource.Poisson:
                return [.. random.Floats(count, 0, 4).Select(MathF.Floor)];
            default:
                return random.Floats(count, -2, 2);
        }
    }
}
