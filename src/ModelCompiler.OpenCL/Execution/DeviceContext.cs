using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>A device with a queue that runs what it is given in order, and a count of the bytes that went to and fro.</summary>
internal sealed unsafe class DeviceContext : IDisposable
{
    private readonly ContextHandle context;
    private readonly QueueHandle queue;

    public DeviceContext(OpenCLDevice device, bool profiling)
    {
        (Cl, Device, Profiling) = (OpenCLLibrary.Api, device, profiling);
        nint id = device.Id;
        nint made = CallbackFreeCalls.CreateContext(Cl, id, out int code);
        OpenCLErrors.Check(code, "clCreateContext", device);
        context = new ContextHandle(made);
        try
        {
            made = Cl.CreateCommandQueue(made, id, profiling ? CommandQueueProperties.ProfilingEnable : CommandQueueProperties.None, &code);
            OpenCLErrors.Check(code, "clCreateCommandQueue", device);
            queue = new QueueHandle(made);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    public CL Cl { get; }

    public OpenCLDevice Device { get; }

    public bool Profiling { get; }

    public nint Context => context.Raw;

    public nint Queue => queue.Raw;

    /// <summary>Bytes written from the host, ever.</summary>
    public long BytesToDevice { get; private set; }

    /// <summary>Bytes read by the host, ever.</summary>
    public long BytesFromDevice { get; private set; }

    /// <summary>Copies to a buffer, and returns when the span may change.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">The first element there.</param>
    /// <param name="values">What.</param>
    public void Write<T>(DeviceBuffer buffer, long offset, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (values.IsEmpty)
            return;
        long bytes = (long)values.Length * sizeof(T);
        fixed (T* first = values)
        {
            int code = Cl.EnqueueWriteBuffer(Queue, buffer.Raw, true, (nuint)(offset * sizeof(T)), (nuint)bytes, first, 0, null, null);
            OpenCLErrors.Check(code, "clEnqueueWriteBuffer", Device, buffer.Name);
        }

        BytesToDevice += bytes;
    }

    /// <summary>Copies from a buffer, after all that was enqueued before.</summary>
    public void Read<T>(DeviceBuffer buffer, long offset, Span<T> values) where T : unmanaged
    {
        if (values.IsEmpty)
            return;
        long bytes = (long)values.Length * sizeof(T);
        fixed (T* first = values)
        {
            int code = Cl.EnqueueReadBuffer(Queue, buffer.Raw, true, (nuint)(offset * sizeof(T)), (nuint)bytes, first, 0, null, null);
            OpenCLErrors.Check(code, "clEnqueueReadBuffer", Device, buffer.Name);
        }

        BytesFromDevice += bytes;
    }

    /// <summary>Copies floats from one buffer to another, after all that was enqueued before. Nothing passes through the host.</summary>
    public void Copy(DeviceBuffer from, long fromOffset, DeviceBuffer to, long toOffset, long floats)
    {
        int code = Cl.EnqueueCopyBuffer(
            Queue, from.Raw, to.Raw, (nuint)(fromOffset * sizeof(float)), (nuint)(toOffset * sizeof(float)),
                (nuint)(floats * sizeof(float)), 0, null, null);
        OpenCLErrors.Check(code, "clEnqueueCopyBuffer", Device, to.Name);
    }

    /// <summary>Fills a whole buffer with zeros.</summary>
    public void Clear(DeviceBuffer buffer) => Fill(buffer, 0);

    /// <summary>Fills a whole buffer with a number.</summary>
    public void Fill(DeviceBuffer buffer, float value)
    {
        int code = Cl.EnqueueFillBuffer(Queue, buffer.Raw, &value, sizeof(float), 0, (nuint)(buffer.Floats * sizeof(float)), 0, null, null);
        OpenCLErrors.Check(code, "clEnqueueFillBuffer", Device, buffer.Name);
    }

    /// <summary>Waits until all that was enqueued is done.</summary>
    public void Finish() => OpenCLErrors.Check(Cl.Finish(Queue), "clFinish", Device);

    public void Dispose()
    {
        queue.Dispose();
        context.Dispose();
    }
}
