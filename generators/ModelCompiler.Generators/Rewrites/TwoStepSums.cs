using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// TensorProgram → TensorProgram: sums of one value over samples and many positions, as the gradients of biases are, are taken in two
/// steps:
/// <code>
/// d bias.rows[n, y, o] = Σ x : d output[n, y, x, o]
/// d bias[o]            = Σ n y : d bias.rows[n, y, o]
/// </code>
/// One float that takes up thousands of addends one by one loses digits with each of them: the error grows with their number, in two steps
/// with its root (Higham, <i>The accuracy of floating point summation</i>, 1993). Sums of products are left as they are: their tiles add up
/// runs of products already.
/// </summary>
internal static class TwoStepSums
{
    public static TensorProgram Run(TensorProgram program, Machine machine) => program.Replace(statement => InTwo(statement, machine));

    private static Comprehension[]? InTwo(Comprehension statement, Machine machine)
    {
        if (statement is not { Reduction: Reduction.Sum, Body: Load { Tensor.HasBatch: true }, Position: null }
            || !statement.ReductionAxes.Any(a => a.IsBatch))
            return null;
        Axis[] positions = [.. statement.ReductionAxes.Where(a => !a.IsBatch)];
        long count = positions.Aggregate(1L, (n, a) => n * a.Extent);
        if (positions.Length == 0 || !Decisions.Choose(count >= machine.LongSum, Branch.SumInTwoSteps, Branch.SumInOneStep)) return null;
        return positions.Length > 1
            ? ByRows(statement, [.. positions.Take(positions.Length - 1)], positions[positions.Length - 1], statement.Body)
            : ByRuns(statement, positions[0]);
    }

    private static Comprehension[] ByRows(Comprehension statement, Axis[] rows, Axis row, Expression body)
    {
        Axis batch = statement.ReductionAxes.Single(a => a.IsBatch);
        Axis[] parts = [batch, .. rows];
        return PartialSums.Of(statement, "rows", statement.Output.Role, [.. parts, .. statement.OutputAxes], [row], parts, body);
    }

    /// <summary>A sequence has one row: it is cut in runs of equal length, where there are such.</summary>
    private static Comprehension[]? ByRuns(Comprehension statement, Axis positions)
    {
        int length = 1;
        for (int divisor = 2; divisor * divisor <= positions.Extent; divisor++)
        {
            if (positions.Extent % divisor == 0) length = divisor;
        }

        if (!Decisions.Choose(length > 1, Branch.RunsOfEqualLength, Branch.RunsOfNoLength)) return null;
        Axis run = new("run", positions.Extent / length), within = new(positions.Name, length);
        var cut = new Dictionary<Axis, AffineIndex> { [positions] = new([new Term(run, length), new Term(within, 1)]) };
        return ByRows(statement, [run], within, statement.Body.Substitute(cut));
    }
}
