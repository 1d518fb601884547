namespace ModelCompiler.Serialization;

/// <summary>A tensor that a weight file holds: name, shape and type are known, its numbers are read when they are asked for.</summary>
public sealed class StoredTensor
{
    private readonly WeightFile file;
    private readonly TensorData? data;

    internal StoredTensor(WeightFile file, string name, string dtype, IReadOnlyList<long> shape, TensorData? data) =>
        (this.file, Name, DType, Shape, this.data) = (file, name, dtype, shape, data);

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>The type of its numbers, as the file names it: <c>F32</c>, <c>BF16</c>.</summary>
    public string DType { get; }

    /// <summary>The type of its numbers; <see cref="StoredType.Unknown"/> for one that is not read.</summary>
    public StoredType Type => StoredTypes.Parse(DType);

    /// <summary>Extents, outermost first; none for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many numbers.</summary>
    public long Length => Shape.Aggregate(1L, (length, extent) => checked(length * extent));

    /// <summary>Reads the numbers, row-major, as 32-bit floats.</summary>
    /// <param name="destination">As many floats as the tensor has numbers.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    /// <exception cref="WeightFileException">A type that is not read, or a file that became shorter.</exception>
    public void Read(Span<float> destination)
    {
        if (destination.Length != Length)
            throw new ArgumentException($"'{Name}' has {Length} numbers, but there is room for {destination.Length}.", nameof(destination));
        Read(0, destination);
    }

    /// <summary>Reads some of the numbers.</summary>
    /// <param name="start">The first of them, counted row-major.</param>
    /// <param name="destination">Receives them.</param>
    internal void Read(long start, Span<float> destination)
    {
        if (data is null)
            throw new WeightFileException(file.Path, $"tensor '{Name}' holds {DType}, which is not read.",
                "Convert it to 32-bit floats.", Name);
        data.Read(start, destination);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {DType} [{string.Join(", ", Shape)}]";
}

/// <summary>Where a stored tensor's numbers come from.</summary>
internal abstract class TensorData
{
    /// <summary>Reads numbers from a place on, counted row-major.</summary>
    public abstract void Read(long start, Span<float> destination);
}

/// <summary>Numbers that are in memory.</summary>
internal sealed class MemoryTensorData(ReadOnlyMemory<float> numbers) : TensorData
{
    public override void Read(long start, Span<float> destination) =>
        numbers.Span.Slice((int)start, destination.Length).CopyTo(destination);
}
