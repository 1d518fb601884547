using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// Winograd's way of a convolution writes and reads several times as much as the convolution does, and a pooling reads several times what
/// it writes. Where that leaves the cache, kernels run as one, a band of rows through all of them before the next:
/// <code>
/// for bands of rows (items)
///   transform the input's rows; multiply; transform back; pool
/// </code>
/// A kernel joins its reader where each band of the reader needs just the same band of what it makes, in its own memory.
/// </summary>
internal static class TileAndFuse
{
    public static KernelGraph Run(KernelGraph graph, Machine machine)
    {
        Kernel[] kernels = [.. graph.Kernels];
        ProgramFacts facts = graph.Facts();
        var result = new List<Kernel>();
        var ranges = new List<(int First, int Last)>();
        var joined = new HashSet<int>();
        for (int last = kernels.Length - 1; last >= 0; last--)
        {
            if (joined.Contains(last)) continue;
            if (Chain(kernels, last, machine) is not { } chain)
            {
                result.Insert(0, kernels[last]);
                continue;
            }

            Kernel[] members = [.. chain.Members.Select(m => kernels[m])];
            var between = new HashSet<Tensor>(members.Take(members.Length - 1).Select(m => m.Result.Root)
                .Where(t => !facts.IsLiveOut(t) && facts.ReadersOf(t).All(chain.Members.Contains)));
            Axis band = new("band", chain.Bands);
            Comprehension[] statements = [.. members.Select(m => m.Single)];
            result.Insert(
                0, kernels[last] with
                {
                    Statements = new BandCut(statements, chain.Axes, band, between).Run().ToEquatableArray(),
                    Band = band,
                });
            joined.UnionWith(chain.Members);
            ranges.Add((chain.Members[0], last));
        }

        return graph with { Kernels = result.ToEquatableArray(), RunTogether = ranges };
    }

    /// <summary>The longest chain that ends with a kernel, in the smallest bands that are worth it.</summary>
    private static BandChain? Chain(Kernel[] kernels, int last, Machine machine)
    {
        if (!(CanJoin(kernels[last]) || IsPooling(kernels[last], machine)) || kernels[last].Single.OutputAxes.Count < 3) return null;
        Axis rows = kernels[last].Single.OutputAxes[1];
        for (int count = rows.Extent; count >= machine.Bands; count--)
        {
            if (rows.Extent % count == 0 && Chain(kernels, last, rows, count) is { } chain && Pays(kernels, chain, machine)) return chain;
        }

        return Chain(kernels, last, rows, 1) is { } whole && PaysWhole(kernels, whole, machine) ? whole : null;
    }

    private static BandChain? Chain(Kernel[] kernels, int last, Axis rows, int count)
    {
        var axes = new List<Axis> { rows };
        var members = new List<int> { last };
        for (int k = last - 1; k >= 0; k--)
        {
            if (!kernels[k].UsesBatch) continue; // What depends on weights alone is done before.
            if (!CanJoin(kernels[k]) || kernels[k].Phase != kernels[last].Phase
                || ProducerAxis(kernels[k].Single, kernels[members[0]].Single, axes[0], count) is not { } axis) break;
            if (members.Skip(1).Any(m => kernels[m].Single.Loads.Any(l => l.Tensor.Root == kernels[k].Result.Root))) break;
            axes.Insert(0, axis);
            members.Insert(0, k);
        }

        return members.Count == 1 ? null : new BandChain(members, axes, count);
    }

    private static bool CanJoin(Kernel kernel) =>
        kernel.Phase == Phase.Forward && kernel.Statements.Count == 1
        && kernel.Single is { Position: null, IsContraction: true, IsDot: false, Output.Element: ElementType.Single } s
        && s.OutputAxes[0].IsBatch && !s.Output.IsSlice && !s.ReductionAxes.Any(a => a.IsBatch);

    /// <summary>A maximum or an average over windows of one value, of channels that fill a vector.</summary>
    private static bool IsPooling(Kernel kernel, Machine machine) =>
        kernel.Phase == Phase.Forward && kernel.Statements.Count == 1
            && kernel.Single is { Position: null, Body: Load load, Reduction: not Reduction.None } s
        && s.OutputAxes[0].IsBatch && !s.Output.IsSlice && s.OutputAxes[s.OutputAxes.Count - 1].Extent >= machine.Lanes
        && load.Indices.All(i => !s.ReductionAxes.Any(i.Uses) || s.OutputAxes.Any(i.Uses));

