using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// A map whose argument nobody else reads becomes the epilogue of the statement that makes it: bias, activation, dropout and their gradients cost no pass over memory.
/// </summary>
internal static class EpilogueFusion
{
    /// <summary>A longer chain of activations passes through memory once more: written out, each of them multiplies what is inside.</summary>
    private const long LargestExpression = 600;

    public static List<Kernel> Run(List<Kernel> kernels, TensorProgram program, Machine machine)
    {
        var kept = new HashSet<Tensor> { program.Input.Root, program.Output.Root };
        kept.UnionWith(program.Outputs.Select(o => o.Value.Root));
        kept.UnionWith(program.Updates.Select(u => u.Next));
        if (program.Loss is { } loss) kept.UnionWith(loss.Given.Append(loss.PerSample).Select(t => t.Root));
        Dictionary<Tensor, int> readers = CountReaders(kernels);
        var result = new List<Kernel>(kernels);
        for (int at = 0; at < result.Count; at++)
        {
            Comprehension map = result[at].Statements[0];
            if (map.Reduction != Reduction.None) continue;
            if (ProducerOf(result, at, readers, kept, machine) is not { } producer) continue;
            Kernel fused = result[producer] with { Statements = [Merge(result[producer].Statements[0], map)] };
            result[at] = fused;
            result.RemoveAt(producer);
            at -= 2; // What came out may be a map, which can go on into what makes another of its arguments: gradients of a value that is used several times are added so.
        }

        return result;
    }

    /// <summary>Of several statements that could take a map, one that is a map itself, so that what comes out can be taken further; otherwise the last.</summary>
    private static int? ProducerOf(List<Kernel> kernels, int at, Dictionary<Tensor, int> readers, HashSet<Tensor> kept, Machine machine)
    {
        int? last = null;
        var read = new HashSet<Tensor>(kernels[at].Statements[0].Loads.Select(l => l.Tensor.Root));
        for (int k = 0; k < at; k++)
        {
            if (!read.Contains(kernels[k].Statements[0].Output.Root) || kernels[k].Phase != kernels[at].Phase || !CanTake(kernels[k].Statements[0], kernels[at].Statements[0], readers, kept, machine)) continue;
            if (kernels[k].Statements[0].Reduction == Reduction.None) return k;
            last = k;
        }

        return last;
    }

    /// <summary>How many statements read each tensor.</summary>
    private static Dictionary<Tensor, int> CountReaders(List<Kernel> kernels)
    {
        var readers = new Dictionary<Tensor, int>();
        foreach (Tensor tensor in kernels.SelectMany(k => k.Statements).SelectMany(s => s.Loads.Select(l => l.Tensor.Root).Distinct()))
        {
            readers[tensor] = readers.TryGetValue(tensor, out int count) ? count + 1 : 1;
        }

        return readers;
    }

    private static bool CanTake(Comprehension producer, Comprehension map, Dictionary<Tensor, int> readers, HashSet<Tensor> kept, Machine machine)
    {
        Tensor value = producer.Output.Root;
        // Sums over samples that are added up in memory have no last step to attach to.
        if (producer.IsContraction && producer.Points > machine.EpilogueGradient && value.Storage == Storage.Fixed) return Decisions.Refuse(Branch.EpilogueOfMemorySum);
        if (value.Storage == Storage.Gradients) return false; // The optimizer reads it.
        if (kept.Contains(value) || producer.Output.IsSlice || producer.Position is not null || !readers.TryGetValue(value, out int count) || count != 1) return false;
        Load[] reads = [.. map.Loads.Where(l => l.Tensor.Root == value)];
        if (reads.Length == 0 || !reads.All(l => !l.Tensor.IsSlice && map.ReadsInPlace(l))) return false;
        long inner = ExpressionSize.Of(producer.Epilogue, _ => null), body = ExpressionSize.Of(map.Body, e => e is Load load && load.Tensor.Root == value ? inner : null);
        if (ExpressionSize.Of(map.Epilogue, e => e is Accumulator ? body : e is Load load && load.Tensor.Root == value ? inner : null) > LargestExpression) return Decisions.Refuse(Branch.EpilogueTooLong);
        if (map.Output.Extents.Equals(producer.Output.Extents)) return Decisions.Take(Branch.EpilogueJoined);
        bool reshapes = map.IsElementwise || AxisSplit.Of(map.OutputAxes, producer.OutputAxes) is not null;
        bool viewed = reshapes && map.Loads.Where(map.ReadsInPlace).Select(l => l.Tensor).Append(map.Output).All(t => t.CanView(producer.Output.Extents));
        return Decisions.Choose(viewed, Branch.EpilogueReshaped, Branch.EpilogueOfOtherShape);
    }

    private static Comprehension Merge(Comprehension producer, Comprehension map)
    {
        bool sameShape = map.Output.Extents.Equals(producer.Output.Extents);
        Expression value = map.Epilogue.Rewrite(e => e is Accumulator ? map.Body : null);
        EquatableArray<AffineIndex> identity = producer.OutputAxes.Select(AffineIndex.Of).ToEquatableArray();
        if (sameShape)
        {
            value = value.Substitute(map.OutputAxes.Zip(identity, (axis, index) => (axis, index)).ToDictionary(p => p.axis, p => p.index));
        }
        else
        {
            int[] extents = [.. producer.Output.Extents];
            IReadOnlyDictionary<Axis, AffineIndex> split = AxisSplit.Of(map.OutputAxes, producer.OutputAxes) ?? new Dictionary<Axis, AffineIndex>();
            value = value.Rewrite(e => e switch
            {
                Load load when map.ReadsInPlace(load) => new Load(load.Tensor.View(extents), identity),
                Load or AxisNumber => e.Substitute(split),
                Keep keep => keep with { Shape = keep.Shape.View(extents), Indices = identity },
                _ => null,
            });
        }

        return producer with
        {
            Name = map.Name,
            Output = sameShape ? map.Output : map.Output.View([.. producer.Output.Extents]),
            Epilogue = value.Rewrite(e => e is Load load && load.Tensor.Root == producer.Output.Root ? producer.Epilogue : null),
        };
    }
}
