using System.Runtime.InteropServices;
using System.Text;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>Platforms, devices and what they say of themselves.</summary>
internal static unsafe class DeviceQuery
{
    /// <summary>All platforms; none where no driver is installed.</summary>
    public static nint[] Platforms(CL cl)
    {
        uint count;
        int code = cl.GetPlatformIDs(0, null, &count);
        if (code == (int)ErrorCodes.PlatformNotFoundKhr || (code == (int)ErrorCodes.Success && count == 0))
            return [];
        OpenCLErrors.Check(code, "clGetPlatformIDs");
        var platforms = new nint[count];
        fixed (nint* first = platforms)
            OpenCLErrors.Check(cl.GetPlatformIDs(count, first, null), "clGetPlatformIDs");
        return platforms;
    }

    /// <summary>A platform's devices.</summary>
    public static nint[] Devices(CL cl, nint platform)
    {
        uint count;
        int code = cl.GetDeviceIDs(platform, DeviceType.All, 0, null, &count);
        if (code == (int)ErrorCodes.DeviceNotFound || (code == (int)ErrorCodes.Success && count == 0))
            return [];
        OpenCLErrors.Check(code, "clGetDeviceIDs");
        var devices = new nint[count];
        fixed (nint* first = devices)
            OpenCLErrors.Check(cl.GetDeviceIDs(platform, DeviceType.All, count, first, null), "clGetDeviceIDs");
        return devices;
    }

    public static string Text(CL cl, nint platform, PlatformInfo name)
    {
        nuint size;
        OpenCLErrors.Check(cl.GetPlatformInfo(platform, name, 0, null, &size), "clGetPlatformInfo");
        var bytes = new byte[(int)size];
        fixed (byte* first = bytes)
            OpenCLErrors.Check(cl.GetPlatformInfo(platform, name, size, first, null), "clGetPlatformInfo");
        return Decode(bytes);
    }

    public static string Text(CL cl, nint device, DeviceInfo name)
    {
        nuint size;
        OpenCLErrors.Check(cl.GetDeviceInfo(device, name, 0, null, &size), "clGetDeviceInfo");
        var bytes = new byte[(int)size];
        fixed (byte* first = bytes)
            OpenCLErrors.Check(cl.GetDeviceInfo(device, name, size, first, null), "clGetDeviceInfo");
        return Decode(bytes);
    }

    /// <summary>A number, of the size that the specification gives it.</summary>
    public static T Number<T>(CL cl, nint device, DeviceInfo name) where T : unmanaged
    {
        T value = default;
        OpenCLErrors.Check(cl.GetDeviceInfo(device, name, (nuint)sizeof(T), &value, null), "clGetDeviceInfo");
        return value;
    }

    /// <summary>The most work items of a group along each of the first three dimensions.</summary>
    public static long[] WorkItemSizes(CL cl, nint device)
    {
        uint dimensions = Number<uint>(cl, device, DeviceInfo.MaxWorkItemDimensions);
        var sizes = new nuint[dimensions];
        fixed (nuint* first = sizes)
            OpenCLErrors.Check(
                cl.GetDeviceInfo(device, DeviceInfo.MaxWorkItemSizes, (nuint)sizeof(nuint) * dimensions, first, null), "clGetDeviceInfo");
        return [.. sizes.Take(3).Select(s => (long)s)];
    }

    private static string Decode(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan().TrimEnd((byte)0)).Trim();
}
