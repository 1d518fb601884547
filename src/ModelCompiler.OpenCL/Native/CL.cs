using System.Runtime.InteropServices;

namespace ModelCompiler.OpenCL.Native;

/// <summary>
/// The functions of OpenCL 1.2 that this project needs, named and shaped as Silk.NET.OpenCL names and shapes them, so that the package can take this
/// folder's place. Nothing is checked here.
/// </summary>
internal sealed unsafe partial class CL
{
    private static readonly Lazy<CL> api = new(Load);

    private CL()
    {
    }

    /// <summary>The system's OpenCL, loaded on first use.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static CL GetApi() => api.Value;

    public int GetPlatformIDs(uint numEntries, nint* platforms, uint* numPlatforms) => Functions.clGetPlatformIDs(numEntries, platforms, numPlatforms);

    public int GetPlatformInfo(nint platform, PlatformInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetPlatformInfo(platform, (uint)name, size, value, sizeRet);

    public int GetDeviceIDs(nint platform, DeviceType type, uint numEntries, nint* devices, uint* numDevices) =>
        Functions.clGetDeviceIDs(platform, (ulong)type, numEntries, devices, numDevices);

    public int GetDeviceInfo(nint device, DeviceInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetDeviceInfo(device, (uint)name, size, value, sizeRet);

    public nint CreateContext(nint* properties, uint numDevices, nint* devices, NotifyCallback? notify, void* userData, int* errcodeRet) =>
        Functions.clCreateContext(properties, numDevices, devices, Address(notify), userData, errcodeRet);

    public int ReleaseContext(nint context) => Functions.clReleaseContext(context);

    public nint CreateCommandQueue(nint context, nint device, CommandQueueProperties properties, int* errcodeRet) =>
        Functions.clCreateCommandQueue(context, device, (ulong)properties, errcodeRet);

    public int ReleaseCommandQueue(nint queue) => Functions.clReleaseCommandQueue(queue);

    public int Flush(nint queue) => Functions.clFlush(queue);

    public int Finish(nint queue) => Functions.clFinish(queue);

    public nint CreateBuffer(nint context, MemFlags flags, nuint size, void* hostPtr, int* errcodeRet) =>
        Functions.clCreateBuffer(context, (ulong)flags, size, hostPtr, errcodeRet);

    public int ReleaseMemObject(nint memory) => Functions.clReleaseMemObject(memory);

    public int EnqueueReadBuffer(
        nint queue, nint buffer, bool blocking, nuint offset, nuint size, void* pointer, uint numEvents, nint* waitList, nint* @event) =>
        Functions.clEnqueueReadBuffer(queue, buffer, blocking ? 1u : 0, offset, size, pointer, numEvents, waitList, @event);

    public int EnqueueWriteBuffer(
        nint queue, nint buffer, bool blocking, nuint offset, nuint size, void* pointer, uint numEvents, nint* waitList, nint* @event) =>
        Functions.clEnqueueWriteBuffer(queue, buffer, blocking ? 1u : 0, offset, size, pointer, numEvents, waitList, @event);

    public int EnqueueCopyBuffer(
        nint queue, nint source, nint destination, nuint sourceOffset, nuint destinationOffset, nuint size, uint numEvents, nint* waitList, nint* @event) =>
        Functions.clEnqueueCopyBuffer(queue, source, destination, sourceOffset, destinationOffset, size, numEvents, waitList, @event);

    public int EnqueueFillBuffer(
        nint queue, nint buffer, void* pattern, nuint patternSize, nuint offset, nuint size, uint numEvents, nint* waitList, nint* @event) =>
        Functions.clEnqueueFillBuffer(queue, buffer, pattern, patternSize, offset, size, numEvents, waitList, @event);

    public int EnqueueNdrangeKernel(
        nint queue, nint kernel, uint workDim, nuint* globalOffset, nuint* globalSize, nuint* localSize, uint numEvents, nint* waitList, nint* @event) =>
        Functions.clEnqueueNDRangeKernel(queue, kernel, workDim, globalOffset, globalSize, localSize, numEvents, waitList, @event);

    public nint CreateProgramWithSource(nint context, uint count, byte** strings, nuint* lengths, int* errcodeRet) =>
        Functions.clCreateProgramWithSource(context, count, strings, lengths, errcodeRet);

    public nint CreateProgramWithBinary(
        nint context, uint numDevices, nint* devices, nuint* lengths, byte** binaries, int* binaryStatus, int* errcodeRet) =>
        Functions.clCreateProgramWithBinary(context, numDevices, devices, lengths, binaries, binaryStatus, errcodeRet);

    public int BuildProgram(nint program, uint numDevices, nint* devices, byte* options, ObjectNotifyCallback? notify, void* userData) =>
        Functions.clBuildProgram(program, numDevices, devices, options, Address(notify), userData);

    public int GetProgramInfo(nint program, ProgramInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetProgramInfo(program, (uint)name, size, value, sizeRet);

    public int GetProgramBuildInfo(nint program, nint device, ProgramBuildInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetProgramBuildInfo(program, device, (uint)name, size, value, sizeRet);

    public int ReleaseProgram(nint program) => Functions.clReleaseProgram(program);

    public nint CreateKernel(nint program, byte* name, int* errcodeRet) => Functions.clCreateKernel(program, name, errcodeRet);

    public int SetKernelArg(nint kernel, uint index, nuint size, void* value) => Functions.clSetKernelArg(kernel, index, size, value);

    public int GetKernelWorkGroupInfo(nint kernel, nint device, KernelWorkGroupInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetKernelWorkGroupInfo(kernel, device, (uint)name, size, value, sizeRet);

    public int ReleaseKernel(nint kernel) => Functions.clReleaseKernel(kernel);

    public int WaitForEvents(uint numEvents, nint* events) => Functions.clWaitForEvents(numEvents, events);

    public int GetEventProfilingInfo(nint @event, ProfilingInfo name, nuint size, void* value, nuint* sizeRet) =>
        Functions.clGetEventProfilingInfo(@event, (uint)name, size, value, sizeRet);

    public int ReleaseEvent(nint @event) => Functions.clReleaseEvent(@event);

    private static nint Address<T>(T? callback) where T : Delegate => callback is null ? 0 : Marshal.GetFunctionPointerForDelegate(callback);

    private static CL Load()
    {
        nint library = LibraryNames.Load();
        NativeLibrary.SetDllImportResolver(typeof(CL).Assembly, (name, _, _) => name == LibraryNames.Name ? library : 0);
        return new CL();
    }
}

/// <summary>What a context's driver calls when something goes wrong.</summary>
internal unsafe delegate void NotifyCallback(byte* errorInfo, void* privateInfo, nuint size, void* userData);

/// <summary>What a driver calls when a program is built.</summary>
internal unsafe delegate void ObjectNotifyCallback(nint handle, void* userData);
