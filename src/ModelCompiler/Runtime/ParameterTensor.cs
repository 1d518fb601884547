using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>One named tensor of weights (or their gradients), row-major.</summary>
public sealed class ParameterTensor
{
    private readonly AlignedBuffer buffer;
    private readonly ParameterSet? weights;

    /// <param name="description">Name, shape and place.</param>
    /// <param name="buffer">Where the numbers lie.</param>
    /// <param name="weights">The set that must know when its numbers can be written from outside; null for gradients.</param>
    internal ParameterTensor(ParameterDescription description, AlignedBuffer buffer, ParameterSet? weights = null)
    {
        this.buffer = buffer;
        this.weights = weights;
        Name = description.Name;
        Shape = description.Shape;
        Trainable = description.Trainable;
        Offset = description.Offset;
        Length = description.Length;
    }

    /// <summary>Full name, <c>conv2d_1.kernel</c>.</summary>
    public string Name { get; }

    /// <summary>Extents, outermost first: <c>[kh, kw, in, out]</c> for a convolution's kernel, <c>[in, out]</c> for a dense one.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>Whether training changes it.</summary>
    public bool Trainable { get; }

    /// <summary>
    /// The numbers themselves, not a copy. After the last write <see cref="ParameterSet.Touch"/> makes predictions fast again.
    /// </summary>
    public Span<float> Span
    {
        get
        {
            weights?.Expose();
            return Values;
        }
    }

    /// <summary><see cref="Span"/> for the library, which says itself when it writes.</summary>
    internal Span<float> Values => buffer.Span.Slice(Offset, Length);

    /// <summary>First float in the flat buffer.</summary>
    internal int Offset { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]{(Trainable ? "" : " (frozen)")}";
}
