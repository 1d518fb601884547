using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Steps on the processor, by the model's own kernels. They allocate nothing once batches stop growing.</summary>
internal sealed class HostRunner(CompiledProgram program, Optimizer optimizer) : IStepRunner
{
    private readonly OptimizerState state = new(optimizer, program);
    private float[] targetBuffer = [];
    private readonly ProgressObserver progressObserver = new();
    private StepCapture? capture;

    public ProgramLayout Layout => program.Layout;

    public int Threads => program.Threads;

    public long StepCount => state.Step;

    public IOptimizerMemory OptimizerMemory => state;

    public AlignedBuffer Gradients => program.GradientStorage;

    public ParameterSet Parameters => program.ParameterSet;

    public void TakeParameters(ParameterSet values)
    {
        if (values != program.ParameterSet)
            values.Buffer.Span.CopyTo(program.ParameterSet.Buffer.Span);
        program.ParameterSet.MarkChanged();
    }

    public StepCapture? Capture { set => capture = value; }

    public IGradientProgress? Progress { set => progressObserver.Progress = value; }

    public ReadOnlySpan<float> LastOutputs => program.LastOutputs;

    public ReadOnlySpan<float> InputGradients => program.LastInputGradients;

    public int ParameterFloats => program.ParameterSet.Buffer.Length;

    public bool OutputsAreHere => true;

    public bool SkippedUpdate { get; private set; }

    public void CopyParametersTo(Span<float> destination) => program.ParameterSet.Buffer.Span.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source)
    {
        source.CopyTo(program.ParameterSet.Buffer.Span);
        program.ParameterSet.MarkChanged();
    }

    public string? FindOrigin(ReadOnlySpan<float> inputs, StepTargets targets, int seed) =>
        program.FindNonFiniteKernel(inputs, ToDense(targets), targets.Weights, CounterRandom.Hash(seed, state.Step));

    public void BeginFit() => program.FittingThread = Environment.CurrentManagedThreadId;

    public void EndFit() => program.FittingThread = 0;

    public double? DropoutByHand
    {
        get => program.DropoutByHand;
        set => program.DropoutByHand = value;
    }

    public void Enter() => program.Enter();

    public void Exit() => program.Exit();

    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly)
    {
        uint dropoutSeed = CounterRandom.Hash(seed, state.Step);
        StepCapture? filling = capture;
        capture = null;
        float loss = filling is null
            ? program.TrainStepEntered(inputs, ToDense(targets), targets.Weights, dropoutSeed)
            : program.TrainStepEntered(inputs, ToDense(targets), targets.Weights, dropoutSeed, filling);
        SkippedUpdate = finiteOnly && !(float.IsFinite(loss) && program.GradientsAreFinite());
        if (SkippedUpdate)
            return loss;
        program.ApplyUpdates();
        state.Apply();
        return loss;
    }

    public float ComputeGradients(ReadOnlySpan<float> inputs, StepTargets targets, int seed, AlignedBuffer into)
    {
        program.UseGradients(into);
        uint dropoutSeed = CounterRandom.Hash(seed, state.Step);
        StepCapture? filling = capture;
        capture = null;
        ILaunchObserver? observer = program.Observer;
        program.Observer = progressObserver.Progress is null ? observer : progressObserver.Before(observer);
        float loss;
        try
        {
            loss = filling is null
                ? program.TrainStepEntered(inputs, ToDense(targets), targets.Weights, dropoutSeed)
                : program.TrainStepEntered(inputs, ToDense(targets), targets.Weights, dropoutSeed, filling);
        }
        finally
        {
            program.Observer = observer;
        }

        program.CopyUpdatesTo(into.Span[AlignedBuffer.RoundUp(state.Length)..]);
        return loss;
    }

    public void Apply(AlignedBuffer gradients)
    {
        program.UseGradients(gradients);
        program.ApplyUpdates(gradients.Span[AlignedBuffer.RoundUp(state.Length)..]);
        state.Apply();
    }

    public float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets) =>
        program.EvaluateStepEntered(inputs, ToDense(targets), targets.Weights);

    public int CountRight(ReadOnlySpan<int> labels) => MetricsAccumulator.CountRight(LastOutputs, labels, Layout.OutputSize);

    private ReadOnlySpan<float> ToDense(StepTargets targets)
    {
        if (!targets.AreLabels)
            return targets.Dense;
        int length = checked(targets.Labels.Length * Layout.OutputSize);
        if (targetBuffer.Length < length)
            targetBuffer = new float[length];
        Span<float> dense = targetBuffer.AsSpan(0, length);
        LabelTargets.Fill(dense, targets.Labels, Layout.OutputSize);
        return dense;
    }

    private sealed class ProgressObserver : ILaunchObserver
    {
        private ILaunchObserver? next;

        public IGradientProgress? Progress { get; set; }

        public ProgressObserver Before(ILaunchObserver? observer)
        {
            next = observer;
            return this;
        }

        public void Launching(int kernel, long work) => next?.Launching(kernel, work);

        public void Launched(int kernel)
        {
            next?.Launched(kernel);
            Progress?.Launched(kernel);
        }
    }
}
