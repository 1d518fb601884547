using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>Memory on a device, in floats or other words of four bytes.</summary>
internal sealed unsafe class DeviceBuffer : IDisposable
{
    private readonly BufferHandle handle;

    /// <param name="context">Where.</param>
    /// <param name="name">What it holds, for messages.</param>
    /// <param name="floats">How much; a buffer of none has one, since OpenCL has no empty buffers.</param>
    /// <exception cref="OpenCLLimitException">More than the device takes in one buffer.</exception>
    /// <exception cref="OpenCLOutOfMemoryException">The device has no memory left.</exception>
    public DeviceBuffer(DeviceContext context, string name, long floats)
    {
        (Name, Floats) = (name, Math.Max(1, floats));
        long bytes = checked(Floats * sizeof(float));
        if (bytes > context.Device.MaxBufferBytes)
        {
            throw new OpenCLLimitException(
                $"'{context.Device.Name}': {name} needs a buffer of {Mebibytes(bytes)} MiB, but the device's buffers are "
                + $"{Mebibytes(context.Device.MaxBufferBytes)} MiB at "
                + "most. Use smaller batches, or a device with more memory.");
        }

        int code;
        nint made = context.Cl.CreateBuffer(context.Context, MemFlags.ReadWrite, (nuint)bytes, null, &code);
        OpenCLErrors.Check(code, "clCreateBuffer", context.Device, $"{name}, {Mebibytes(bytes)} MiB");
        handle = new BufferHandle(made);
    }

    public string Name { get; }

    public long Floats { get; }

    public nint Raw => handle.Raw;

    public void Dispose() => handle.Dispose();

    private static string Mebibytes(long bytes) => (bytes / 1_048_576.0).ToString("N1", System.Globalization.CultureInfo.InvariantCulture);
}
