using ModelCompiler.Generators.Graph;
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

    /// <summary>What an item of a kernel's work leaves for itself: one copy for each thread.</summary>
    Scratch,

    /// <summary>Numbers known at build time, written into the code as a table.</summary>
    Constants,
}

/// <summary>What a tensor's numbers are to the program. Names of kernels and of their parameters are printed from it; no stage
/// reads a name.</summary>
internal enum TensorRole
{
    /// <summary>Of a layer, or on the way to one; where its storage says so, weights or what is derived from them.</summary>
    Value,

    /// <summary>The derivative of the loss by a value or by weights, or on the way to it.</summary>
    Gradient,

    /// <summary>What the network should have answered.</summary>
    Target,

    /// <summary>Which point of its window was the greatest.</summary>
    ArgMax,

    /// <summary>Products of all taps of a window, before those that belong together are added (kn2row).</summary>
    Taps,

    /// <summary>The same on the way to a gradient.</summary>
    GradientTaps,

    /// <summary>The derivative of the loss by weights, of each sample or of bands of its rows apart, before they are added.</summary>
    GradientSamples,

    /// <summary>Sums of parts of a sum, of a device.</summary>
    Partial,

    /// <summary>A value of the forward pass that the backward pass computes once more.</summary>
    Rematerialized,
}

/// <summary>
/// A named array of numbers, row-major. <see cref="View"/> makes another shape of the same memory, <see cref="Slice"/> some neighbouring
/// columns of it: a concatenation's parts are slices of one tensor. Memory is told apart by <see cref="Place"/>; each float of it is
/// written by one statement only.
/// </summary>
internal sealed class Tensor
{
    private readonly int pitch;
    private readonly EquatableArray<int> repeated = [];
    private readonly ElementType element;
    private readonly Tensor? differentiated;

    private Tensor(string name, Storage storage, EquatableArray<int> extents, Tensor? root, EquatableArray<float> values, int offset,
        int pitch, TensorRole role = TensorRole.Value)
    {
        Name = name;
        Storage = storage;
        Role = role;
        Extents = extents;
        Root = root ?? this;
        Values = values;
        Offset = offset;
        this.pitch = pitch;
        Count = 1;
        foreach (int extent in extents) Count *= extent == Axis.BatchExtent ? 1 : extent;
    }

    public Tensor(string name, Storage storage, params int[] extents) : this(name, storage, extents.ToEquatableArray(),
        null, [], 0, Width(extents))
    {
    }

    private Tensor(string name, Storage storage, EquatableArray<int> extents, Tensor root, EquatableArray<int> repeated,
        EquatableArray<float> values, int offset, int pitch, TensorRole role)
        : this(name, storage, extents, root, values, offset, pitch, role) => this.repeated = repeated;

    private Tensor(Tensor of, EquatableArray<int> extents, EquatableArray<int> repeated)
        : this(of.Name, of.Storage, extents, of.Root, of.Values, of.Offset, of.pitch, of.Role) => this.repeated = repeated;

    public string Name { get; }

    public Storage Storage { get; }

    public TensorRole Role { get; init; }

    /// <summary>
    /// How the elements are kept in memory; views and slices are kept as what they are part of, but for <see cref="InFours"/>.
    /// </summary>
    public ElementType Element
    {
        get => ReferenceEquals(Root, this) || element != ElementType.Single ? element : Root.Element;
        init => element = value;
    }

    /// <summary>The value whose derivative this is; views and slices have their root's. Null for parts of one and for all else.</summary>
    public Tensor? GradientOf
    {
        get => ReferenceEquals(Root, this) ? differentiated : Root.GradientOf;
        init => differentiated = value;
    }

    public bool IsGradient => Role is TensorRole.Gradient or TensorRole.GradientTaps or TensorRole.GradientSamples;

    /// <summary>Extents from the outermost axis; the first is <see cref="Axis.BatchExtent"/> for tensors that have one entry
    /// for each sample.</summary>
    public EquatableArray<int> Extents { get; }

    /// <summary>The tensor that owns the memory; itself unless this is a view or a slice.</summary>
    public Tensor Root { get; }

    /// <summary>The column of <see cref="Root"/> at which a slice begins.</summary>
    public int Offset { get; }

    /// <summary>Where the memory begins: what kernels are given.</summary>
    public MemoryPlace Place => new(Root, Offset);

    /// <summary>Whether the rows of this tensor lie apart, with columns of others between them.</summary>
    public bool IsSlice => pitch != Columns;

    /// <summary>The numbers of a constant table.</summary>
    public EquatableArray<float> Values { get; }

    /// <summary>Whether these are weights, or what is derived from them alone: the same for all samples.</summary>
    public bool IsWeights => Storage is Storage.Parameters or Storage.Fixed;

    public bool HasBatch => Extents.Count > 0 && Extents[0] == Axis.BatchExtent;

    /// <summary>Extent of the last axis; one number for each sample is one column.</summary>
    public int Columns => Width(Extents);

