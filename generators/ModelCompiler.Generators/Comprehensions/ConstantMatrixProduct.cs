namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// A constant matrix times values: a transform of Winograd's, or a filter of fixed taps. Recognised here alone.
/// <code>
/// transform   output[n, row, x, c] = Σ column : matrix[row, column] · value[n, 4·x + column, c]
/// gradient    output[n, x, c]      = Σ column row : matrix[row, column] · value[n, row, (x - column)/4, c]
/// filter      output[n, x, c]      = Σ tap : matrix[tap] · value[n, x + tap, c]
/// </code>
/// </summary>
internal sealed record ConstantMatrixProduct(Comprehension Statement, Load Matrix, Load Value)
{
    /// <summary>Null where the statement is something else.</summary>
    public static ConstantMatrixProduct? Match(Comprehension statement) =>
        statement is { IsContraction: true, Body: Binary { Left: Load left, Right: Load right } }
        ? (left.Tensor.Storage, right.Tensor.Storage) switch
        {
            (Storage.Constants, not Storage.Constants) => new(statement, left, right),
            (not Storage.Constants, Storage.Constants) => new(statement, right, left),
            _ => null,
        }
        : null;

    /// <summary>The axis along vectors.</summary>
    public Axis Channels => Statement.OutputAxes[Statement.OutputAxes.Count - 1];

    /// <summary>
    /// Whether each number of the matrix multiplies a whole vector of channels, and each term of the sum has a number of its own.
    /// </summary>
    public bool IsOfVectors => Channels.Extent >= 4 && !Matrix.Uses(Channels) && Statement.ReductionAxes.All(Matrix.Uses);

    /// <summary>
    /// The matrix of a transform; null for a filter. Values that a transform has no entry for are not read. The zeros of a filter, which
    /// moves over its input, are multiplied: 0 · NaN is NaN.
    /// </summary>
    public Load? Transform => Axes.Any(Statement.OutputAxes.Contains) || (Axes.Any(IsRemainder) && Axes.Any(IsColumn)) ? Matrix : null;

    // A transform has a row for each value of an output axis, or, seen from what it reads, a column for each place of a window, which moves
    // in steps of several places and may overlap the next; a filter has its taps instead.
    private bool IsRemainder(Axis axis) => Guarded.Any(i => i.Uses(axis) && i.Divisor > 1 && i.Divisor <= axis.Extent);

    private bool IsColumn(Axis axis) => axis.Extent > 1 && !Guarded.Any(i => i.Uses(axis));

    private IEnumerable<Axis> Axes => Matrix.Indices.SelectMany(i => i.Terms).Select(t => t.Axis);

    private IEnumerable<AffineIndex> Guarded =>
        new[] { Matrix, Value }.SelectMany(load => load.Indices.Zip(load.Tensor.Extents, (index, extent) => (index, extent)))
        .Where(at => at.index.NeedsGuard(at.extent)).Select(at => at.index);
}
