using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>A model on an OpenCL device. Its weights there are a copy: they change when it is trained there, and go to and fro only when
/// asked. Used by one thread at a time.</summary>
/// <example><code>
/// using var onDevice = model.ToOpenCL(OpenCLDevice.Default);
/// new Trainer&lt;MnistNet&gt;(onDevice, new Adam()).Fit(train);
/// onDevice.CopyParametersTo(model);
/// </code></example>
/// <typeparam name="T">The model.</typeparam>
public sealed class OpenCLModel<T> : IDeviceModel<T>, IDisposable where T : class, IOpenCLModel<T>
{
    private const string Foreign =
        "; with kernels for graphics cards: <ModelCompilerOpenCLTargets>gpu;cpu</ModelCompilerOpenCLTargets> in the project "
        + "makes faster ones for processors";

    private readonly DeviceModel device;

    internal OpenCLModel(T model, OpenCLDevice device, OpenCLOptions options)
    {
        Model = model;
        this.device = new DeviceModel(T.DescribeFor(device.Kind), model.Parameters, device, options);
    }

    /// <summary>The model that was brought to the device.</summary>
    public T Model { get; }

    /// <summary>The device.</summary>
    public OpenCLDevice Device => device.Context.Device;

    /// <summary>Bytes written to the device so far: weights, batches, labels.</summary>
    public long BytesToDevice => device.Context.BytesToDevice;

    /// <summary>Bytes read from the device so far: outputs, losses, weights.</summary>
    public long BytesFromDevice => device.Context.BytesFromDevice;

    /// <summary>How long each kernel ran so far, the longest first; empty unless <see cref="OpenCLOptions.Profile"/> was set.</summary>
    public IReadOnlyList<KernelTime> Profile =>
        [.. device.Chooser.Profile.Entries.Select(e => e.ToTime()).Where(t => t.Launches > 0).OrderByDescending(t => t.Milliseconds)];

    /// <summary>Predicts any number of samples; more than the device's arena holds are taken a part at a time.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or outputs that do not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    /// <exception cref="OpenCLException">The device failed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => device.Predict(inputs, outputs);

    /// <summary>Predicts any number of samples into a new array.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        int samples = CompiledProgram.CountSamples(device.Layout, inputs);
        long length = (long)samples * device.Layout.OutputSize;
        if (length > Array.MaxLength)
            throw new BatchTooLargeException(device.Layout.ModelName, samples, Array.MaxLength / device.Layout.OutputSize);
        var outputs = new float[length];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Predicts any number of samples and reads the values that <see cref="OutputAttribute"/> names.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs; empty if they are not wanted.</param>
    /// <param name="named">The model's generated <c>Outputs</c>, with room for each value that is wanted.</param>
    /// <exception cref="InputLengthException">A length that does not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    /// <exception cref="OpenCLException">The device failed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void Predict<TOutputs>(ReadOnlySpan<float> inputs, Span<float> outputs,
        TOutputs named) where TOutputs : IOutputSpans<T>, allows ref struct =>
        device.Predict(inputs, outputs, named);

    /// <summary>One named value of any number of samples, in a new array.</summary>
    /// <param name="name">The layer's name, as <see cref="OutputAttribute"/> says it.</param>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <exception cref="OutputNotFoundException">The model names no such output.</exception>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples.</exception>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public float[] PredictOutput(string name, ReadOnlySpan<float> inputs)
    {
        int output = NamedOutputs.Find(device.Layout, name);
        float[] values = NamedOutputs.RoomFor(device.Layout, output, CompiledProgram.CountSamples(device.Layout, inputs));
        device.Predict(inputs, [], new OneOutput(output, values));
        return values;
    }

    /// <summary>Copies the weights on the device to a model's own.</summary>
    /// <param name="model">This model's, or another of the same class.</param>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public void CopyParametersTo(T model)
    {
        ArgumentNullException.ThrowIfNull(model);
        device.Enter();
        try
        {
            device.CopyTo(model.Parameters);
        }
        finally
        {
            device.Exit();
        }
    }

    /// <summary>Replaces the weights on the device by a model's own, after a load for example.</summary>
    /// <inheritdoc cref="CopyParametersTo"/>
    public void CopyParametersFrom(T model)
    {
        ArgumentNullException.ThrowIfNull(model);
        device.Enter();
        try
        {
            device.CopyFrom(model.Parameters);
        }
        finally
        {
            device.Exit();
        }
    }

    /// <summary>Copies the weights to <see cref="Model"/> and saves that.</summary>
    /// <param name="path">Its extension says how, as for the model itself.</param>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public void Save(string path)
    {
        CopyParametersTo(Model);
        Model.Save(path);
    }

    /// <summary>Loads the weights of <see cref="Model"/> and copies them to the device. A file that does not fit changes nothing.</summary>
    /// <param name="path">A file that the model, or <see cref="Save"/>, wrote.</param>
    /// <exception cref="OpenCLException">The device failed.</exception>
    public void Load(string path)
    {
        Model.Load(path);
        CopyParametersFrom(Model);
    }

    /// <summary>The model and its device, and whether it runs there with kernels that were made for devices of another kind.</summary>
    public override string ToString() => $"{device.Layout.ModelName} on {Device}{(IsForeign ? Foreign : "")}";

    /// <summary>Releases everything on the device.</summary>
    public void Dispose() => device.Dispose();

    /// <summary>Whether its kernels were made for devices of another kind, being all that the project has.</summary>
    private bool IsForeign => device.Chooser.Program.OnlyFor is { } kind && kind != Device.Kind;

    IStepRunner IDeviceModel<T>.CreateRunner(Optimizer optimizer) => device.Own(new DeviceRunner(
        device, device.Support ?? throw new ModelHasNoLossException(device.Layout.ModelName), optimizer, Model.Parameters));

    /// <summary>For tests: texts that the device's compiler built, and kernels that were tried, the cache being of no help.</summary>
    internal (int Built, int Trials) Work => (device.Chooser.Built, device.Chooser.Trials);
}
