using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>
/// Functions of OpenCL that take a callback, called without one. Silk.NET's bindings of them keep the last call's callback for each
/// function, be it null, in a list that all threads change without a lock: two threads that build programs end in an exception, or free
/// a handle twice, which ends the process.
/// </summary>
internal static unsafe class CallbackFreeCalls
{
    /// <summary>clCreateContext for one device.</summary>
    /// <param name="cl">The library.</param>
    /// <param name="device">The device.</param>
    /// <param name="code">What the call returned.</param>
    public static nint CreateContext(CL cl, nint device, out int code)
    {
        var call = (delegate* unmanaged<nint*, uint, nint*, void*, void*, int*, nint>)cl.Context.GetProcAddress("clCreateContext");
        fixed (int* returned = &code)
            return call(null, 1, &device, null, null, returned);
    }

    /// <summary>clBuildProgram for one device; returns when the program is built.</summary>
    /// <param name="cl">The library.</param>
    /// <param name="program">The program.</param>
    /// <param name="device">The device.</param>
    /// <param name="options">The compiler's, ended by a zero.</param>
    public static int BuildProgram(CL cl, nint program, nint device, byte* options)
    {
        var call = (delegate* unmanaged<nint, uint, nint*, byte*, void*, void*, int>)cl.Context.GetProcAddress("clBuildProgram");
        return call(program, 1, &device, options, null, null);
    }
}
