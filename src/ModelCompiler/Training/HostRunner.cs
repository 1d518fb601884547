using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Steps on the processor, by the model's own kernels. They allocate nothing once batches stop growing.</summary>
internal sealed class HostRunner(CompiledProgram program, Optimizer optimizer) : IStepRunner
{
    private readonly OptimizerState state = new(optimizer, program);
    private float[] targetBuffer = [];
    private StepCapture? capture;

    public ProgramLayout Layout => program.Layout;

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

    public ReadOnlySpan<float> LastOutputs => program.LastOutputs;

    public StepCapture? Capture { set => capture = value; }

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
            ? program.TrainStepEntered(inputs, ToDense(targets), dropoutSeed)
            : program.TrainStepEntered(inputs, ToDense(targets), dropoutSeed, filling);
        if (finiteOnly && !float.IsFinite(loss))
            return loss;
        program.ApplyUpdates();
        state.Apply();
        return loss;
    }

    public float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets) => program.EvaluateStepEntered(inputs, ToDense(targets));

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
}
