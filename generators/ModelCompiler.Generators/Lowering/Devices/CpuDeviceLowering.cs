using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Kernels for OpenCL on CPUs: the very loop nests of the vector targets. An item of parallel work is a work group of one work item, which
/// a core runs from one end to the other.
/// </summary>
internal static class CpuDeviceLowering
{
    public static DeviceVariant Lower(PreparedKernel kernel, Target target, UnrollPreference unroll)
    {
        LoopNest nest = KernelLowering.Lower(kernel, KernelNaming.NameOf(kernel.Kernel), target, unroll);
        var items = (Loop)nest.Body.Single();
        NestStatement[] body = [new IntegerLet(items.Variable, new IntWorkItem(WorkItemId.Group), items.Wide), .. items.Body];
        return new DeviceVariant($"{target.Widest} lanes",
            [new DeviceStep(nest with { Body = UnusedLets.Remove(body.ToEquatableArray()) }, 1)]);
    }
}
