namespace ModelCompiler.Runtime;

/// <summary>
/// Where a training step holds a layer's output or its gradient, and from which launch on: a row of
/// <see cref="CompiledProgram.StepValues"/>.
/// </summary>
/// <param name="Layer">The layer's place in the model's summary.</param>
/// <param name="Kind">0 the output, 1 its gradient, 2 the gradient of what the layer's activation function is applied to.</param>
/// <param name="Launch">The launch after which the value is whole. Later ones may use its memory again.</param>
/// <param name="Offset">Floats in one sample's arena.</param>
/// <param name="Column">Where it begins in a sample's memory, of which it may be some columns.</param>
/// <param name="Rows">Rows of <paramref name="Columns"/> neighbouring floats in a sample.</param>
/// <param name="Columns">Floats of a row.</param>
/// <param name="Pitch">Floats from one row to the next.</param>
/// <param name="SampleStride">Floats from one sample to the next.</param>
internal readonly record struct StepValueLayout(int Layer, int Kind, int Launch, long Offset, int Column, int Rows, int Columns,
    int Pitch, int SampleStride)
{
    /// <summary>What a row's second number has beside the kind: the element.</summary>
    private const int ElementUnit = 16;

    /// <summary>How the value is kept, as a place in <see cref="Precision"/>; offsets are in floats, all else in elements.</summary>
    public Precision Element { get; init; }

    /// <summary>Numbers of a row.</summary>
    public const int Size = 9;

    /// <summary>Floats of a sample.</summary>
    public int Count => Rows * Columns;

    public static StepValueLayout[] Read(ReadOnlySpan<int> numbers)
    {
        var rows = new StepValueLayout[numbers.Length / Size];
        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<int> n = numbers.Slice(r * Size, Size);
            rows[r] = new(n[0], n[1] % ElementUnit, n[2], n[3], n[4], n[5], n[6], n[7], n[8]) { Element = (Precision)(n[1] / ElementUnit) };
        }

        return rows;
    }

    /// <summary>The first samples, one after the other, from the memory that holds them.</summary>
    /// <param name="memory">From the value's first sample on.</param>
    /// <param name="samples">How many.</param>
    /// <param name="values">Room for just these.</param>
    public void Gather(ReadOnlySpan<float> memory, int samples, Span<float> values)
    {
        for (int s = 0; s < samples; s++)
        {
            for (int r = 0; r < Rows; r++)
                memory.Slice(s * SampleStride + Column + r * Pitch, Columns).CopyTo(values[((s * Rows + r) * Columns)..]);
        }
    }
}
