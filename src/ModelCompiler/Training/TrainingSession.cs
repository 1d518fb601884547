using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What a trainer does, without the model's type: steps, their targets, the optimizer's state. Steps allocate nothing once
/// batches stop growing.</summary>
internal sealed class TrainingSession(CompiledProgram program, Optimizer optimizer, int seed)
{
    private readonly OptimizerState state = new(optimizer, program);
    private float[] targetBuffer = [];

    public CompiledProgram Program => program;

    public ProgramLayout Layout => program.Layout;

    public int Seed => seed;

    public double LearningRate => optimizer.LearningRate;

    /// <summary>Steps taken.</summary>
    public long StepCount => state.Step;

    /// <summary>Epochs begun, over all fits: each one is shuffled otherwise.</summary>
    public int EpochCount { get; set; }

    /// <summary>One step towards class labels.</summary>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Func<float, Exception?>? check = null)
    {
        program.Enter();
        try
        {
            return StepEntered(inputs, ToTargets(inputs, labels), check);
        }
        finally
        {
            program.Exit();
        }
    }

    /// <summary>One step towards dense targets.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets.</param>
    /// <param name="check">If it makes an exception of the loss, that is thrown and no weight changes.</param>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Func<float, Exception?>? check = null)
    {
        program.Enter();
        try
        {
            return StepEntered(inputs, targets, check);
        }
        finally
        {
            program.Exit();
        }
    }

    /// <summary>Loss and other figures of a whole set, a batch at a time, or null if cancelled between two of them.</summary>
    public Metrics? Evaluate(Dataset data, int batchSize, CancellationToken cancellation)
    {
        var metrics = new MetricsAccumulator(Layout.OutputSize, data.HasLabels, confusionWanted: true);
        for (int first = 0; first < data.Count; first += batchSize)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            EvaluateBatch(data, first, Math.Min(batchSize, data.Count - first), metrics);
        }

        return metrics.ToMetrics();
    }

    /// <summary>Says before any work is done what would not fit.</summary>
    public void CheckFits(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
            throw InputLengthException.ForEmptyStep(Layout);
        if (data.InputSize != Layout.InputSize)
            throw InputLengthException.ForDataset(Layout, "input floats", Layout.InputSize, data.InputSize);
        if (data.HasLabels)
            LabelTargets.Check(data.Labels, Layout);
        else if (data.TargetSize != Layout.OutputSize)
            throw InputLengthException.ForDataset(Layout, "outputs", Layout.OutputSize, data.TargetSize);
    }

    private float StepEntered(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Func<float, Exception?>? check)
    {
        float loss = program.TrainStepEntered(inputs, targets, CounterRandom.Hash(seed, state.Step));
        if (check?.Invoke(loss) is { } exception)
            throw exception;
        program.ApplyUpdates();
        state.Apply();
        return loss;
    }

    private void EvaluateBatch(Dataset data, int first, int count, MetricsAccumulator metrics)
    {
        ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputSize, count * data.InputSize);
        ReadOnlySpan<int> labels = data.HasLabels ? data.Labels.Slice(first, count) : [];
        program.Enter();
        try
        {
            ReadOnlySpan<float> targets = data.HasLabels
                ? ToTargets(inputs, labels)
                : data.Targets.Slice(first * data.TargetSize, count * data.TargetSize);
            float loss = program.EvaluateStepEntered(inputs, targets);
            metrics.Add(loss, count, program.LastOutputs, labels);
        }
        finally
        {
            program.Exit();
        }
    }

    private ReadOnlySpan<float> ToTargets(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        int samples = program.CountSamples(inputs);
        if (labels.Length != samples)
            throw InputLengthException.ForLabels(Layout, samples, labels.Length);
        LabelTargets.Check(labels, Layout);
        int length = checked(samples * Layout.OutputSize);
        if (targetBuffer.Length < length)
            targetBuffer = new float[length];
        Span<float> targets = targetBuffer.AsSpan(0, length);
        LabelTargets.Fill(targets, labels, Layout.OutputSize);
        return targets;
    }
}
