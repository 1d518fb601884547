using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>
/// The scale of the loss's gradient on a device: taken out of the gradients of the weights, where overflows are looked for at the same
/// time. Where none of the gradients is kept in float16 there is no such thing.
/// </summary>
internal sealed class DeviceScale : IDisposable
{
    private readonly BufferTable buffers;
    private readonly ProfileRecorder profile;
    private readonly PreparedStep unscale;
    private readonly PreparedStep? find;
    private readonly ProfileEntry unscaleEntry;
    private readonly ProfileEntry findEntry;
    private readonly float[] inverse = new float[1];
    private readonly int floats;

    public DeviceScale(DeviceModel model, BufferTable buffers)
    {
        (this.buffers, profile, floats) = (buffers, model.Chooser.Profile, model.TrainableFloats);
        int groups = (floats + UpdateKernels.Unscaled - 1) / UpdateKernels.Unscaled;
        buffers.Ensure(BufferTable.Overflows, $"the overflows of the gradients of '{model.Layout.ModelName}'", groups);
        unscale = Prepare(UpdateKernels.Unscale(floats), DeviceArgument.WeightGradient(0), new(BufferTable.Overflows, default));
        try
        {
            find = Prepare(UpdateKernels.FindOverflow(floats), new(BufferTable.Overflows, default), new(BufferTable.Results, default));
        }
        catch
        {
            Dispose();
            throw;
        }

        unscaleEntry = profile.Add("loss scale", "", unscale.Name);
        findEntry = profile.Add("loss scale", "", find.Name);

        PreparedStep Prepare(KernelStep kernel, params DeviceArgument[] arguments) =>
            new(model.Context, model.Chooser.Build(kernel), kernel, arguments);
    }

    /// <summary>Puts the kernels into the queue, after those that make the gradients.</summary>
    /// <param name="scale">What these were multiplied by.</param>
    public void Enqueue(float scale)
    {
        inverse[0] = 1 / scale;
        unscale.Prepare(buffers, batch: 1);
        unscale.SetNumbers(inverse);
        profile.Note(unscale.Enqueue(dropoutSeed: 0), unscaleEntry, floats);
        find!.Prepare(buffers, batch: 1);
        profile.Note(find.Enqueue(dropoutSeed: 0), findEntry, 0);
    }

    public void Dispose()
    {
        unscale.Dispose();
        find?.Dispose();
    }
}
