using System.Globalization;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>How well a model does on a data set.</summary>
public sealed class Metrics
{
    private readonly long[] ranks;

    internal Metrics(int count, double loss, long[] ranks, ConfusionMatrix? confusion) =>
        (Count, Loss, this.ranks, ConfusionMatrix) = (count, loss, ranks, confusion);

    /// <summary>Samples that were evaluated.</summary>
    public int Count { get; }

    /// <summary>Mean loss, L1 and L2 penalties included.</summary>
    public double Loss { get; }

    /// <summary>Share of samples whose largest output is that of their label; with one output, share on the right side of 0.5. NaN without
    /// labels.</summary>
    public double Accuracy => ranks.Length == 0 ? double.NaN : TopK(1);

    /// <summary>What was taken for what; null without labels or past <see cref="ConfusionMatrix.MostClasses"/> classes.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; }

    /// <summary>Share of samples whose label is among the <paramref name="k"/> largest outputs; of equal outputs the lower class counts as
    /// larger. NaN without labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public double TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return ranks.Length == 0 ? double.NaN : (double)ranks.Take(k).Sum() / Count;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        ranks.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}, {Counted.Samples(Count)}")
        : string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}, accuracy {100 * Accuracy:F2}%, {Counted.Samples(Count)}");
}