    /// <summary>Whether there is much to keep close, and a band is not too little work for the weights it reads.</summary>
    private static bool Pays(Kernel[] kernels, BandChain chain, Machine machine)
    {
        if (Products(kernels, chain) is not { } products) return Decisions.Refuse(Branch.BandsWithoutProducts);
        if (BytesBetween(kernels, chain) < machine.BandBetween) return Decisions.Refuse(Branch.BandsOfLittleBetween);
        bool near = 4 * Weights(kernels[products].Single)!.Tensor.Count <= machine.BandWeights;
        if (chain.Axes[chain.Members.IndexOf(products)].Extent / chain.Bands < (near ? machine.BandCells : machine.BandCellsFar))
            return Decisions.Refuse(Branch.BandsOfFewCells);
        return Decisions.Take(near ? Branch.BandsOfNearWeights : Branch.BandsOfFarWeights);
    }

    /// <summary>
    /// A small sample goes through whole: a cache holds all of it, though not a batch, and threads have nothing to share within it.
    /// </summary>
    private static bool PaysWhole(Kernel[] kernels, BandChain chain, Machine machine)
    {
        long between = BytesBetween(kernels, chain);
        if (Products(kernels, chain) is not { } products) return false;
        if (between > machine.BandWhole) return Decisions.Refuse(Branch.WholeSampleLeavesCache);
        if (between * machine.Batch < machine.BandBetween) return Decisions.Refuse(Branch.WholeBatchFitsCache);
        if (chain.Members.Sum(m => kernels[m].Points) > machine.BandWholeWork) return Decisions.Refuse(Branch.WholeSampleIsMuchWork);
        return Decisions.Choose(4 * Weights(kernels[products].Single)!.Tensor.Count <= machine.BandWeights, Branch.WholeSample,
            Branch.WholeSampleOfManyWeights);
    }

    private static long BytesBetween(Kernel[] kernels, BandChain chain) =>
        chain.Members.Take(chain.Members.Count - 1).Sum(m => 4 * kernels[m].Result.Count);

    /// <summary>The only kernel of a chain that has weights.</summary>
    private static int? Products(Kernel[] kernels, BandChain chain)
    {
        int[] weighted = [.. chain.Members.Where(m => Weights(kernels[m].Single) is not null)];
        return weighted.Length == 1 ? weighted[0] : null;
    }

    private static Load? Weights(Comprehension statement) => statement.Body.Loads().FirstOrDefault(l => l.Tensor.IsWeights);

    /// <summary>The axis of a producer that is cut when its reader is, or null where bands of the one are no bands of the other.</summary>
    private static Axis? ProducerAxis(Comprehension producer, Comprehension reader, Axis cut, int count)
    {
        if (count == 1) return producer.OutputAxes.First(a => !a.IsBatch);
        Axis? found = null;
        foreach (Load load in reader.Loads.Where(l => l.Tensor.Root == producer.Output.Root))
        {
            if (load.Tensor.IsSlice || FloatsOfBand(load, cut, count) is not { } floats) return null;
            Axis? axis = producer.OutputAxes.Where((a, k) => !a.IsBatch && a.Extent % count == 0
                && a.Extent / count * producer.Output.Stride(k) == floats).FirstOrDefault();
            if (axis is null || (found is not null && found != axis)) return null;
            found = axis;
        }

        return found;
    }

    /// <summary>Neighbouring floats of the loaded tensor that a band of the reader reads, and no other band.</summary>
    private static long? FloatsOfBand(Load load, Axis cut, int count)
    {
        int[] dimensions = [.. Enumerable.Range(0, load.Indices.Count).Where(d => load.Indices[d].Uses(cut))];
        if (dimensions.Length != 1) return null;
        AffineIndex index = load.Indices[dimensions[0]];
        int rows = cut.Extent / count, shift = index.Coefficient(cut) * rows;
        if (shift <= 0 || shift % index.Divisor != 0 || load.Tensor.Extents[dimensions[0]] != shift / index.Divisor * count) return null;

        // Of the first band: the others are the same, further on.
        (int least, int greatest) = index.Substitute(new Dictionary<Axis, AffineIndex> { [cut] = AffineIndex.Of(new Axis(cut.Name, rows)) })
            .Range();
        bool inside = least > -index.Divisor && greatest < shift;
        return inside ? shift / index.Divisor * load.Tensor.Stride(dimensions[0]) : null;
    }
}

/// <summary>Kernels that can run as one.</summary>
/// <param name="Members">Their numbers.</param>
/// <param name="Axes">For each the output axis that is cut.</param>
/// <param name="Bands">In how many parts.</param>
internal sealed record BandChain(List<int> Members, List<Axis> Axes, int Bands);
