using ModelCompiler.OpenCL.Tests;

// Handles are counted over the whole process, and one test at a time sets environment variables.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace ModelCompiler.OpenCL.Tests;

/// <summary>A test that needs a device; without one it says so.</summary>
internal sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = Devices.WhyNone;
}

/// <inheritdoc cref="DeviceFactAttribute"/>
internal sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = Devices.WhyNone;
}

/// <summary>The device that tests run on.</summary>
internal static class Devices
{
    /// <summary>Why there is none, or null if there is one.</summary>
    public static string? WhyNone { get; } = OpenCLDevice.All.Count > 0
        ? null
        : "No OpenCL device: install a driver, for example PoCL (Debian, Ubuntu: apt install pocl-opencl-icd).";
}
