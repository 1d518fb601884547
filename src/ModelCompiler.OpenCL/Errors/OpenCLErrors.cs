using System.Text.RegularExpressions;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>Return codes → exceptions.</summary>
internal static partial class OpenCLErrors
{
    /// <summary>For tests: what a call returns instead of what it returned. Drivers cannot be made to fail on demand.</summary>
    [ThreadStatic]
    internal static Func<string, int, int>? Override;

    /// <summary>Throws unless <paramref name="code"/> is success.</summary>
    /// <param name="code">What the call returned.</param>
    /// <param name="call">OpenCL's name of the function.</param>
    /// <param name="device">Where.</param>
    /// <param name="subject">On what: a kernel's or a buffer's name.</param>
    public static void Check(int code, string call, OpenCLDevice? device = null, string? subject = null)
    {
        if (Override is { } replace)
            code = replace(call, code);
        if (code != (int)ErrorCodes.Success)
            throw ToException(code, call, device, subject);
    }

    /// <summary><c>CL_OUT_OF_RESOURCES (-5)</c>.</summary>
    public static string Describe(int code) => Enum.IsDefined((ErrorCodes)code)
        ? $"CL_{WordStart().Replace($"{(ErrorCodes)code}", "_").ToUpperInvariant()} ({code})"
        : $"{code}";

    public static OpenCLException ToException(int code, string call, OpenCLDevice? device, string? subject)
    {
        string where = (device is null ? "" : $"'{device.Name}': ") + (subject is null ? "" : $"{subject}: ");
        string what = $"{where}{call} returned {Describe(code)}: ";
        return (ErrorCodes)code switch
        {
            ErrorCodes.MemObjectAllocationFailure or ErrorCodes.InvalidBufferSize => new OpenCLOutOfMemoryException(
                what + "the device has no memory left for a buffer of this size. Use smaller batches, or dispose of models on the device.",
                call, code),
            ErrorCodes.OutOfHostMemory or ErrorCodes.OutOfResources when call is "clGetDeviceIDs" or "clGetDeviceInfo" =>
                new OpenCLException(
                    what + "the driver does not start. Repair it, or remove it: its .icd file stands in /etc/OpenCL/vendors.", call, code),
            ErrorCodes.OutOfHostMemory => new OpenCLOutOfMemoryException(
                what + "the driver has no memory left on the host. Use smaller batches.", call, code),
            ErrorCodes.OutOfResources => new OpenCLOutOfMemoryException(
                what + "the device has no memory or registers left. Use smaller batches, or dispose of models on the device.", call, code),
            ErrorCodes.DeviceNotAvailable or ErrorCodes.ContextTerminatedKhr or ErrorCodes.InvalidCommandQueue
                or ErrorCodes.ExecStatusErrorForEventsInWaitList => new OpenCLDeviceLostException(
                what + "the device is gone, was reset, or its driver stopped a kernel. Weights that were only there are "
                + "lost: bring the model to a "
                + "device again, from its own weights or from a file.", call, code),
            _ => new OpenCLException(what + Meaning((ErrorCodes)code), call, code),
        };
    }

    private static string Meaning(ErrorCodes code) => code switch
    {
        ErrorCodes.CompilerNotAvailable => "the driver has no compiler, so it cannot build kernels. Choose another device.",
        ErrorCodes.ProfilingInfoNotAvailable => "the queue was made without profiling. Set OpenCLOptions.Profile.",
        ErrorCodes.InvalidBinary => "a program from the cache is not for this device. Delete the cache, or set OpenCLOptions.CachePath.",
        ErrorCodes.InvalidKernelName => "the program has no such kernel, which is a fault of the compiler of models: please report it.",
        ErrorCodes.InvalidKernelArgs or ErrorCodes.InvalidArgIndex or ErrorCodes.InvalidArgSize or ErrorCodes.InvalidArgValue
            => "a kernel's arguments are not those that its text declares, which is a fault of the compiler of models: please report it.",
        ErrorCodes.InvalidWorkGroupSize or ErrorCodes.InvalidWorkItemSize or ErrorCodes.InvalidGlobalWorkSize
            => "the device cannot run a kernel with these work groups, although it said so: please report it, "
                + "with the device's name and driver.",
        ErrorCodes.PlatformNotFoundKhr => "no driver is installed. Install your graphics card's, or PoCL for the processor.",
        _ => "the driver refused the call, which is a fault of this library or of the driver: please report it, "
            + "with the device's name and driver.",
    };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
