using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>Kernels → how OpenCL devices run them.</summary>
internal static class DeviceLowering
{
    /// <param name="pairs">Kernels that GPUs run as one.</param>
    public static DevicePrograms Lower(KernelGraph graph, IReadOnlyList<(int First, int Second)> pairs, UnrollPreference unroll)
    {
        Dictionary<int, int> firsts = pairs.ToDictionary(p => p.Second, p => p.First);
        var absorbed = new HashSet<int>(pairs.Select(p => p.First));
        int[] remaining = [.. Enumerable.Range(0, graph.Kernels.Count).Where(k => !absorbed.Contains(k))];
        return new DevicePrograms(
            [.. graph.Kernels.AsParallel().AsOrdered().Select(kernel => ForCpu(kernel, unroll))],
            [.. remaining.AsParallel().AsOrdered().Select(k => ForGpu(firsts.TryGetValue(k, out int first) ? graph.Kernels[first] : null, graph.Kernels[k]))]);
    }

    private static DeviceKernel ForCpu(Kernel kernel, UnrollPreference unroll)
    {
        string name = KernelNaming.NameOf(kernel);
        return new DeviceKernel(kernel, name, Buffers(kernel), [CpuDeviceLowering.Lower(kernel, name, Target.OpenCLWide, unroll)]);
    }

    private static DeviceKernel ForGpu(Kernel? first, Kernel kernel)
    {
        string name = KernelNaming.NameOf(kernel);
        if (first is null) return new DeviceKernel(kernel, name, Buffers(kernel), GpuLowering.Lower(kernel, name));
        (EquatableArray<DeviceVariant> variants, EquatableArray<BufferParameter> buffers) = GpuLowering.LowerPair(first, kernel, name);
        return new DeviceKernel(kernel, name, buffers, variants);
    }

    private static EquatableArray<BufferParameter> Buffers(Kernel kernel)
    {
        Comprehension[] statements = [.. kernel.Statements.Select(ElementwiseFlattening.Run)];
        return BufferNaming.Of(kernel, statements).ToEquatableArray();
    }
}
