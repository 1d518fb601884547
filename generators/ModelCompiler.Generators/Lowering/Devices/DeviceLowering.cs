using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>Kernel → how OpenCL devices run it.</summary>
internal static class DeviceLowering
{
    public static DeviceKernel Lower(Kernel kernel, UnrollPreference unroll)
    {
        string name = KernelNaming.NameOf(kernel);
        Comprehension[] statements = [.. kernel.Statements.Select(ElementwiseFlattening.Run)];
        return new DeviceKernel(
            kernel, name, BufferNaming.Of(kernel, statements).ToEquatableArray(),
            [CpuDeviceLowering.Lower(kernel, name, Target.OpenCLWide, unroll)],
            GpuLowering.Lower(kernel, name));
    }
}
