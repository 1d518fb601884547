using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>The norms of gradients on a device, and what each weight must know of its tensor.</summary>
internal sealed class DeviceNorms : IDisposable
{
    private readonly BufferTable buffers;
    private readonly PreparedStep? parts;
    private readonly PreparedStep? scales;
    private readonly float[] limit = new float[1];
    private readonly ProfileRecorder profile;
    private readonly ProfileEntry? partsEntry;
    private readonly ProfileEntry? scalesEntry;
    private readonly int floats;

    public DeviceNorms(DeviceModel model, UpdatePlan plan, ParameterSet parameters, BufferTable buffers)
    {
        (this.buffers, profile, floats) = (buffers, model.Chooser.Profile, model.TrainableFloats);
        UpdateItem[] items = UpdateItem.Divide(parameters, plan);
        if (plan.TensorsDiffer)
            WriteTensors(model, items);
        if (plan.NormLimit is not { } largest)
            return;
        limit[0] = (float)largest;
        int tensors = plan.NormOfEach ? items[^1].Tensor + 1 : 1;
        int firsts = 2 * items.Length;
        int[] table = [.. items.SelectMany(i => (int[])[i.Start, i.Length]), .. FirstItems(items, tensors)];
        string name = $"the norms of the gradients of '{model.Layout.ModelName}'";
        buffers.Ensure(BufferTable.NormTable, name, table.Length);
        buffers.Ensure(BufferTable.NormSums, name, items.Length);
        buffers.Ensure(BufferTable.NormScales, name, tensors);
        model.Context.Write<int>(buffers[BufferTable.NormTable], 0, table);
        try
        {
            parts = Prepare(UpdateKernels.NormParts(items.Length), DeviceArgument.WeightGradient(0), At(BufferTable.NormTable),
                At(BufferTable.NormSums));
            scales = Prepare(UpdateKernels.NormScales(tensors), At(BufferTable.NormSums), At(BufferTable.NormTable, firsts),
                At(BufferTable.NormScales));
        }
        catch
        {
            Dispose();
            throw;
        }

        partsEntry = profile.Add("gradient norms", "", parts.Name);
        scalesEntry = profile.Add("gradient norms", "", scales.Name);

        PreparedStep Prepare(KernelStep kernel, params DeviceArgument[] arguments) =>
            new(model.Context, model.Chooser.Build(kernel), kernel, arguments);
    }

    /// <summary>Puts the kernels into the queue, after those that make the gradients.</summary>
    public void Enqueue()
    {
        if (parts is null || scales is null)
            return;
        parts.Prepare(buffers, batch: 1);
        profile.Note(parts.Enqueue(dropoutSeed: 0), partsEntry!, floats);
        scales.Prepare(buffers, batch: 1);
        scales.SetNumbers(limit);
        profile.Note(scales.Enqueue(dropoutSeed: 0), scalesEntry!, 0);
    }

    public void Dispose()
    {
        parts?.Dispose();
        scales?.Dispose();
    }

    private static DeviceArgument At(DeviceMemory memory, long offset = 0) => new(memory, new(offset, 0));

    /// <summary>Where each tensor's items begin, and the end of the last one's.</summary>
    private static IEnumerable<int> FirstItems(UpdateItem[] items, int tensors) => tensors == 1
        ? [0, items.Length]
        : Enumerable.Range(0, tensors).Select(t => Array.FindIndex(items, i => i.Tensor == t)).Append(items.Length);

    /// <summary>For each 16 weights twice the number of their tensor, and 1 more where they decay.</summary>
    private void WriteTensors(DeviceModel model, UpdateItem[] items)
    {
        var tensors = new int[model.TrainableFloats / 16];
        foreach (UpdateItem item in items)
            tensors.AsSpan(item.Start / 16, item.Length / 16).Fill(2 * item.Tensor + (item.Decays ? 1 : 0));
        buffers.Ensure(BufferTable.Tensors, $"the tensors of '{model.Layout.ModelName}'", tensors.Length);
        model.Context.Write<int>(buffers[BufferTable.Tensors], 0, tensors);
    }
}
