using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// Which gradients travel together where several machines train one model. The backward pass makes those of the last layers first, and
/// these lie last in memory: a bucket is a range of floats, and whole after a certain kernel, so that it can be sent while the layers
/// before it are still computed (Li et al., PyTorch Distributed, VLDB 2020).
/// </summary>
internal static class GradientBuckets
{
    /// <summary>
    /// From the last floats to the first: the kernel after which a bucket is whole, and its first float. Empty where one message takes all.
    /// </summary>
    public static IReadOnlyList<(int Kernel, long Start)> Of(LoweredProgram training, Machine machine)
    {
        var whole = new Dictionary<long, int>();
        for (int k = 0; k < training.Graph.Kernels.Count; k++)
        {
            foreach (Tensor output in training.Graph.Kernels[k].Statements.Select(s => s.Output).Where(o => o.Storage == Storage.Gradients))
                whole[training.Plan.OffsetOf(output)] = k;
        }

        var buckets = new List<(int Kernel, long Start)>();
        long end = training.Plan.TrainableFloats;
        int last = 0;
        foreach (long start in whole.Keys.OrderByDescending(offset => offset))
        {
            // A bucket is not sent before those behind it.
            last = Math.Max(last, whole[start]);
            if ((end - start) * sizeof(float) < machine.GradientBucket && start > 0) continue;
            buckets.Add((last, start));
            end = start;
        }

        if (end > 0) buckets.Add((last, 0));
        return buckets.Count > 1 ? buckets : [];
    }
}
