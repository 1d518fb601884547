using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

internal enum Reduction
{
    /// <summary>No reduction: the body is the value.</summary>
    None,
    Sum,
    Max,
}

/// <summary>
/// One statement: <c>output[axes] = epilogue(reduce over reduction axes of body)</c>. Everything a network computes, forward and backward,
/// is a list of these.
/// </summary>
/// <param name="OutputAxes">One for each axis of <paramref name="Output"/>, in order.</param>
/// <param name="ReductionAxes">
/// Outermost first. Empty with <see cref="Reduction.Sum"/>: a guarded copy, 0 where the body is skipped.
/// </param>
/// <param name="Epilogue">
/// Of the <see cref="Accumulator"/>; fusion grows it. With <see cref="Reduction.None"/> the accumulator is the body.
/// </param>
/// <param name="Position">
/// With <see cref="Reduction.Max"/>, where to write which point of the window was the first to reach the maximum; null if nobody asks.
/// </param>
internal sealed record Comprehension(
    string Name,
    Tensor Output,
    EquatableArray<Axis> OutputAxes,
    EquatableArray<Axis> ReductionAxes,
    Reduction Reduction,
    Expression Body,
    Expression Epilogue,
    Tensor? Position = null)
{
    private Remembered<Load[]> loads;

    public static Comprehension Map(string name, Tensor output, IEnumerable<Axis> axes, Expression body) =>
        new(name, output, axes.ToEquatableArray(), [], Reduction.None, body, new Accumulator());

    public static Comprehension Reduce(
        string name, Tensor output, IEnumerable<Axis> axes, IEnumerable<Axis> reductionAxes, Reduction reduction, Expression body) =>
        new(name, output, axes.ToEquatableArray(), reductionAxes.ToEquatableArray(), reduction, body, new Accumulator());

    /// <summary>A sum of products: the statements that most of the time goes into.</summary>
    public bool IsContraction => Reduction == Reduction.Sum && ReductionAxes.Count > 0
        && Body is Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Dot, Left: Load, Right: Load };

    /// <summary>A contraction of bytes, four at a time, whose sum is a whole number until the epilogue.</summary>
    public bool IsDot => IsContraction && Body is Binary { Operator: BinaryOperator.Dot };

    /// <summary>What the body reads, then what the epilogue does; every pass asks, most of them several times.</summary>
    public IReadOnlyList<Load> Loads => loads.Of(this, static statement => [.. statement.Body.Loads(), .. statement.Epilogue.Loads()]);

    /// <summary>Points of the domain for one sample (or in all, without a batch axis): an upper bound of its multiply-adds.</summary>
    public long Points
    {
        get
        {
            long points = 1;
            foreach (Axis axis in OutputAxes) points *= axis.IsBatch ? 1 : axis.Extent;
            foreach (Axis axis in ReductionAxes) points *= axis.IsBatch ? 1 : axis.Extent;
            return points;
        }
    }

    /// <summary>
    /// What a sample takes of a thread, in multiply-adds: its points, or the bytes of its values where they are more. A core moves some
    /// tens of either in a nanosecond, and a map that is scaled or averaged has few points for what it moves.
    /// </summary>
    public long Work => Math.Max(Points, Loads.Select(l => l.Tensor).Append(Output).Where(t => t.HasBatch || !UsesBatch)
        .GroupBy(t => t.Place).Sum(place => place.First().Element.Bytes() * place.First().Count));

    /// <summary>
    /// Whether the operand is read at the very element that is written, in a tensor of the output's own extents (a larger one would be
    /// cropped).
    /// </summary>
    public bool ReadsInPlace(Load load) => load.Tensor.Extents.Equals(Output.Extents) && IsIdentity(load.Indices);

    /// <summary>Every operand is read in place, so the statement means the same under any shape of as many elements.</summary>
    public bool IsElementwise => Reduction == Reduction.None && Body.Parts().Concat(Epilogue.Parts()).All(part => part switch
    {
        Load load => ReadsInPlace(load),
        Keep keep => keep.Shape.Extents.Equals(Output.Extents) && IsIdentity(keep.Indices),
        AxisNumber => false,
        _ => true,
    });

    public bool UsesBatch => OutputAxes.Concat(ReductionAxes).Any(a => a.IsBatch);

    /// <summary>For Max: the number that <see cref="Position"/> gets at a point, row-major over the reduction axes.</summary>
    public AffineIndex PositionIndex() => AffineIndex.RowMajor(ReductionAxes);

    public override string ToString() => ComprehensionPrinter.Print(this);

    private bool IsIdentity(EquatableArray<AffineIndex> indices) =>
        indices.Count == OutputAxes.Count && indices.Zip(OutputAxes, (index, axis) => index.AsAxis == axis).All(same => same);
}
