using System.Globalization;
using Silk.NET.OpenCL;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A processor, a graphics card or another device that runs OpenCL kernels.</summary>
/// <example><code>
/// foreach (var d in OpenCLDevice.All) Console.WriteLine(d);
/// using var onDevice = model.ToOpenCL(OpenCLDevice.Default);
/// </code></example>
public sealed class OpenCLDevice
{
    /// <summary>The environment variable that chooses <see cref="Default"/>: an index, or a part of a name.</summary>
    public const string Variable = "MODELCOMPILER_OPENCL_DEVICE";

    /// <summary>A failure is not remembered: the next call asks again.</summary>
    private static readonly Lazy<IReadOnlyList<OpenCLDevice>> all = new(List, LazyThreadSafetyMode.PublicationOnly);

    private OpenCLDevice(CL cl, nint platform, nint device, int index)
    {
        Id = device;
        Index = index;
        Name = DeviceQuery.Text(cl, device, DeviceInfo.Name);
        Vendor = DeviceQuery.Text(cl, device, DeviceInfo.Vendor);
        Version = DeviceQuery.Text(cl, device, DeviceInfo.Version);
        DriverVersion = DeviceQuery.Text(cl, device, DeviceInfo.DriverVersion);
        Platform = DeviceQuery.Text(cl, platform, PlatformInfo.Name);
        Type = DeviceQuery.Number<DeviceType>(cl, device, DeviceInfo.Type);
        ComputeUnits = (int)DeviceQuery.Number<uint>(cl, device, DeviceInfo.MaxComputeUnits);
        MemoryBytes = (long)DeviceQuery.Number<ulong>(cl, device, DeviceInfo.GlobalMemSize);
        MaxBufferBytes = (long)Math.Min(long.MaxValue, DeviceQuery.Number<ulong>(cl, device, DeviceInfo.MaxMemAllocSize));
        LocalMemoryBytes = (long)DeviceQuery.Number<ulong>(cl, device, DeviceInfo.LocalMemSize);
        MaxGroupSize = (int)Math.Min(int.MaxValue, DeviceQuery.Number<nuint>(cl, device, DeviceInfo.MaxWorkGroupSize));
        MaxGroupSizes = DeviceQuery.WorkItemSizes(cl, device);
        CanCompile = DeviceQuery.Number<uint>(cl, device, DeviceInfo.Available) != 0
            && DeviceQuery.Number<uint>(cl, device, DeviceInfo.CompilerAvailable) != 0;
    }

    /// <summary>All devices of all drivers that can build kernels; empty where there are none.</summary>
    /// <exception cref="OpenCLException">No driver has a device, and one failed to say what it has.</exception>
    public static IReadOnlyList<OpenCLDevice> All => all.Value;

