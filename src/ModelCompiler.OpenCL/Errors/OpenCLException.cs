namespace ModelCompiler.OpenCL;

/// <summary>Something that OpenCL, its drivers or a device could not do; the message names the call, what came back, what it means and what
/// to do.</summary>
/// <param name="message">What happened.</param>
/// <param name="call">The OpenCL function that failed, or null where none was called.</param>
/// <param name="code">What it returned.</param>
/// <param name="inner">The cause, where another exception was it.</param>
public class OpenCLException(string message, string? call = null, int code = 0, Exception? inner = null) : ModelException(message, inner)
{
    /// <summary>The OpenCL function that failed, or null where none was called.</summary>
    public string? Call { get; } = call;

    /// <summary>What it returned; 0 where none was called.</summary>
    public int Code { get; } = code;
}

/// <summary>The system has no OpenCL, or no device in it.</summary>
public sealed class OpenCLNotAvailableException : OpenCLException
{
    internal OpenCLNotAvailableException(string message, Exception? inner = null) : base(message, inner: inner)
    {
    }

    internal static OpenCLNotAvailableException NoLibrary(Exception inner) => new(
        $"OpenCL is not installed: {inner.Message} Install your graphics card's driver, or PoCL for the processor "
        + "(Debian, Ubuntu: apt install ocl-icd-libopencl1 pocl-opencl-icd).", inner);

    internal static OpenCLNotAvailableException NoDevice() => new(
        "OpenCL is installed, but no driver offers a device. Install your graphics card's driver, or PoCL for the "
        + "processor (Debian, Ubuntu: "
        + "apt install pocl-opencl-icd); on Linux, drivers are listed in /etc/OpenCL/vendors, or where OCL_ICD_VENDORS says.");
}

/// <summary>No device has the name or the index that was asked for.</summary>
public sealed class OpenCLDeviceNotFoundException : OpenCLException
{
    internal OpenCLDeviceNotFoundException(string wanted, IReadOnlyList<OpenCLDevice> devices) : base(
        $"There is no OpenCL device '{wanted}'. There {(devices.Count == 1 ? "is" : "are")}: {string.Join("; ", devices)}. "
        + "Pass an index or a part of "
        + "a name.") => Wanted = wanted;

    /// <summary>What was asked for.</summary>
    public string Wanted { get; }
}

/// <summary>The device, or the driver on the host, has no memory left for what was asked.</summary>
public sealed class OpenCLOutOfMemoryException : OpenCLException
{
    internal OpenCLOutOfMemoryException(string message, string? call = null, int code = 0) : base(message, call, code)
    {
    }
}

/// <summary>The device's compiler refused a kernel.</summary>
public sealed class OpenCLBuildException : OpenCLException
{
    internal OpenCLBuildException(string kernel, OpenCLDevice device, string log, string call, int code) : base(
        $"'{device.Name}' could not build kernel '{kernel}': {call} returned {OpenCLErrors.Describe(code)}. "
            + $"The compiler says:\n{log.Trim()}", call, code) =>
        (KernelName, Log) = (kernel, log);

    /// <summary>The kernel.</summary>
    public string KernelName { get; }

    /// <summary>What the compiler wrote.</summary>
    public string Log { get; }
}

/// <summary>The device is gone: unplugged, reset, or its driver stopped a kernel. What was on it is lost.</summary>
public sealed class OpenCLDeviceLostException : OpenCLException
{
    internal OpenCLDeviceLostException(string message, string call, int code) : base(message, call, code)
    {
    }
}

/// <summary>A kernel or a buffer needs more than the device has.</summary>
public sealed class OpenCLLimitException : OpenCLException
{
    internal OpenCLLimitException(string message) : base(message)
    {
    }
}
