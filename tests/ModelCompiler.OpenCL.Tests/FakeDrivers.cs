using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Silk.NET.Core.Contexts;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL.Tests;

/// <summary>An OpenCL library of drivers that answer what a test says: real ones cannot be made to fail on demand, nor stand beside each other in every machine.</summary>
internal sealed unsafe class FakeDrivers : INativeContext
{
    /// <summary>What each driver answers when it is asked for its devices, and how many it has; device k of driver p is 100p + k.</summary>
    [ThreadStatic]
    private static (int Code, int Devices)[]? drivers;

    /// <summary>What a device answers to a question about it.</summary>
    [ThreadStatic]
    private static Func<nint, DeviceInfo, int>? answers;

    /// <summary>For this thread.</summary>
    public static CL Create((int Code, int Devices)[] platforms, Func<nint, DeviceInfo, int>? devices = null)
    {
        (drivers, answers) = (platforms, devices);
        return new CL(new FakeDrivers());
    }

    public nint GetProcAddress(string proc, int? slot = null) => TryGetProcAddress(proc, out nint address, slot) ? address : throw new InvalidOperationException(proc);

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = null)
    {
        addr = proc switch
        {
            "clGetPlatformIDs" => (nint)(delegate* unmanaged[Cdecl]<uint, nint*, uint*, int>)&GetPlatforms,
            "clGetPlatformInfo" => (nint)(delegate* unmanaged[Cdecl]<nint, uint, nuint, void*, nuint*, int>)&GetPlatformInfo,
            "clGetDeviceIDs" => (nint)(delegate* unmanaged[Cdecl]<nint, ulong, uint, nint*, uint*, int>)&GetDevices,
            "clGetDeviceInfo" => (nint)(delegate* unmanaged[Cdecl]<nint, uint, nuint, void*, nuint*, int>)&GetDeviceInfo,
            _ => 0,
        };
        return addr != 0;
    }

    public void Dispose()
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetPlatforms(uint entries, nint* platforms, uint* count)
    {
        if (count is not null) *count = (uint)drivers!.Length;
        for (int p = 0; p < entries; p++) platforms[p] = p + 1;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetPlatformInfo(nint platform, uint name, nuint size, void* value, nuint* needed) => Text($"driver {platform}", size, value, needed);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetDevices(nint platform, ulong type, uint entries, nint* devices, uint* count)
    {
        (int code, int has) = drivers![(int)platform - 1];
        if (code != 0) return code;
        if (count is not null) *count = (uint)has;
        for (int d = 0; d < entries; d++) devices[d] = (100 * platform) + d;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetDeviceInfo(nint device, uint name, nuint size, void* value, nuint* needed)
    {
        if (answers?.Invoke(device, (DeviceInfo)name) is { } code and not 0) return code;
        if ((DeviceInfo)name is DeviceInfo.Name or DeviceInfo.Vendor or DeviceInfo.Version or DeviceInfo.DriverVersion) return Text($"device {device}", size, value, needed);
        new Span<byte>(value, (int)size).Clear();
        *(byte*)value = 1; // One of everything: compute units, dimensions, whether it is there.
        return 0;
    }

    private static int Text(string text, nuint size, void* value, nuint* needed)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text + "\0");
        if (needed is not null) *needed = (nuint)bytes.Length;
        if (value is not null) bytes.CopyTo(new Span<byte>(value, (int)size));
        return 0;
    }
}