    /// <summary>Elements of one sample, or of the whole where there is no batch.</summary>
    public long Count { get; }

    /// <summary>Floats of memory that they take.</summary>
    public long Floats => (Count + Element.InFloat() - 1) / Element.InFloat();

    /// <summary>Elements from the first to the last of one sample; more than <see cref="Count"/> for a slice.</summary>
    public long Span => (((Count / Columns) - 1) * pitch) + Columns;

    /// <summary>Elements between neighbours along each axis.</summary>
    public long Stride(int axis)
    {
        if (axis == Extents.Count - 1) return 1;
        if (IsRepeated(axis)) return 0;
        long stride = pitch;
        for (int d = axis + 1; d < Extents.Count - 1; d++) stride *= IsRepeated(d) ? 1 : Extents[d];
        return stride;
    }

    /// <summary>Whether the memory is the same all along an axis.</summary>
    public bool IsRepeated(int axis) => repeated.Count > 0 && repeated.Contains(axis);

    /// <summary>Whether the memory can be seen under these extents: a slice keeps its columns.</summary>
    public bool CanView(EquatableArray<int> extents) => !IsSlice || Width(extents) == Columns;

    /// <summary>The same elements under another shape.</summary>
    public Tensor View(params int[] extents)
    {
        EquatableArray<int> target = extents.ToEquatableArray();
        if (!CanView(target)) throw new InvalidOperationException($"{this} is a slice and cannot be seen as [{target}].");
        return new(Name, Storage, target, Root, Values, Offset, IsSlice ? pitch : Width(extents), Role) { Element = Own };
    }

    /// <summary>The same bytes, four neighbours of the last axis as one element.</summary>
    public Tensor InFours()
    {
        if (IsSlice || Offset != 0 || Columns % 4 != 0 || Element is not (ElementType.Int8 or ElementType.UInt8))
            throw new InvalidOperationException($"{this} cannot be seen in fours.");
        int[] extents = [.. Extents.Take(Extents.Count - 1), Columns / 4];
        return new(Name, Storage, extents.ToEquatableArray(), Root, Values, 0, Columns / 4, Role)
        {
            Element = Element == ElementType.Int8 ? ElementType.Int8x4 : ElementType.UInt8x4,
        };
    }

    /// <summary>What a view of this is to be kept as beside what its root is.</summary>
    private ElementType Own => ReferenceEquals(Root, this) ? ElementType.Single : element;

    /// <summary>The same memory for each value of some further axes: each pass over them finds what it left there itself,
    /// and no other.</summary>
    /// <param name="extents">This tensor's extents with those of the further axes between them.</param>
    /// <param name="axes">Which of them are further ones; not the last.</param>
    public Tensor Repeated(IReadOnlyList<int> extents, params int[] axes) => new(this, extents.ToEquatableArray(), axes.ToEquatableArray());

    /// <summary>Some neighbouring columns, all rows.</summary>
    public Tensor Slice(string name, int from, int columns) =>
        new(name, Storage, Extents.Take(Extents.Count - 1).Append(columns).ToEquatableArray(), Root, Values, Offset + from, pitch, Role);

    /// <summary>This tensor, or slice of a tensor, with its memory inside other memory: its root becomes the columns of
    /// <paramref name="home"/>.</summary>
    public Tensor MovedInto(Tensor home) => new(Name, Storage, Extents, home.Root, Values, home.Offset + Offset, home.pitch, Role);

    /// <summary>The same part of another root, which has the extents of this one's.</summary>
    public Tensor On(Tensor root) =>
        ReferenceEquals(Root, this) ? root : new(Name, Storage, Extents, root, repeated, Values, Offset, pitch, Role);

    /// <summary>A tensor for the gradient of another one of these extents.</summary>
    public static Tensor Gradient(string of, Storage storage, params int[] extents) =>
        new($"d {of}", storage, extents) { Role = TensorRole.Gradient };

    /// <summary>A tensor for the gradient of a value, in its storage's counterpart and under its name.</summary>
    public static Tensor Gradient(Tensor of, Storage storage) =>
        new($"d {of.Name}", storage, [.. of.Extents]) { Role = TensorRole.Gradient, GradientOf = of.Root };

    public static Tensor Table(string name, IEnumerable<float> values)
    {
        EquatableArray<float> numbers = values.ToEquatableArray();
        return new Tensor(name, Storage.Constants, [numbers.Count], null, numbers, 0, numbers.Count);
    }

    private static int Width(IReadOnlyList<int> extents) => extents[extents.Count - 1] == Axis.BatchExtent ? 1 : extents[extents.Count - 1];

    public override string ToString() =>
        $"{Name}[{string.Join(", ", Extents.Select(e => e == Axis.BatchExtent ? "n" : e.ToString()))}]"
            + $"{(Element == ElementType.Single ? "" : $" in {Element}")}";
}

/// <summary>The start of a tensor's memory.</summary>
internal readonly record struct MemoryPlace(Tensor Root, int Offset);
