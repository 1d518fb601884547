using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Copies weights into the order in which a contraction reads them, where each weight is used often enough to pay for the copy. The written
/// channel comes innermost (a convolution's input gradient writes what its kernels have second to last), and many channels are cut into
/// blocks that lie one after another:
/// <code>packed[ob, ky, kx, i, o] = kernel[ky, kx, i, 32·ob + o]</code>
/// A block is then read as one stream, instead of a few lanes out of each row of a kernel whose rows fall on the same lines of a cache.
/// </summary>
internal static class WeightPacking
{
    /// <summary>Uses of a weight that pay for moving it: a strided copy costs about as much as this many vector multiply-adds.</summary>
    private const int UsesThatPay = 8;

    public static TensorProgram Run(TensorProgram program, Machine machine) => program.Replace(statement => Pack(statement, machine));

    /// <returns>The copy and the contraction that reads it, or null.</returns>
    private static Comprehension[]? Pack(Comprehension statement, Machine machine)
    {
        if (!statement.IsContraction || statement.IsDot) return null;
        Axis lanes = statement.OutputAxes[statement.OutputAxes.Count - 1];
        Load? weights = statement.Body.Loads().FirstOrDefault(l => l.Tensor.IsWeights);
        if (weights is null) return null;
        bool used = Decisions.Choose(
            statement.Points >= UsesThatPay * weights.Tensor.Count, Branch.WeightsUsedOften, Branch.WeightsUsedRarely);
        if (!used && !IsSmallGradient(statement, weights, machine)) return null;
        Axis[] axes = [.. weights.Indices.Select(i => i.AsAxis).OfType<Axis>()];
        int at = Array.IndexOf(axes, lanes), block = (int)machine.PackedBlock;
        bool inBlocks = lanes.Extent > block && lanes.Extent % block == 0 && !statement.Output.IsSlice; // A slice's rows cannot be cut.
        if (axes.Length != weights.Indices.Count || at < 0) return null;
        if (at == axes.Length - 1 && !inBlocks) return Decisions.Take<Comprehension[]?>(Branch.WeightsInOrder, null);
        return Decisions.Choose(inBlocks, Branch.WeightsPackedInBlocks, Branch.WeightsReordered)
            ? InBlocks(statement, weights, axes, lanes, block)
            : Reordered(statement, weights, axes, lanes);
    }

    /// <summary>A small dense layer's input gradient: short rows make poor dot products.</summary>
    private static bool IsSmallGradient(Comprehension statement, Load weights, Machine machine) =>
        statement.OutputAxes[0].IsBatch && weights.Indices[weights.Indices.Count - 1].AsAxis is { } last
        && statement.ReductionAxes.Contains(last)
        && Decisions.Choose(weights.Tensor.Count >= machine.PackedFewest, Branch.GradientWeightsEnough, Branch.GradientWeightsTooFew)
        && Decisions.Choose(weights.Tensor.Count <= machine.PackedFew, Branch.GradientWeightsPacked, Branch.GradientWeightsTooMany);

    private static Comprehension[] Reordered(Comprehension statement, Load weights, Axis[] axes, Axis lanes)
    {
        Axis[] order = [.. axes.Where(a => a != lanes), lanes];
        Tensor packed = Packed(weights, order);
        return [Comprehension.Map(packed.Name, packed, order, weights), Read(statement, weights, Load.At(packed, order))];
    }

    private static Comprehension[] InBlocks(Comprehension statement, Load weights, Axis[] axes, Axis lanes, int size)
    {
        Axis block = new(lanes.Name + "b", lanes.Extent / size), inner = new(lanes.Name, size);
        // One of many matrices (a group's, a point's of Winograd) is used from end to end before the next.
        Axis[] matrix = [.. axes.Where(a => a != lanes && statement.OutputAxes.Contains(a))];
        Axis[] order = [.. matrix, block, .. axes.Where(a => a != lanes && !matrix.Contains(a)), inner];
        var whole = new Dictionary<Axis, AffineIndex> { [lanes] = new([new Term(block, size), new Term(inner, 1)]) };
        Tensor packed = Packed(weights, order);
        Comprehension contraction = Read(statement, weights, Load.At(packed, order));
        return
        [
            Comprehension.Map(packed.Name, packed, order, weights.Substitute(whole)),
            contraction with
            {
                Output = statement.Output.View([.. statement.Output.Extents.Take(statement.Output.Extents.Count - 1), block.Extent, size]),
                OutputAxes = [.. statement.OutputAxes.Where(a => a != lanes), block, inner],
                Body = contraction.Body.Substitute(whole),
                Epilogue = contraction.Epilogue.Substitute(whole),
            },
        ];
    }

    private static Tensor Packed(Load weights, Axis[] order)
    {
        bool kept = weights.Indices[weights.Indices.Count - 1].AsAxis?.Name == order[order.Length - 1].Name;
        return new Tensor($"{weights.Tensor.Root.Name}.{(kept ? "packed" : "transposed")}", Storage.Fixed, [.. order.Select(a => a.Extent)])
        {
            Role = weights.Tensor.Root.Role,
        };
    }

    private static Comprehension Read(Comprehension statement, Load weights, Load packed) =>
        statement with { Body = statement.Body.Rewrite(e => e.Equals(weights) ? packed : null) };
}
