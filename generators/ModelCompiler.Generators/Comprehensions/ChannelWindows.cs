namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// Sums over neighbouring channels with channels along the lanes. A value is seen as pixels × channels; what is summed lies in a copy with
/// an empty pixel before and after, so that a window that runs over a pixel's end reads the next pixel's channels, in memory that exists,
/// and a table says that they do not count.
/// </summary>
internal sealed class ChannelWindows
{
    private readonly string name;
    private readonly int pixels, channels, radius;
    private readonly Axis pixel, channel, tap;
    private readonly Tensor inside;

    public ChannelWindows(string name, Tensor value, int radius)
    {
        this.name = name;
        channels = value.Extents[value.Extents.Count - 1];
        pixels = (int)(value.Count / channels);
        this.radius = Math.Min(radius, channels - 1); // Farther away there are no channels.
        (pixel, channel, tap) = (new Axis("q", pixels), new Axis("c", channels), new Axis("k", (2 * this.radius) + 1));
        int places = channels + (2 * this.radius);
        inside = places > Positions.Written
            ? new Tensor($"{name}.inside", Storage.Fixed, places)
            : Tensor.Table($"{name}.inside", Enumerable.Range(-this.radius, places).Select(c => c >= 0 && c < channels ? 1f : 0f));
    }

    /// <summary>Samples, pixels, channels.</summary>
    public Axis[] Axes => [Axis.Batch, pixel, channel];

    public int[] Extents => [Axis.BatchExtent, pixels, channels];

    public Tensor View(Tensor value) => value.View(Extents);

    public Load At(Tensor value) => Load.At(View(value), Axes);

    /// <summary>A value's element where the copy is written; the empty pixels are outside and become 0.</summary>
    public Load Inner(Tensor value) =>
        new(View(value), [AffineIndex.Of(Axis.Batch), new([new Term(Outer, 1)], -1), AffineIndex.Of(channel)]);

    public Tensor Bordered(string part) => new($"{name}.{part}", Storage.Arena, Axis.BatchExtent, pixels + 2, channels);

    /// <param name="value">Of <see cref="Inner"/> elements.</param>
    public Comprehension Fill(Tensor bordered, Expression value) =>
        Comprehension.Reduce(bordered.Name, bordered, [Axis.Batch, Outer, channel], [], Reduction.Sum, value);

    /// <summary>What computes the table, where it is not written out.</summary>
    public IEnumerable<Comprehension> Table()
    {
        if (inside.Storage != Storage.Fixed) yield break;
        var place = new Axis("c", inside.Extents[0]);
        Tensor column = inside.View(place.Extent, 1);
        Load one = Positions.Inside(name, new AffineIndex([new Term(place, 1)], -radius), channels);
        yield return Comprehension.Reduce(inside.Name, column, [place, Positions.One], [], Reduction.Sum, one);
    }

    public Comprehension Sum(Tensor output, Tensor bordered)
    {
        Tensor flat = bordered.View(Axis.BatchExtent, (pixels + 2) * channels);
        var at = new AffineIndex([new Term(pixel, channels), new Term(channel, 1), new Term(tap, 1)], channels - radius);
        Expression counts = new Load(inside, [new AffineIndex([new Term(channel, 1), new Term(tap, 1)])]);
        Expression body = new Select(Comparison.Greater, counts, 0f, new Load(flat, [AffineIndex.Of(Axis.Batch), at]), 0f);
        return Comprehension.Reduce(output.Name, output, Axes, [tap], Reduction.Sum, body);
    }

    private Axis Outer => new("q", pixels + 2);
}
