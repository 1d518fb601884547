namespace ModelCompiler.Reference;

/// <summary>Sizes of numbers in a tensor, for statements relative to them.</summary>
public static class Magnitude
{
    /// <summary>The largest absolute value; 1 where all are zero, so that it can divide.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double max = 0;
        foreach (double value in values) max = Math.Max(max, Math.Abs(value));
        return max > 0 ? max : 1;
    }

    /// <summary>The least absolute value that is not exactly zero.</summary>
    public static double LeastNonZero(IEnumerable<double> values)
    {
        double least = double.PositiveInfinity;
        foreach (double value in values)
            if (value != 0) least = Math.Min(least, Math.Abs(value));
        return least;
    }
}
