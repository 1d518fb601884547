using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>One named tensor of weights (or their gradients), row-major.</summary>
public sealed class ParameterTensor
{
    private readonly AlignedBuffer buffer;

    internal ParameterTensor(ParameterDescription description, AlignedBuffer buffer)
    {
        this.buffer = buffer;
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

    /// <summary>The numbers themselves, not a copy. After writing weights call <see cref="ParameterSet.Touch"/>.</summary>
    public Span<float> Span => buffer.Span.Slice(Offset, Length);

    /// <summary>First float in the flat buffer.</summary>
    internal int Offset { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]{(Trainable ? "" : " (frozen)")}";
}
