using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.MemoryPlanning;

/// <summary>
/// KernelGraph → MemoryPlan: values whose lifetimes do not meet share memory. The largest are placed first, each in the lowest gap that is
/// free while it lives.
/// </summary>
internal static class MemoryPlanner
{
    /// <param name="together">
    /// Neighbouring kernels, the first and the last of them, that somewhere run as one: what any of them touches lives through all.
    /// </param>
    /// <param name="devices">Whether devices work by this plan, too.</param>
    public static MemoryPlan Plan(KernelGraph graph, IReadOnlyList<(int First, int Last)>? together = null, bool devices = false)
    {
        var offsets = new Dictionary<Tensor, long>();
        (long parameterFloats, long trainableFloats) = PlaceParameters(graph.Program, offsets);
        Dictionary<Tensor, (int From, int To)> lifetimes = FindLifetimes(graph, together ?? []);
        Tensor? inPlace = IsReadAlone(graph.Program) ? graph.Program.Input.Root : null;
        if (inPlace is not null && !devices) lifetimes.Remove(inPlace);
        long border = graph.Machine.Border;
        Dictionary<Tensor, (int From, int To)> fixedLifetimes = FindFixedLifetimes(graph, together ?? []);
        long fixedFloats = Place(fixedLifetimes, offsets, border);
        long perSample = Place(lifetimes, offsets, border);
        return new MemoryPlan(perSample, fixedFloats, parameterFloats, trainableFloats, offsets, lifetimes)
        {
            InputInPlace = inPlace,
            FixedLifetimes = fixedLifetimes,
        };
    }

    /// <summary>
    /// Whether nothing that outlives a run lies in the input's memory: an output that is the input under another shape would.
    /// </summary>
    private static bool IsReadAlone(TensorProgram program) =>
        program.Outputs.Select(o => o.Value).Append(program.Output).All(o => o.Root != program.Input.Root);

    /// <summary>Places for what items of a graph's kernels leave for themselves, in a plan for all else.</summary>
    public static MemoryPlan WithScratch(MemoryPlan plan, KernelGraph graph)
    {
        Dictionary<Tensor, long> offsets = plan.Offsets.ToDictionary(p => p.Key, p => p.Value);
        long most = 0;
        foreach (Kernel kernel in graph.Kernels.Where(k => k.Band is not null))
        {
            var lifetimes = new Dictionary<Tensor, (int From, int To)>();
            for (int s = 0; s < kernel.Statements.Count; s++)
            {
                foreach (Tensor tensor in kernel.Statements[s].Loads.Select(l => l.Tensor.Root).Append(kernel.Statements[s].Output.Root)
                    .Where(t => t.Storage == Storage.Scratch))
                {
                    lifetimes[tensor] = lifetimes.TryGetValue(tensor, out (int From, int To) life) ? (life.From, s) : (s, s);
                }
            }

            most = Math.Max(most, Place(lifetimes, offsets, graph.Machine.Border));
        }

        return plan with { Offsets = offsets, ScratchFloats = most };
    }

    /// <summary>Every tensor starts on a cache line.</summary>
    public static long Align(long floats) => (floats + Machine.CacheLine - 1) / Machine.CacheLine * Machine.CacheLine;

    /// <summary>
    /// Trained parameters first, so that the optimizer steps over one stretch; gradients have the same places in their own buffer.
    /// </summary>
    private static (long All, long Trainable) PlaceParameters(TensorProgram program, Dictionary<Tensor, long> offsets)
    {
        long next = 0, trainable = 0;
        foreach (ParameterBinding binding in program.Parameters.OrderBy(b => b.Parameter.Declaration.Trainable ? 0 : 1))
        {
            offsets.Add(binding.Weights, next);
            offsets.Add(binding.Gradient, next);
            next += Align(binding.Weights.Count);
            if (binding.Parameter.Declaration.Trainable) trainable = next;
        }

        return (next, trainable);
    }

