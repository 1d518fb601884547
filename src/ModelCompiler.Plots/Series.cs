namespace ModelCompiler.Plots;

/// <summary>A line of a figure.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Xs">Places along the horizontal axis.</param>
/// <param name="Ys">As many values; those that are not finite are left out.</param>
public sealed record Series(string Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys)
{
    /// <summary>Values at 1, 2, 3 and so on, such as one for each epoch.</summary>
    public Series(string name, IReadOnlyList<double> ys) : this(name, [.. Enumerable.Range(1, ys.Count).Select(i => (double)i)], ys)
    {
    }

    /// <summary>Whether the line is dashed, for a second of a kind such as the test's beside the training's.</summary>
    public bool Dashed { get; init; }

    /// <summary>Number of the colour, so that two lines can share one; its place in the figure if null.</summary>
    public int? Colour { get; init; }

    /// <summary>Whether a value holds until the next one, as a staircase, instead of a straight line between them.</summary>
    public bool Steps { get; init; }

    /// <summary>Whether each value has a mark.</summary>
    public bool Marks { get; init; }
}
