using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A dense layer whose weights are more than a cache holds is summed in parts, which threads can share even for one sample and whose
/// weights stay in a cache while the samples of a batch pass over them:
/// <code>
/// part[n, p, o]   = Σ j : input[n, J·p + j] · kernel[J·p + j, o]
/// output[n, o]    = epilogue(Σ p : part[n, p, o])
/// </code>
/// The number of parts follows from the shapes, so sums are in the same order on any number of threads.
/// </summary>
internal static class SplitK
{
    /// <summary>Enough for any number of cores; more would cost memory for the parts.</summary>
    private const int MostParts = 64;

    /// <summary>Rows that are added together before a sum goes back to memory.</summary>
    private const int Rows = 8;

    public static TensorProgram Run(TensorProgram program, Machine machine) => program.Replace(statement => Split(statement, machine));

    private static Comprehension[]? Split(Comprehension statement, Machine machine)
    {
        if (!statement.IsContraction || statement.IsDot) return null;
        if (statement.ReductionAxes.Count != 1 || statement.OutputAxes.Count != 2 || !statement.OutputAxes[0].IsBatch) return null;
        (Axis rows, Axis lanes) = (statement.ReductionAxes[0], statement.OutputAxes[1]);
        Load? weights = statement.Body.Loads().FirstOrDefault(l => l.Tensor.Storage == Storage.Parameters);
        if (weights is null || weights.Indices[weights.Indices.Count - 1].AsAxis != lanes) return null;
        if (!Decisions.Choose(4 * weights.Tensor.Count >= machine.SplitWeights, Branch.SumOfManyWeights, Branch.SumOfFewWeights))
            return null;
        int count = PartsOf(rows.Extent, 4 * weights.Tensor.Count, machine.SplitPart);
        return Decisions.Choose(count > 1, Branch.SumSplit, Branch.SumIndivisible) ? InParts(statement, rows, lanes, count) : null;
    }

    private static Comprehension[] InParts(Comprehension statement, Axis rows, Axis lanes, int count)
    {
        int each = rows.Extent / count, together = Divisor(each, Rows);
        Axis part = new("p", count), outer = new(rows.Name, each / together), inner = new("j", together);
        var split =
            new Dictionary<Axis, AffineIndex> { [rows] = new([new Term(part, each), new Term(outer, together), new Term(inner, 1)]) };
        return PartialSums.Of(statement, "parts", statement.Output.Role, [Axis.Batch, part, lanes], [outer, inner], [part],
            statement.Body.Substitute(split));
    }

    private static int PartsOf(int rows, long bytes, long part) =>
        Divisor(rows, (int)Math.Min(MostParts, (bytes + part - 1) / part * 5 / 4));

    /// <summary>The greatest divisor up to a limit.</summary>
    private static int Divisor(int of, int limit)
    {
        for (int divisor = Math.Min(limit, of); divisor > 1; divisor--)
        {
            if (of % divisor == 0) return divisor;
        }

        return 1;
    }
}