    /// <summary>
    /// A training step derives everything anew and may reuse the memory; what predictions derive from weights stays until the weights
    /// change.
    /// </summary>
    private static Dictionary<Tensor, (int From, int To)> FindFixedLifetimes(
        KernelGraph graph, IReadOnlyList<(int First, int Last)> together)
    {
        var lifetimes = new Dictionary<Tensor, (int From, int To)>();
        bool training = graph.Kernels.Any(k => k.Phase == Phase.Backward);
        for (int k = 0; k < graph.Kernels.Count; k++)
        {
            foreach (Tensor tensor in graph.Kernels[k].Statements.SelectMany(s => s.Loads.Select(l => l.Tensor.Root).Append(s.Output.Root))
                .Where(t => t.Storage == Storage.Fixed))
            {
                lifetimes[tensor] = !training ? (0, 0) : lifetimes.TryGetValue(tensor, out (int From, int To) life) ? (life.From, k)
                    : (k, k);
            }
        }

        foreach ((int first, int last) in together)
        {
            IEnumerable<Tensor> touched = graph.Kernels.Skip(first).Take(last - first + 1).SelectMany(k => k.Statements)
                .SelectMany(s => s.Loads).Select(l => l.Tensor.Root);
            foreach (Tensor tensor in touched.Where(lifetimes.ContainsKey))
                lifetimes[tensor] = (lifetimes[tensor].From, Math.Max(lifetimes[tensor].To, last));
        }

        IEnumerable<Tensor> results = (graph.Program.Loss?.Penalties ?? []).Concat(graph.Program.Updates.Select(u => u.Next));
        foreach (Tensor result in results) lifetimes[result.Root] = (0, graph.Kernels.Count);
        return lifetimes;
    }

    /// <summary>Input and target live from before the first kernel; outputs and loss until after the last.</summary>
    private static Dictionary<Tensor, (int From, int To)> FindLifetimes(KernelGraph graph, IReadOnlyList<(int First, int Last)> together)
    {
        var lifetimes = new Dictionary<Tensor, (int From, int To)>();
        void Touch(Tensor tensor, int at)
        {
            if (tensor.Root.Storage != Storage.Arena) return;
            lifetimes[tensor.Root] = lifetimes.TryGetValue(tensor.Root, out (int From, int To) life)
                ? (Math.Min(life.From, at), Math.Max(life.To, at))
                : (at, at);
        }

        Touch(graph.Program.Input, -1);
        if (graph.Program.Loss is { } loss)
        {
            foreach (Tensor given in loss.Given) Touch(given, -1);
            Touch(loss.PerSample, graph.Kernels.Count);
        }

        void TouchAll(Kernel kernel, int at)
        {
            foreach (Comprehension statement in kernel.Statements)
            {
                Touch(statement.Output, at);
                if (statement.Position is { } position) Touch(position, at);
                foreach (Load load in statement.Loads) Touch(load.Tensor, at);
            }
        }

        for (int k = 0; k < graph.Kernels.Count; k++) TouchAll(graph.Kernels[k], k);
        foreach ((int first, int last) in together)
        {
            for (int k = first; k <= last; k++)
            {
                TouchAll(graph.Kernels[k], first);
                TouchAll(graph.Kernels[k], last);
            }
        }

        Touch(graph.Program.Output, graph.Kernels.Count);
        foreach (NamedTensor output in graph.Program.Outputs) Touch(output.Value, graph.Kernels.Count);
        return lifetimes;
    }

    /// <param name="border">Floats around each tensor that nothing else may use while it lives.</param>
    private static long Place(Dictionary<Tensor, (int From, int To)> lifetimes, Dictionary<Tensor, long> offsets, long border)
    {
        long end = 0;
        var placed = new List<(long Offset, long End, int From, int To)>(); // By offset.
        foreach (Tensor tensor in lifetimes.Keys.OrderByDescending(t => t.Floats).ThenBy(t => lifetimes[t].From)
            .ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            long size = Align(tensor.Floats) + (2 * border), at = 0;
            (int from, int to) = lifetimes[tensor];
            foreach ((long otherOffset, long otherEnd, int otherFrom, int otherTo) in placed)
            {
                if (otherFrom > to || from > otherTo) continue;
                if (at + size <= otherOffset) break;
                at = Math.Max(at, otherEnd);
            }

            offsets.Add(tensor, at + border);
            int index = placed.FindIndex(p => p.Offset > at);
            placed.Insert(index < 0 ? placed.Count : index, (at, at + size, from, to));
            end = Math.Max(end, at + size);
        }

        return end;
    }
}