    /// <summary>The device that the environment variable <see cref="Variable"/> names; otherwise the graphics card with the most compute
    /// units, or the first device.</summary>
    /// <exception cref="OpenCLNotAvailableException">There is no OpenCL, or no device.</exception>
    /// <exception cref="OpenCLDeviceNotFoundException">The variable names none.</exception>
    public static OpenCLDevice Default => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } wanted
        ? Find(wanted)
        : Available().OrderByDescending(d => d.IsGpu).ThenByDescending(d => d.IsGpu ? d.ComputeUnits : 0).ThenBy(d => d.Index).First();

    /// <summary>Place in <see cref="All"/>.</summary>
    public int Index { get; }

    /// <summary>What the driver calls it.</summary>
    public string Name { get; }

    /// <summary>Who made it.</summary>
    public string Vendor { get; }

    /// <summary>The driver's platform.</summary>
    public string Platform { get; }

    /// <summary>The version of OpenCL that it runs.</summary>
    public string Version { get; }

    /// <summary>The driver's own version.</summary>
    public string DriverVersion { get; }

    /// <summary>Whether it is a graphics card.</summary>
    public bool IsGpu => Type.HasFlag(DeviceType.Gpu);

    /// <summary>Cores of a processor, multiprocessors of a graphics card.</summary>
    public int ComputeUnits { get; }

    /// <summary>Its memory.</summary>
    public long MemoryBytes { get; }

    /// <summary>The largest buffer that it takes.</summary>
    public long MaxBufferBytes { get; }

    /// <summary>The memory that work items of a group share.</summary>
    public long LocalMemoryBytes { get; }

    /// <summary>The most work items of a group.</summary>
    public int MaxGroupSize { get; }

    /// <summary>The most work items of a group along each dimension.</summary>
    internal long[] MaxGroupSizes { get; }

    internal DeviceType Type { get; }

    /// <summary>Which schedule suits it.</summary>
    internal DeviceKind Kind => Type.HasFlag(DeviceType.Cpu) ? DeviceKind.Cpu : DeviceKind.Gpu;

    /// <summary>OpenCL's own name for it; belongs to the driver and is never released.</summary>
    internal nint Id { get; }

    private bool CanCompile { get; }

    /// <summary>
    /// The device of an index, or the first whose name contains a text, whatever its case; otherwise the first of whose platform, vendor,
    /// version or driver something does.
    /// </summary>
    /// <param name="indexOrName">For example <c>0</c>, <c>nvidia</c> or <c>gfx1030</c>.</param>
    /// <exception cref="OpenCLNotAvailableException">There is no OpenCL, or no device.</exception>
    /// <exception cref="OpenCLDeviceNotFoundException">No device fits; the message lists those there are.</exception>
    public static OpenCLDevice Find(string indexOrName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(indexOrName);
        IReadOnlyList<OpenCLDevice> devices = Available();
        OpenCLDevice? found = int.TryParse(indexOrName, NumberStyles.Integer, CultureInfo.InvariantCulture, out int index)
            ? devices.ElementAtOrDefault(index)
            : devices.FirstOrDefault(d => d.Name.Contains(indexOrName, StringComparison.OrdinalIgnoreCase))
                ?? devices.FirstOrDefault(d =>
                    $"{d.Platform} {d.Vendor} {d.Version} {d.DriverVersion}".Contains(indexOrName, StringComparison.OrdinalIgnoreCase));
        return found ?? throw new OpenCLDeviceNotFoundException(indexOrName, devices);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Index}: {Name} ({Platform}), {ComputeUnits} compute units, {MemoryBytes / 1_073_741_824.0:F1} GiB, {Version}");

    /// <summary>All devices, of which there is at least one.</summary>
    private static IReadOnlyList<OpenCLDevice> Available()
    {
        try
        {
            _ = OpenCLLibrary.Api;
        }
        catch (FileNotFoundException missing)
        {
            throw OpenCLNotAvailableException.NoLibrary(missing);
        }

        return All is { Count: > 0 } devices ? devices : throw OpenCLNotAvailableException.NoDevice();
    }

    private static IReadOnlyList<OpenCLDevice> List()
    {
        try
        {
            return List(OpenCLLibrary.Api);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    /// <summary>A driver that is broken costs its own devices and no others; a device that does not answer, itself.</summary>
    internal static IReadOnlyList<OpenCLDevice> List(CL cl)
    {
        var devices = new List<OpenCLDevice>();
        OpenCLException? failure = null;
        foreach (nint platform in DeviceQuery.Platforms(cl))
        {
            foreach (nint id in Answers(() => DeviceQuery.Devices(cl, platform)) ?? [])
            {
                if (Answers(() => new OpenCLDevice(cl, platform, id, devices.Count)) is { CanCompile: true } device)
                    devices.Add(device);
            }
        }

        return devices.Count > 0 || failure is null ? devices : throw failure;

        T? Answers<T>(Func<T> ask) where T : class
        {
            try
            {
                return ask();
            }
            catch (OpenCLException broken)
            {
                failure ??= broken;
                return null;
            }
        }
    }
}
