using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>What a device can run.</summary>
internal static class DeviceLimits
{
    /// <summary>Why a device cannot run a variant, as far as that can be told before it is built, or null if it can.</summary>
    public static string? WhyNot(OpenCLDevice device, KernelVariant variant)
    {
        foreach (KernelStep step in variant.Steps)
        {
            WorkRange range = step.Range;
            if (range.GroupSize > device.MaxGroupSize)
                return $"its groups of {range.GroupSize} work items are more than the device's {device.MaxGroupSize}";
            if (range.LocalX > device.MaxGroupSizes[0] || range.LocalY > device.MaxGroupSizes[1] || range.LocalZ > device.MaxGroupSizes[2])
            {
                return $"its groups of {range.LocalX}×{range.LocalY}×{range.LocalZ} work items are more than the device's "
                    + string.Join('×', device.MaxGroupSizes);
            }

            if (step.LocalBytes > device.LocalMemoryBytes)
                return $"its {step.LocalBytes} bytes of local memory are more than the device's {device.LocalMemoryBytes}";
        }

        return null;
    }

    public static OpenCLLimitException NoneFits(OpenCLDevice device, DeviceKernel kernel) => new(
        $"'{device.Name}' cannot run kernel '{kernel.Name}': "
        + string.Join("; ", kernel.Variants.Select(v => $"'{v.Label}': {WhyNot(device, v) ?? "its registers are not enough for a group"}"))
        + ". Choose another device.");
}
