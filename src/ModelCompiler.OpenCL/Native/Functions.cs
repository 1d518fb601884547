using System.Runtime.InteropServices;

namespace ModelCompiler.OpenCL.Native;

/// <summary>OpenCL's own declarations.</summary>
internal static unsafe partial class Functions
{
    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetPlatformIDs(uint numEntries, nint* platforms, uint* numPlatforms);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetPlatformInfo(nint platform, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetDeviceIDs(nint platform, ulong type, uint numEntries, nint* devices, uint* numDevices);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetDeviceInfo(nint device, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateContext(nint* properties, uint numDevices, nint* devices, nint notify, void* userData, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseContext(nint context);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateCommandQueue(nint context, nint device, ulong properties, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseCommandQueue(nint queue);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clFlush(nint queue);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clFinish(nint queue);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateBuffer(nint context, ulong flags, nuint size, void* hostPtr, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseMemObject(nint memory);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clEnqueueReadBuffer(
        nint queue, nint buffer, uint blocking, nuint offset, nuint size, void* pointer, uint numEvents, nint* waitList, nint* @event);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clEnqueueWriteBuffer(
        nint queue, nint buffer, uint blocking, nuint offset, nuint size, void* pointer, uint numEvents, nint* waitList, nint* @event);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clEnqueueCopyBuffer(
        nint queue, nint source, nint destination, nuint sourceOffset, nuint destinationOffset, nuint size, uint numEvents, nint* waitList, nint* @event);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clEnqueueFillBuffer(
        nint queue, nint buffer, void* pattern, nuint patternSize, nuint offset, nuint size, uint numEvents, nint* waitList, nint* @event);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clEnqueueNDRangeKernel(
        nint queue, nint kernel, uint workDim, nuint* globalOffset, nuint* globalSize, nuint* localSize, uint numEvents, nint* waitList, nint* @event);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateProgramWithSource(nint context, uint count, byte** strings, nuint* lengths, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateProgramWithBinary(
        nint context, uint numDevices, nint* devices, nuint* lengths, byte** binaries, int* binaryStatus, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clBuildProgram(nint program, uint numDevices, nint* devices, byte* options, nint notify, void* userData);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetProgramInfo(nint program, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetProgramBuildInfo(nint program, nint device, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseProgram(nint program);

    [LibraryImport(LibraryNames.Name)]
    public static partial nint clCreateKernel(nint program, byte* name, int* errcodeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clSetKernelArg(nint kernel, uint index, nuint size, void* value);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetKernelWorkGroupInfo(nint kernel, nint device, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseKernel(nint kernel);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clWaitForEvents(uint numEvents, nint* events);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clGetEventProfilingInfo(nint @event, uint name, nuint size, void* value, nuint* sizeRet);

    [LibraryImport(LibraryNames.Name)]
    public static partial int clReleaseEvent(nint @event);
}
