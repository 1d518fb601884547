using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A model's buffers and kernels on a device, without the model's type.</summary>
internal sealed class DeviceModel : IDisposable
{
    /// <summary>Floats of arena that a prediction of many samples may take (256 MiB), and the part of a graphics card's memory that it may
    /// take where that is more: enough work for every compute unit, and little enough to leave room for other models. Other devices' memory
    /// is the processor's.</summary>
    private const long LeastStreamFloats = 64L << 20, StreamPart = 8;

    private readonly LaunchSequence pack;
    private readonly LaunchSequence infer;
    private readonly LaunchSequence inferHeads;
    private bool isPacked, isCalibrated;
    private readonly List<IDisposable> owned = [];
    private readonly int parameterFloats;
    private int inUse;
    private bool disposed;

    public DeviceModel(DeviceProgram program, ParameterSet parameters, OpenCLDevice device, OpenCLOptions options)
    {
        (Support, parameterFloats) = (SupportLaunches.AddTo(program, out DeviceProgram whole), parameters.Buffer.Length);
        Program = whole;
        TrainableFloats = parameters.TrainableFloats;
        try
        {
            Context = Own(new DeviceContext(device, options.Profile));
            Buffers = Own(new BufferTable(Context));
            Chooser = Own(new KernelChooser(Context, Program, Buffers, options));
            pack = Own(new LaunchSequence(Chooser, Program.Pack));
            infer = Own(new LaunchSequence(Chooser, Program.Infer));
            inferHeads = Own(new LaunchSequence(Chooser, Program.InferHeads));
            AllocateFixed();
            CopyFrom(parameters);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The program with the kernels of a training step that are not its own.</summary>
    public DeviceProgram Program { get; }

    /// <summary>Those kernels' launches; null for a model without a loss.</summary>
    public SupportLaunches? Support { get; }

    public ProgramLayout Layout => Program.Layout;

    public DeviceContext Context { get; }

    public BufferTable Buffers { get; }

    public KernelChooser Chooser { get; }

    /// <summary>Floats of the weights that training changes.</summary>
    public int TrainableFloats { get; }

    /// <summary>Predicts any number of samples, as many at a time as the arena holds.</summary>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int samples = CompiledProgram.CountSamples(Layout, inputs);
        if (outputs.Length != (long)samples * Layout.OutputSize)
            throw InputLengthException.ForOutputs(Layout, samples, outputs.Length);
        Enter();
        try
        {
            int chunk = SamplesAtOnce(samples);
            for (int first = 0; first < samples; first += chunk)
            {
                int count = Math.Min(chunk, samples - first);
                Infer(inputs.Slice(first * Layout.InputSize, count * Layout.InputSize), count);
                Context.Read(Buffers[DeviceMemory.Arena], Layout.Inference.Output * count,
                    outputs.Slice(first * Layout.OutputSize, count * Layout.OutputSize));
                Chooser.Profile.Collect();
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>The same, with the named values that are asked for.</summary>
    public void Predict<TOutputs>(ReadOnlySpan<float> inputs, Span<float> outputs,
        TOutputs named) where TOutputs : IOutputSpans, allows ref struct
    {
        int samples = CompiledProgram.CountSamples(Layout, inputs);
        bool heads = NamedOutputs.Check(Layout, samples, outputs, named);
        Enter();
        try
        {
            int chunk = SamplesAtOnce(samples);
            for (int first = 0; first < samples; first += chunk)
            {
                int count = Math.Min(chunk, samples - first);
                Infer(inputs.Slice(first * Layout.InputSize, count * Layout.InputSize), count);
                if (heads)
                    inferHeads.Enqueue(count, dropoutSeed: 0);
                ReadValue(Layout.Inference.Output, Layout.OutputSize, outputs, first, count);
                for (int i = 0; i < Layout.Outputs.Length; i++)
                    ReadValue(Layout.Outputs[i].Offset, Layout.Outputs[i].Size, named[i], first, count);
                Chooser.Profile.Collect();
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Reads a part of the samples of a value, if there is room for them.</summary>
    private void ReadValue(long offset, int size, Span<float> values, int first, int count)
    {
        if (!values.IsEmpty)
            Context.Read(Buffers[DeviceMemory.Arena], offset * count, values.Slice(first * size, count * size));
    }

    private int SamplesAtOnce(int samples) =>
        (int)Math.Clamp(LargestArena() / Math.Max(1, Layout.Inference.FloatsPerSample), 1, Math.Max(1, samples));

    private void Infer(ReadOnlySpan<float> inputs, int samples)
    {
        EnsureArena(Layout.Inference, samples);
        Context.Write(Buffers[DeviceMemory.Arena], Layout.Inference.Input * samples, inputs);
        EnqueueInference(samples);
    }

    /// <summary>Puts the prediction's kernels into the queue; the samples are there.</summary>
    public void EnqueueInference(int samples)
    {
        if (!isPacked)
        {
            if (!isCalibrated)
                throw new ModelNotCalibratedException(Layout.ModelName);
            pack.Enqueue(samples, dropoutSeed: 0);
        }

        isPacked = true;
        infer.Enqueue(samples, dropoutSeed: 0);
    }

    /// <summary>
    /// Says that the weights changed, or that the fixed floats now hold a training step's: the next prediction derives its own anew.
    /// </summary>
    public void ForgetPacked() => isPacked = false;

    /// <summary>Makes the gradients, zero at first: the gaps between tensors stay so.</summary>
    public void EnsureGradients()
    {
        if (Buffers.Has(DeviceMemory.Gradients))
            return;
        Buffers.Ensure(DeviceMemory.Gradients, $"the gradients of '{Layout.ModelName}'", TrainableFloats);
        Context.Clear(Buffers[DeviceMemory.Gradients]);
    }

    /// <summary>Makes room for a batch.</summary>
    /// <exception cref="OpenCLLimitException">The device has no buffers of that size.</exception>
    public void EnsureArena(ArenaLayout layout, int samples)
    {
        long floats = checked(layout.FloatsPerSample * samples);
        if (!Buffers.Has(DeviceMemory.Arena, floats))
            Buffers.Ensure(DeviceMemory.Arena, $"the arena of '{Layout.ModelName}' for {Counted.Samples(samples)}", floats);
    }

    /// <summary>Copies weights to the device.</summary>
    public void CopyFrom(ParameterSet parameters)
    {
        Context.Write<float>(Buffers[DeviceMemory.Parameters], 0, parameters.Buffer.Span);
        isCalibrated = parameters.IsCalibrated;
        ForgetPacked();
    }

    /// <summary>Copies weights from the device.</summary>
    public void CopyTo(ParameterSet parameters)
    {
        Context.Read(Buffers[DeviceMemory.Parameters], 0, parameters.Buffer.Span);
        parameters.Touch();
    }

    /// <summary>Marks the model as in use, so that two threads in it are noticed.</summary>
    public void Enter()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        int fitting = FittingThread;
        if (fitting != 0 && fitting != Environment.CurrentManagedThreadId)
            throw new ModelInUseException(Layout.ModelName, fitting: true);
        if (Interlocked.Exchange(ref inUse, 1) != 0)
            throw new ModelInUseException(Layout.ModelName);
    }

    /// <summary>The thread whose fit is under way, which alone may use the model between steps; 0 for none.</summary>
    public int FittingThread { get; set; }

    public void Exit() => Volatile.Write(ref inUse, 0);

    /// <summary>Disposes of something together with the model, the last first.</summary>
    public T Own<T>(T item) where T : IDisposable
    {
        owned.Add(item);
        return item;
    }

    public void Dispose()
    {
        disposed = true;
        for (int i = owned.Count - 1; i >= 0; i--)
            owned[i].Dispose();
        owned.Clear();
    }

    private long LargestArena() =>
        Math.Min(
            Math.Max(LeastStreamFloats, Context.Device.IsGpu ? Context.Device.MemoryBytes / StreamPart / sizeof(float) : 0),
            Context.Device.MaxBufferBytes / sizeof(float));

    private void AllocateFixed()
    {
        string name = Layout.ModelName;
        Buffers.Ensure(DeviceMemory.Parameters, $"the weights of '{name}'", parameterFloats);
        Buffers.Ensure(DeviceMemory.Fixed, $"the packed weights of '{name}'",
            Math.Max(Layout.Inference.FixedFloats, Layout.Training?.FixedFloats ?? 0));
        Buffers.Ensure(DeviceMemory.Constants, $"the constants of '{name}'", Program.Constants.Length);
        Buffers.Ensure(BufferTable.Results, $"the results of '{name}'", 3);
        Context.Write<float>(Buffers[DeviceMemory.Constants], 0, Program.Constants);
    }
}
