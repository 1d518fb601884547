namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>The device that tests run on, if there is one.</summary>
internal static class TestDevice
{
    /// <summary>Why tests on a device cannot run; null where they can.</summary>
    public static string? Missing { get; } = OpenCLDevice.All.Count == 0 ? "There is no OpenCL device here; install PoCL (pocl-opencl-icd) to run these tests." : null;

    public static OpenCLDevice Required => OpenCLDevice.Default;
}

/// <summary>A test that needs a device; without one it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = TestDevice.Missing;
}

/// <summary>A test that needs a device; without one it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = TestDevice.Missing;
}
