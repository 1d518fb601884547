using System.Runtime.InteropServices;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>
/// An OpenCL object that this process owns once. Released when disposed of, or by the finalizer; counted, so that tests see what leaks.
/// </summary>
internal abstract class OpenCLHandle : SafeHandle
{
    private static int open;

    protected OpenCLHandle(nint handle) : base(0, ownsHandle: true)
    {
        SetHandle(handle);
        Interlocked.Increment(ref open);
    }

    /// <summary>Handles that were made and not released, of all kinds.</summary>
    public static int Open => Volatile.Read(ref open);

    public sealed override bool IsInvalid => handle == 0;

    /// <summary>The object itself, for calls that are made while the owner keeps the handle alive.</summary>
    /// <exception cref="ObjectDisposedException">It was released.</exception>
    public nint Raw
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    protected abstract int Release(CL cl);

    protected sealed override bool ReleaseHandle()
    {
        Interlocked.Decrement(ref open);
        return Release(OpenCLLibrary.Api) == (int)ErrorCodes.Success;
    }
}

internal sealed class ContextHandle(nint handle) : OpenCLHandle(handle)
{
    protected override int Release(CL cl) => cl.ReleaseContext(handle);
}

internal sealed class QueueHandle(nint handle) : OpenCLHandle(handle)
{
    protected override int Release(CL cl) => cl.ReleaseCommandQueue(handle);
}

internal sealed class BufferHandle(nint handle) : OpenCLHandle(handle)
{
    protected override int Release(CL cl) => cl.ReleaseMemObject(handle);
}

internal sealed class ProgramHandle(nint handle) : OpenCLHandle(handle)
{
    protected override int Release(CL cl) => cl.ReleaseProgram(handle);
}

internal sealed class KernelHandle(nint handle) : OpenCLHandle(handle)
{
    protected override int Release(CL cl) => cl.ReleaseKernel(handle);
}
