using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>Training steps on a device: the batch goes there, the loss comes back, everything between stays.</summary>
internal sealed class DeviceRunner : IStepRunner, IDisposable
{
    private readonly DeviceModel model;
    private readonly DeviceUpdate update;
    private readonly LaunchSequence trainingTargets;
    private readonly LaunchSequence train;
    private readonly LaunchSequence countRight;
    private readonly LaunchSequence evaluationTargets;
    private readonly LaunchSequence evaluate;
    private readonly List<IDisposable> owned = [];
    private readonly float[] results;
    private readonly ParameterSet ownParameters;
    private AlignedBuffer? gradients;
    private ParameterSet? parameters;
    private bool gradientsAreHere;
    private float[] outputs = [];
    private float[] ones = [];
    private float[] inputGradients = [];
    private ArenaLayout? lastRun;
    private int lastBatch;
    private StepCapture? capture;

    public DeviceRunner(DeviceModel model, SupportLaunches support, Optimizer optimizer, ParameterSet parameters)
    {
        this.model = model;
        ownParameters = parameters;
        DeviceProgram program = model.Program;
        results = new float[program.ScalesLoss ? 3 : 2];
        try
        {
            update = Own(new DeviceUpdate(model, optimizer, parameters));
            trainingTargets = Sequence(support.TrainingTargets);
            train = Sequence([.. program.Train, support.TrainingLoss]);
            countRight = Sequence(support.CountRight);
            evaluationTargets = Sequence(support.EvaluationTargets);
            evaluate = Sequence([.. program.EvaluateLoss, support.EvaluationLoss]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ProgramLayout Layout => model.Layout;

    public int Threads => Environment.ProcessorCount;

    public long StepCount => update.Step;

    public IOptimizerMemory OptimizerMemory => update;

    public AlignedBuffer Gradients
    {
        get
        {
            gradients ??= new AlignedBuffer(model.TrainableFloats);
            if (!gradientsAreHere && gradients.Length > 0)
                model.Context.Read(model.Buffers[DeviceMemory.Gradients], 0, gradients.Span);
            gradientsAreHere = true;
            return gradients;
        }
    }

    public ParameterSet Parameters
    {
        get
        {
            parameters ??= ownParameters.MakeAlike();
            model.CopyTo(parameters);
            return parameters;
        }
    }

    public void TakeParameters(ParameterSet values) => model.CopyFrom(values);

    public StepCapture? Capture { set => capture = value; }

    public ReadOnlySpan<float> LastOutputs
    {
        get
        {
            if (lastRun is not { } layout)
                return default;
            int length = lastBatch * Layout.OutputSize;
            if (outputs.Length < length)
                outputs = new float[length];
            model.Context.Read(model.Buffers[DeviceMemory.Arena], layout.Output * lastBatch, outputs.AsSpan(0, length));
            return outputs.AsSpan(0, length);
        }
    }

    public ReadOnlySpan<float> InputGradients
    {
        get
        {
            if (lastRun is not { InputGradient: >= 0 } layout)
                return default;
            int length = lastBatch * Layout.InputSize;
            if (inputGradients.Length < length)
                inputGradients = new float[length];
            Span<float> gradients = inputGradients.AsSpan(0, length);
            model.Context.Read(model.Buffers[DeviceMemory.Arena], layout.InputGradient * lastBatch, gradients);
            NarrowElements.Multiply(gradients, 1 / model.Chooser.LossScale);
            return gradients;
        }
    }

    public int ParameterFloats => ownParameters.Buffer.Length;

    public bool OutputsAreHere => false;

    public bool SkippedUpdate { get; private set; }

    public void CopyParametersTo(Span<float> destination) => model.Context.Read(model.Buffers[DeviceMemory.Parameters], 0, destination);

    public void SetParameters(ReadOnlySpan<float> source)
    {
        model.Context.Write(model.Buffers[DeviceMemory.Parameters], 0, source);
        model.ForgetPacked();
    }

    /// <summary>A device does not stop between kernels.</summary>
    public string? FindOrigin(ReadOnlySpan<float> inputs, StepTargets targets, int seed) => null;

    public void BeginFit() => model.FittingThread = Environment.CurrentManagedThreadId;

    public void EndFit() => model.FittingThread = 0;

    public double? DropoutByHand { get; set; }

    public void Enter() => model.Enter();

    public void Exit() => model.Exit();

    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly)
    {
        ArenaLayout layout = Layout.Training!;
        int batch = Upload(layout, inputs, targets, trainingTargets);
        gradientsAreHere = false;
        model.ForgetPacked();
        Train(batch, seed);
        if (targets.AreLabels)
            countRight.Enqueue(batch, dropoutSeed: 0);
        bool isScaled = model.Program.ScalesLoss;
        update.Enqueue(finiteOnly, unlessOverflowed: isScaled);
        float loss = ReadResults(layout, batch);
        // The kernel has seen the same loss, and the same overflow, and kept the weights.
        bool overflowed = isScaled && results[2] != 0;
        bool diverged = !float.IsFinite(loss) || (overflowed && update.LossScale is { IsLeast: true });
        SkippedUpdate = finiteOnly && diverged;
        update.LossScale = update.LossScale?.After(overflowed);
        if (SkippedUpdate || overflowed)
            return loss;
        MoveStatistics(layout);
        update.Step++;
        return loss;
    }

    public float ComputeGradients(ReadOnlySpan<float> inputs, StepTargets targets, int seed, AlignedBuffer into)
    {
        ArenaLayout layout = Layout.Training!;
        int batch = Upload(layout, inputs, targets, trainingTargets);
        model.ForgetPacked();
        Train(batch, seed);
        if (targets.AreLabels)
            countRight.Enqueue(batch, dropoutSeed: 0);
        float loss = ReadResults(layout, batch);
        if (update.Length > 0)
            model.Context.Read(model.Buffers[DeviceMemory.Gradients], 0, into.Span[..update.Length]);
        int place = AlignedBuffer.RoundUp(update.Length);
        foreach (ParameterUpdate move in layout.Updates ?? [])
        {
            model.Context.Read(model.Buffers[DeviceMemory.Fixed], move.Next, into.Span.Slice(place, move.Length));
            place += move.Length;
        }

        return loss;
    }

    public void Apply(AlignedBuffer gradients)
    {
        if (update.Length > 0)
            model.Context.Write(model.Buffers[DeviceMemory.Gradients], 0, gradients.Span[..update.Length]);
        update.Enqueue(finiteOnly: false);
        int place = AlignedBuffer.RoundUp(update.Length);
        foreach (ParameterUpdate move in Layout.Training!.Updates ?? [])
        {
            model.Context.Write(model.Buffers[DeviceMemory.Parameters], move.Parameter, gradients.Span.Slice(place, move.Length));
            place += move.Length;
        }

        update.Step++;
        model.ForgetPacked();
    }

    public float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets)
    {
        ArenaLayout layout = Layout.Inference;
        int batch = Upload(layout, inputs, targets, evaluationTargets);
        model.EnqueueInference(batch);
        evaluate.Enqueue(batch, dropoutSeed: 0);
        return ReadResults(layout, batch);
    }

    public int CountRight(ReadOnlySpan<int> labels) => (int)results[1];

    public void Dispose()
    {
        for (int i = owned.Count - 1; i >= 0; i--)
            owned[i].Dispose();
        owned.Clear();
    }

    private int Upload(ArenaLayout layout, ReadOnlySpan<float> inputs, StepTargets targets, LaunchSequence toTargets)
    {
        lastRun = null;
        int batch = CompiledProgram.CountSamples(Layout, inputs);
        if (batch == 0)
            throw InputLengthException.ForEmptyStep(Layout);
        if (!targets.AreLabels && targets.Dense.Length != (long)batch * Layout.OutputSize)
            throw InputLengthException.ForTargets(Layout, batch, targets.Dense.Length);
        model.EnsureArena(layout, batch);
        DeviceBuffer arena = model.Buffers[DeviceMemory.Arena];
        model.Context.Write(arena, layout.Input * batch, inputs);
        if (!targets.AreLabels)
        {
            model.Context.Write(arena, layout.Target * batch, targets.Dense);
            UploadWeights(layout, batch, targets.Weights);
            return batch;
        }

        model.Buffers.Ensure(BufferTable.Labels, "labels", batch);
        model.Context.Write(model.Buffers[BufferTable.Labels], 0, targets.Labels);
        toTargets.Enqueue(batch, dropoutSeed: 0);
        UploadWeights(layout, batch, []);
        return batch;
    }

    /// <summary>What each target counts, for losses that read it; all 1 if nothing was said.</summary>
    private void UploadWeights(ArenaLayout layout, int batch, ReadOnlySpan<float> weights)
    {
        if (layout.Weight < 0)
            return;
        int length = batch * Layout.OutputSize;
        if (weights.IsEmpty && ones.Length < length)
        {
            ones = new float[length];
            ones.AsSpan().Fill(1);
        }

        model.Context.Write(model.Buffers[DeviceMemory.Arena], layout.Weight * batch, weights.IsEmpty ? ones.AsSpan(0, length) : weights);
    }

    /// <summary>Forward, loss and backward: the gradients of the weights, as large as they are.</summary>
    private void Train(int batch, int seed)
    {
        uint dropoutSeed = DropoutWord.Of(CounterRandom.Hash(seed, update.Step), DropoutByHand);
        model.Chooser.LossScale = update.LossScale?.Factor ?? 1;
        if (capture is null)
            train.Enqueue(batch, dropoutSeed);
        else
            TrainAndRead(batch, dropoutSeed);
        update.EnqueueUnscaling();
    }

    private void TrainAndRead(int batch, uint dropoutSeed)
    {
        StepCapture filling = capture!;
        capture = null;
        model.Context.Finish();
        var copying = new StepCopying(filling, model.Program.StepValues, batch);
        train.Enqueue(batch, dropoutSeed, ReadingWith(copying, filling, batch));
        model.Context.Finish();
        copying.End();
    }

    /// <summary>
    /// Reads each value after the kernel that makes it, before another uses its memory again. The device waits for it meanwhile.
    /// </summary>
    private Action<int> ReadingWith(StepCopying copying, StepCapture filling, int batch) => launch =>
    {
        if (!copying.StopsAt(launch))
            return;
        model.Context.Finish();
        copying.Launched(launch, value =>
        {
            int elements = filling.Samples * value.SampleStride;
            var memory = new float[NarrowElements.Floats(value.Element, elements)];
            model.Context.Read(model.Buffers[DeviceMemory.Arena], value.Offset * batch, memory.AsSpan());
            float[] values = NarrowElements.Widen(value.Element, memory, elements);
            if (value.Kind > 0)
                NarrowElements.Multiply(values, 1 / model.Chooser.LossScale);
            return values;
        });
    };

    /// <summary>Parameters that no gradient moves, such as a normalization's moving means.</summary>
    private void MoveStatistics(ArenaLayout layout)
    {
        foreach (ParameterUpdate move in layout.Updates ?? [])
            model.Context.Copy(model.Buffers[DeviceMemory.Fixed], move.Next, model.Buffers[DeviceMemory.Parameters],
                move.Parameter, move.Length);
    }

    private float ReadResults(ArenaLayout layout, int batch)
    {
        model.Context.Read(model.Buffers[BufferTable.Results], 0, results.AsSpan());
        model.Chooser.Profile.Collect();
        (lastRun, lastBatch) = (layout, batch);
        return results[0];
    }

    private LaunchSequence Sequence(params DeviceLaunch[] launches) => Own(new LaunchSequence(model.Chooser, launches));

    private T Own<T>(T item) where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
