using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Kernels → how OpenCL devices run them. A structure is lowered once for each kind of device: those of predictions and of training steps
/// together.
/// </summary>
internal sealed class DeviceLowering(UnrollPreference unroll, Machine machine, CancellationToken cancellation = default)
{
    private readonly Dictionary<string, DeviceKernel> cpu = [], gpu = [];

    /// <param name="pairs">Kernels that GPUs run as one.</param>
    /// <param name="plan">Where they find their values.</param>
    /// <param name="processors">Whether there are to be kernels for processors, too.</param>
    public DevicePrograms Lower(KernelGraph graph, IReadOnlyList<(int First, int Second)> pairs, MemoryPlan plan, bool processors)
    {
        Dictionary<int, int> firsts = pairs.ToDictionary(p => p.Second, p => p.First);
        var absorbed = new HashSet<int>(pairs.Select(p => p.First));
        PreparedKernel[] alone = [.. graph.Kernels.InParallel(cancellation).Select(KernelLowering.Prepare)];
        (PreparedKernel Kernel, int? First)[] paired = [.. Enumerable.Range(0, alone.Length).Where(k => !absorbed.Contains(k))
            .Select(k => firsts.TryGetValue(k, out int first) ? (GpuLowering.PreparePair(alone[first].Kernel, alone[k].Kernel), first)
                : (alone[k], (int?)null))];
        return new DevicePrograms(
            Distinct(cpu, processors ? alone : [], k => [CpuDeviceLowering.Lower(k, Target.OpenCLWide.In(machine), unroll)]),
            Distinct(gpu, paired, k => k.Kernel,
                k => k.First is { } first ? GpuLowering.LowerPair(alone[first].Kernel,
                    k.Kernel) : new GpuLowering(machine).Lower(k.Kernel)),
            graph, plan);
    }

    private IReadOnlyList<DeviceKernel> Distinct(Dictionary<string, DeviceKernel> known, IReadOnlyList<PreparedKernel> kernels,
        Func<PreparedKernel, EquatableArray<DeviceVariant>> lower) =>
        Distinct(known, kernels, k => k, lower);

    private IReadOnlyList<DeviceKernel> Distinct<T>(
        Dictionary<string, DeviceKernel> known, IReadOnlyList<T> kernels, Func<T, PreparedKernel> prepared,
            Func<T, EquatableArray<DeviceVariant>> lower)
    {
        T[] added = [.. kernels.Where(k => !known.ContainsKey(prepared(k).Key)).GroupBy(k => prepared(k).Key).Select(g => g.First())];
        DeviceKernel[] lowered = [.. added.InParallel(cancellation).Select(k => Of(prepared(k), lower(k)))];
        foreach (DeviceKernel kernel in lowered) known.Add(kernel.Key, kernel);
        return [.. kernels.Select(k => In(prepared(k), known[prepared(k).Key]))];
    }

    private static DeviceKernel Of(PreparedKernel kernel, EquatableArray<DeviceVariant> variants) =>
        new(kernel.Kernel, kernel.Key, KernelNaming.NameOf(kernel.Kernel), kernel.Buffers, variants);

    /// <summary>The ways of a structure, with the memory of one kernel that has it.</summary>
    private static DeviceKernel In(PreparedKernel kernel, DeviceKernel like)
    {
        if (ReferenceEquals(kernel.Kernel, like.Kernel)) return like;
        Dictionary<MemoryPlace, BufferParameter> own = like.Buffers.Zip(kernel.Buffers, (theirs, ours) => (theirs.Tensor.Place, ours))
            .ToDictionary(p => p.Place, p => p.ours);
        BufferParameter Own(BufferParameter buffer) =>
            own.TryGetValue(buffer.Tensor.Place, out BufferParameter? ours) ? buffer with { Tensor = ours.Tensor } : buffer;
        LoopNest Nest(LoopNest nest) => nest with { Buffers = nest.Buffers.Select(Own).ToEquatableArray() };
        return Of(
            kernel, like.Variants.Select(v => v with { Steps = v.Steps.Select(s => s with { Nest = Nest(s.Nest) }).ToEquatableArray() })
                .ToEquatableArray());
    }
}
