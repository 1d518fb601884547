using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>
/// A model on several OpenCL devices, each of which has all weights and takes its share of every batch. In training, gradients are added up
/// on the processor, in an order that does not depend on the number of devices (<see cref="TrainerOptions.BatchParts"/>). Used by one
/// thread at a time.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class OpenCLModels<T> : IDeviceModel<T>, IDisposable where T : class, IOpenCLModel<T>
{
    private readonly List<OpenCLModel<T>> models = [];
    private readonly List<SeveralRunners> runners = [];

    internal OpenCLModels(T model, IReadOnlyList<OpenCLDevice> devices, OpenCLOptions options)
    {
        Model = model;
        Devices = [.. devices];
        try
        {
            foreach (OpenCLDevice device in devices)
                models.Add(new OpenCLModel<T>(model, device, options));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The model that was brought to the devices.</summary>
    public T Model { get; }

    /// <summary>The devices.</summary>
    public IReadOnlyList<OpenCLDevice> Devices { get; }

    /// <summary>Predicts any number of samples, a share on each device.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or outputs that do not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    /// <exception cref="OpenCLException">A device failed.</exception>
    public unsafe void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        ProgramLayout layout = Model.Program.Layout;
        int samples = CompiledProgram.CountSamples(layout, inputs);
        if (outputs.Length != (long)samples * layout.OutputSize)
            throw InputLengthException.ForOutputs(layout, samples, outputs.Length);
        var shares = new BatchParts(samples, models.Count);
        fixed (float* from = inputs, to = outputs)
        {
            (nint source, nint destination) = ((nint)from, (nint)to);
            Parallel.For(0, models.Count, i =>
            {
                (int first, int count) = (shares.Start(i), shares.Length(i));
                if (count == 0)
                    return;
                models[i].Predict(
                    new ReadOnlySpan<float>((float*)source + (nint)first * layout.InputSize, count * layout.InputSize),
                    new Span<float>((float*)destination + (nint)first * layout.OutputSize, count * layout.OutputSize));
            });
        }
    }

    /// <summary>Predicts any number of samples into a new array.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        ProgramLayout layout = Model.Program.Layout;
        int samples = CompiledProgram.CountSamples(layout, inputs);
        long length = (long)samples * layout.OutputSize;
        if (length > Array.MaxLength)
            throw new BatchTooLargeException(layout.ModelName, samples, Array.MaxLength / layout.OutputSize);
        var outputs = new float[length];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Copies the weights on the devices, which are equal, to a model's own.</summary>
    /// <param name="model">This model's, or another of the same class.</param>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public void CopyParametersTo(T model) => models[0].CopyParametersTo(model);

    /// <summary>Replaces the weights on all devices by a model's own, after a load for example.</summary>
    /// <inheritdoc cref="CopyParametersTo"/>
    public void CopyParametersFrom(T model) => models.ForEach(m => m.CopyParametersFrom(model));

    /// <summary>Copies the weights to <see cref="Model"/> and saves that.</summary>
    /// <param name="path">Its extension says how, as for the model itself.</param>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public void Save(string path) => models[0].Save(path);

    /// <summary>
    /// Loads the weights of <see cref="Model"/> and copies them to all devices. A file that does not fit changes nothing.
    /// </summary>
    /// <param name="path">A file that the model, or <see cref="Save"/>, wrote.</param>
    /// <exception cref="OpenCLException">A device failed.</exception>
    public void Load(string path)
    {
        Model.Load(path);
        CopyParametersFrom(Model);
    }

    /// <summary>Releases everything on the devices.</summary>
    public void Dispose()
    {
        runners.ForEach(r => r.Dispose());
        models.ForEach(m => m.Dispose());
    }

    IStepRunner IDeviceModel<T>.CreateRunner(Optimizer optimizer)
    {
        var several = new SeveralRunners([.. models.Select(m => ((IDeviceModel<T>)m).CreateRunner(optimizer))]);
        runners.Add(several);
        return several;
    }
}
