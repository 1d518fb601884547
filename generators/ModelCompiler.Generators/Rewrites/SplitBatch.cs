using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// The kernel gradient of a first layer is large work for a few sums: one or three channels of input leave register tiles for a handful of
/// items, or for one; and of a depthwise layer, or a 1×1 convolution of few channels, for not many more. Its sum over the batch is split,
/// so that each sample is an item:
/// <code>
/// samples[n, ky, kx, i, o] = Σ y x : dOutput[n, y, x, o] · input[n, y + ky, x + kx, i]
/// dKernel[ky, kx, i, o]    = epilogue(Σ n : samples[n, ky, kx, i, o])
/// </code>
/// or, where its maps are more than a core's cache holds, each band of R rows of a sample, <c>y = R·band + y</c>. An item's sums stay in
/// registers, and what its tiles read in that cache. Which sums are added up when follows from the shapes, so it is the same on any number
/// of threads.
/// </summary>
internal static class SplitBatch
{
    /// <summary>How many times as much there is to read as there are sums, which are written and read once more.</summary>
    private const int OperandsOfSums = 4;

    public static TensorProgram Run(TensorProgram program, Machine machine) => program.Replace(statement => Split(statement, machine));

    private static Comprehension[]? Split(Comprehension statement, Machine machine)
    {
        if (!statement.IsContraction || statement.IsDot || statement.Output.HasBatch) return null;
        Axis[] positions = [.. statement.ReductionAxes.Where(a => !a.IsBatch)];
        if (positions.Length == 0 || positions.Length == statement.ReductionAxes.Count) return null;
        EquatableArray<Axis> axes = statement.OutputAxes;
        long sumRows = axes.Take(axes.Count - 1).Aggregate(1L, (n, a) => n * a.Extent),
            vectors = sumRows * machine.Vectors(axes[axes.Count - 1].Extent);
        if (sumRows > machine.FewSumRows || vectors > machine.FewSums)
            return Decisions.Take<Comprehension[]?>(Branch.BatchOfManySums, null);
        if (statement.Points * machine.Batch < machine.SharedKernel)
            return Decisions.Take<Comprehension[]?>(Branch.BatchOfLittleWork, null);
        int rows = positions[0].Extent;
        long bytes = statement.Body.Loads().Sum(l => 4 * l.Tensor.Count);
        int bands = Enumerable.Range(1, rows).First(b => b == rows || (rows % b == 0 && bytes / b <= machine.SecondLevelCache));
        if (OperandsOfSums * 4L * statement.Output.Count * bands > bytes)
            return Decisions.Take<Comprehension[]?>(Branch.BatchOfSmallMaps, null);
        return Decisions.Choose(bands > 1, Branch.BatchSplitInBands, Branch.BatchSplit) ? ByBands(statement, positions, bands)
            : BySample(statement, [], positions);
    }

    private static Comprehension[] ByBands(Comprehension statement, Axis[] positions, int count)
    {
        Axis rows = positions[0], band = new("band", count), within = new(rows.Name, rows.Extent / count);
        var cut = new Dictionary<Axis, AffineIndex> { [rows] = new([new Term(band, within.Extent), new Term(within, 1)]) };
        return BySample(statement with { Body = statement.Body.Substitute(cut) }, [band], [within, .. positions.Skip(1)]);
    }

    /// <param name="bands">Of the rows of a sample, if there are any.</param>
    /// <param name="positions">What one item sums over.</param>
    private static Comprehension[] BySample(Comprehension statement, Axis[] bands, Axis[] positions)
    {
        Axis[] samples = [statement.ReductionAxes.Single(a => a.IsBatch), .. bands], axes = [.. samples, .. statement.OutputAxes];
        return PartialSums.Of(statement, "samples", TensorRole.GradientSamples, axes, positions, samples, statement.Body);
    }
}
