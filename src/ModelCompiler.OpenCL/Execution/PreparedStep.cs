using System.Numerics;
using Silk.NET.OpenCL;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A kernel of its own with its arguments set, so that launching it again costs one call and allocates nothing.</summary>
internal sealed unsafe class PreparedStep : IDisposable
{
    private readonly DeviceContext context;
    private readonly KernelHandle kernel;
    private readonly KernelStep step;
    private readonly DeviceArgument[] arguments;
    private readonly uint firstNumber;
    private nuint globalX, globalY, globalZ;
    private int preparedBatch = -1;
    private int preparedVersion = -1;

    /// <param name="context">Where.</param>
    /// <param name="kernel">The kernel; disposed of with this.</param>
    /// <param name="step">Its index space and the numbers it takes.</param>
    /// <param name="arguments">Its buffers, in the order of its parameters.</param>
    public PreparedStep(DeviceContext context, KernelHandle kernel, KernelStep step, DeviceArgument[] arguments)
    {
        (this.context, this.kernel, this.step, this.arguments) = (context, kernel, step, arguments);
        firstNumber = 2 * (uint)arguments.Length;
    }

    /// <summary>The kernel's name.</summary>
    public string Name => step.Name;

    /// <summary>The most work items of a group with which the device can run this kernel.</summary>
    public long LargestGroup()
    {
        nuint size;
        int code = context.Cl.GetKernelWorkGroupInfo(
            kernel.Raw, context.Device.Id, KernelWorkGroupInfo.WorkGroupSize, (nuint)sizeof(nuint), &size, null);
        OpenCLErrors.Check(code, "clGetKernelWorkGroupInfo", context.Device, Name);
        return (long)size;
    }

    /// <summary>Sets buffers, offsets and sizes, as far as they are others than before.</summary>
    public void Prepare(BufferTable buffers, int batch)
    {
        if (batch == preparedBatch && buffers.Version == preparedVersion)
            return;
        for (int i = 0; i < arguments.Length; i++)
        {
            Set(2 * (uint)i, buffers[arguments[i].Memory].Raw);
            Set(2 * (uint)i + 1, (ulong)arguments[i].Offset.At(batch));
        }

        uint at = firstNumber;
        if (Takes(RunNumbers.Batch))
            Set(at++, batch);
        if (Takes(RunNumbers.InverseBatch))
            Set(at, 1f / batch);
        WorkRange range = step.Range;
        globalX = (nuint)(range.GroupsX.At(batch) * range.LocalX);
        globalY = (nuint)(range.GroupsY.At(batch) * range.LocalY);
        globalZ = (nuint)(range.GroupsZ.At(batch) * range.LocalZ);
        (preparedBatch, preparedVersion) = (batch, buffers.Version);
    }

    /// <summary>Sets the numbers that follow those of the run.</summary>
    public void SetNumbers(ReadOnlySpan<float> numbers)
    {
        uint at = firstNumber + (uint)BitOperations.PopCount((uint)step.Numbers);
        foreach (float number in numbers)
            Set(at++, number);
    }

    /// <summary>Puts the kernel into the queue.</summary>
    /// <param name="dropoutSeed">For kernels that take it.</param>
    /// <param name="lossScale">For kernels that take it.</param>
    /// <returns>The event whose times tell how long it ran, to be released by the caller; 0 unless profiling.</returns>
    public nint Enqueue(uint dropoutSeed, float lossScale = 1)
    {
        if (Takes(RunNumbers.DropoutSeed))
            Set(PlaceOf(RunNumbers.DropoutSeed), dropoutSeed);
        if (Takes(RunNumbers.LossScale))
            Set(PlaceOf(RunNumbers.LossScale), lossScale);
        nuint* global = stackalloc nuint[3] { globalX, globalY, globalZ };
        nuint* local = stackalloc nuint[3] { (nuint)step.Range.LocalX, (nuint)step.Range.LocalY, (nuint)step.Range.LocalZ };
        nint @event = 0;
        int code = context.Cl.EnqueueNdrangeKernel(
            context.Queue, kernel.Raw, 3, null, global, local, 0, null, context.Profiling ? &@event : null);
        OpenCLErrors.Check(code, "clEnqueueNDRangeKernel", context.Device, Name);
        return @event;
    }

    public void Dispose() => kernel.Dispose();

    private bool Takes(RunNumbers number) => (step.Numbers & number) != 0;

    /// <summary>Numbers are arguments in the order of their bits.</summary>
    private uint PlaceOf(RunNumbers number) => firstNumber + (uint)BitOperations.PopCount((uint)step.Numbers & ((uint)number - 1));

    private void Set<T>(uint index, T value) where T : unmanaged
    {
        int code = context.Cl.SetKernelArg(kernel.Raw, index, (nuint)sizeof(T), &value);
        OpenCLErrors.Check(code, "clSetKernelArg", context.Device, Name);
    }
}
