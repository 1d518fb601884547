using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>Where a tensor's numbers live.</summary>
internal enum Storage
{
    /// <summary>One copy for each sample, in the arena.</summary>
    Arena,

    /// <summary>One copy whatever the batch: packed weights, penalties.</summary>
    Fixed,
    Parameters,
    Gradients,

    /// <summary>Numbers known at build time, written into the code as a table.</summary>
    Constants,
}

/// <summary>
/// A named array of floats, row-major. Identity is by reference: a tensor is written by one statement only.
/// <see cref="View"/> makes another shape of the same memory.
/// </summary>
internal sealed class Tensor
{
    private Tensor(string name, Storage storage, EquatableArray<int> extents, Tensor? root, EquatableArray<float> values)
    {
        Name = name;
        Storage = storage;
        Extents = extents;
        Root = root ?? this;
        Values = values;
    }

    public Tensor(string name, Storage storage, params int[] extents) : this(name, storage, extents.ToEquatableArray(), null, [])
    {
    }

    public string Name { get; }

    public Storage Storage { get; }

    /// <summary>Extents from the outermost axis; the first is <see cref="Axis.BatchExtent"/> for tensors that have one entry for each sample.</summary>
    public EquatableArray<int> Extents { get; }

    /// <summary>The tensor that owns the memory; itself unless this is a view.</summary>
    public Tensor Root { get; }

    /// <summary>The numbers of a constant table.</summary>
    public EquatableArray<float> Values { get; }

    public bool HasBatch => Extents.Count > 0 && Extents[0] == Axis.BatchExtent;

    /// <summary>Elements of one sample, or of the whole where there is no batch.</summary>
    public long Count => Extents.Where(e => e != Axis.BatchExtent).Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Floats between neighbours along each axis.</summary>
    public long Stride(int axis)
    {
        long stride = 1;
        for (int d = axis + 1; d < Extents.Count; d++) stride *= Extents[d];
        return stride;
    }

    public Tensor View(params int[] extents) => new(Name, Storage, extents.ToEquatableArray(), Root, Values);

    public static Tensor Table(string name, IEnumerable<float> values)
    {
        EquatableArray<float> numbers = values.ToEquatableArray();
        return new Tensor(name, Storage.Constants, [numbers.Count], null, numbers);
    }

    public override string ToString() => $"{Name}[{string.Join(", ", Extents.Select(e => e == Axis.BatchExtent ? "n" : e.ToString()))}]";
}
