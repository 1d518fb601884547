using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.MemoryPlanning;

/// <summary>Where every tensor of a kernel graph lies.</summary>
/// <param name="FloatsPerSample">Size of the arena for one sample.</param>
/// <param name="FixedFloats">Size of what does not depend on the batch.</param>
/// <param name="Offsets">
/// By root tensor: floats in one sample's arena (a batch of B starts at offset·B), in the fixed buffer, or in the parameter buffer.
/// </param>
/// <param name="Lifetimes">By root tensor in the arena: the first and last kernel that need it.</param>
/// <param name="ParameterFloats">Size of the parameter buffer; the trained ones come first, in <paramref name="TrainableFloats"/>.</param>
internal sealed record MemoryPlan(
    long FloatsPerSample,
    long FixedFloats,
    long ParameterFloats,
    long TrainableFloats,
    IReadOnlyDictionary<Tensor, long> Offsets,
    IReadOnlyDictionary<Tensor, (int From, int To)> Lifetimes)
{
    /// <summary>
    /// What <see cref="FloatsPerSample"/> would be if nothing were kept in elements of fewer bits; null where nothing was to be.
    /// </summary>
    public long? FloatsInSinglePrecision { get; init; }

    /// <summary>Floats that each thread has for itself.</summary>
    public long ScratchFloats { get; init; }

    /// <summary>
    /// The input where kernels on the CPU read it in the caller's memory; it has a place in the arena for devices alone, which read no
    /// memory but their own.
    /// </summary>
    public Tensor? InputInPlace { get; init; }

    /// <summary>By root tensor of what does not depend on the batch: the first and last kernel that need it.</summary>
    public IReadOnlyDictionary<Tensor, (int From, int To)> FixedLifetimes { get; init; } = new Dictionary<Tensor, (int From, int To)>();

    public long OffsetOf(Tensor tensor) => Offsets[tensor.Root];
}
