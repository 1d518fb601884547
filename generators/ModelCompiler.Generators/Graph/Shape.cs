using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// The extents of one sample (never the batch), channels last: <c>[n]</c>, <c>[length, channels]</c>, <c>[height, width, channels]</c>.
/// </summary>
internal sealed record Shape(EquatableArray<int> Extents)
{
    public Shape(params int[] extents) : this(extents.ToEquatableArray())
    {
    }

    public int Rank => Extents.Count;

    public int this[int axis] => Extents[axis];

    public int Channels => Extents[Rank - 1];

    /// <summary>Elements of one sample; wider than an int because shapes are checked against 2³¹ after they are counted.</summary>
    public long Count => Extents.Aggregate(1L, (product, extent) => checked(product * extent));

    /// <summary>As errors and tables print it: 24×24×20.</summary>
    public override string ToString() => string.Join("×", Extents);
}
