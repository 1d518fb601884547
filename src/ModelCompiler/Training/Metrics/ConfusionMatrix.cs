using System.Globalization;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Counts of what samples are and what they were taken for.</summary>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes for which a matrix is kept: it grows with their square.</summary>
    public const int MostClasses = 1024;

    private readonly long[] counts;

    internal ConfusionMatrix(int classes) => (Classes, counts) = (classes, new long[classes * classes]);

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Samples of class <paramref name="actual"/> that were taken for class <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public long this[int actual, int predicted] => counts[Index(actual, predicted)];

    /// <summary>Share of a class's samples that were recognised; NaN for a class without samples.</summary>
    public double Recall(int actual) =>
        (double)this[actual, actual] / Enumerable.Range(0, Classes).Sum(predicted => this[actual, predicted]);

    /// <summary>Share of right answers among those that named a class; NaN for a class never named.</summary>
    public double Precision(int predicted) =>
        (double)this[predicted, predicted] / Enumerable.Range(0, Classes).Sum(actual => this[actual, predicted]);

    /// <summary>A table: one row for each class, one column for each answer.</summary>
    public override string ToString()
    {
        var table = new TextTable(leftColumns: 1, ["actual", .. Enumerable.Range(0, Classes).Select(c => c.ToString()), "recall"]);
        for (int actual = 0; actual < Classes; actual++)
        {
            var row = Enumerable.Range(0, Classes).Select(predicted => this[actual, predicted] is var count and > 0 ? $"{count}" : "·");
            string recall = double.IsNaN(Recall(actual)) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100 * Recall(actual):F1}%");
            table.AddRow([actual.ToString(), .. row, recall]);
        }

        return table.ToString();
    }

    internal void Clear() => Array.Clear(counts);

    /// <summary>A class's samples that were recognised, others that were taken for it, and its own that were not.</summary>
    internal (long Right, long Wrong, long Missed) CountsOf(int index)
    {
        long named = 0, there = 0;
        for (int other = 0; other < Classes; other++)
        {
            named += counts[other * Classes + index];
            there += counts[index * Classes + other];
        }

        long right = counts[index * Classes + index];
        return (right, named - right, there - right);
    }

    internal void Save(CallbackState state) => state.SetNumbers<long>("confusion", counts);

    internal void Load(CallbackState state) => state.GetNumbers<long>("confusion", counts);

    internal void Add(int actual, int predicted) => counts[Index(actual, predicted)]++;

    private int Index(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        return actual * Classes + predicted;
    }
}
