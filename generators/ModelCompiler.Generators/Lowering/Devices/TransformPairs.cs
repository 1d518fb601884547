using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Kernels that GPUs run as one, by their places in the program: the second computes what the first would have stored for it.
/// </summary>
internal static class TransformPairs
{
    public static IReadOnlyList<(int First, int Second)> Find(KernelGraph graph)
    {
        var pairs = new List<(int First, int Second)>();
        var taken = new HashSet<int>();
        ProgramFacts facts = graph.Facts();
        for (int k = 0; k < graph.Kernels.Count; k++)
        {
            Tensor result = graph.Kernels[k].Result.Root;
            if (taken.Contains(k) || facts.IsLiveOut(result) || graph.Kernels[k].Result.IsSlice || facts.ReadersOf(result).Count() != 1)
                continue;
            int reader = facts.ReadersOf(result).Single();
            if (reader <= k || taken.Contains(reader) || ItemTransform.Of(graph.Kernels[k], graph.Kernels[reader]) is null) continue;
            Decisions.Take(Branch.DeviceTransformPair);
            pairs.Add((k, reader));
            taken.Add(k);
            taken.Add(reader);
        }

        return pairs;
    }
}
