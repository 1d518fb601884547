using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What a trainer does, without the model's type: steps, evaluations, the checks before them.</summary>
internal sealed class TrainingSession(IStepRunner runner, Optimizer optimizer, int seed)
{
    public IStepRunner Runner => runner;

    public ProgramLayout Layout => runner.Layout;

    public int Seed => seed;

    public double LearningRate => optimizer.LearningRate;

    /// <summary>Steps taken.</summary>
    public long StepCount => runner.StepCount;

    /// <summary>Epochs begun, over all fits: each one is shuffled otherwise.</summary>
    public int EpochCount { get; set; }

    /// <summary>Tells the schedule that an epoch is complete.</summary>
    /// <param name="metrics">Its figures by name.</param>
    public void EpochEnd(IReadOnlyDictionary<string, double> metrics)
    {
        runner.OptimizerMemory.Epoch++;
        optimizer.Schedule.EpochEnd(metrics);
    }

    /// <summary>What the optimizer remembers, if it keeps averages.</summary>
    /// <exception cref="InvalidOperationException">It keeps none, or has none yet.</exception>
    public IOptimizerMemory WithAverages()
    {
        IOptimizerMemory memory = runner.OptimizerMemory;
        if (memory.AverageBuffer < 0)
            throw new InvalidOperationException($"{optimizer.Name}: no average of the weights is kept; set UseEma.");
        return memory.Step > 0 ? memory : throw new InvalidOperationException($"{optimizer.Name}: the average of the weights begins with the first step, and none was taken.");
    }

    /// <summary>One step.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets.</param>
    /// <param name="finiteOnly">Whether a loss that is infinite or NaN changes no weight.</param>
    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, bool finiteOnly = false)
    {
        runner.Enter();
        try
        {
            CheckLabels(inputs, targets);
            return runner.Step(inputs, targets, seed, finiteOnly);
        }
        finally
        {
            runner.Exit();
        }
    }

    /// <summary>Loss and other figures of a whole set, a batch at a time, or null if cancelled between two of them.</summary>
    public Metrics? Evaluate(Dataset data, int batchSize, CancellationToken cancellation)
    {
        var metrics = new MetricsAccumulator(Layout.OutputSize, data.HasLabels, confusionWanted: true);
        using BatchReader reader = data.Batches(new BatchPlan(batchSize, Training: false));
        reader.Begin();
        while (reader.Next())
        {
            if (cancellation.IsCancellationRequested)
                return null;
            EvaluateBatch(reader, metrics);
        }

        return metrics.ToMetrics();
    }

    /// <summary>Predicts a batch and hands on what came of each sample. Changes nothing.</summary>
    public void EvaluateBatch(BatchReader batch, SampleAnswer take)
    {
        StepTargets targets = batch.HasLabels ? new StepTargets(batch.Labels) : new StepTargets(batch.Targets);
        LabelTargets.Check(targets.Labels, Layout, batch.Samples);
        runner.Enter();
        try
        {
            runner.Evaluate(batch.Inputs, targets);
            ReadOnlySpan<float> outputs = runner.LastOutputs;
            for (int i = 0; i < batch.Count; i++)
                take(i, outputs.Slice(i * Layout.OutputSize, Layout.OutputSize));
        }
        finally
        {
            runner.Exit();
        }
    }

    /// <summary>Puts other weights in the place of those under training.</summary>
    /// <param name="weights">A set of the same model.</param>
    /// <param name="forget">Whether the optimizer begins anew: what it remembers belongs to the weights before.</param>
    public void ReplaceWeights(ParameterSet weights, bool forget)
    {
        runner.Enter();
        try
        {
            runner.TakeParameters(weights);
            if (forget)
                ForgetMemory(weights);
        }
        finally
        {
            runner.Exit();
        }
    }

    private void ForgetMemory(ParameterSet weights)
    {
        IOptimizerMemory memory = runner.OptimizerMemory;
        var fresh = new float[memory.Length];
        for (int buffer = 0; buffer < memory.Names.Count; buffer++)
        {
            // Slow and averaged weights follow the weights; all else begins as it did.
            if (buffer >= optimizer.StateNames.Count)
                weights.Buffer.Span[..memory.Length].CopyTo(fresh);
            else
                Array.Fill(fresh, optimizer.InitialState(buffer));
            memory.Write(buffer, fresh);
        }
    }

    /// <summary>Copies the weights under training.</summary>
    /// <param name="weights">A set of the same model, which may be the one under training.</param>
    public void BringWeightsTo(ParameterSet weights)
    {
        ParameterSet current = runner.Parameters;
        if (current == weights)
            return;
        current.Buffer.Span.CopyTo(weights.Buffer.Span);
        weights.MarkChanged();
    }

    /// <summary>Says before any work is done what would not fit. Labels of a stream are checked as they come.</summary>
    public void CheckFits(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0 && !data.IsStream)
            throw InputLengthException.ForEmptyStep(Layout);
        if (data.InputSize != Layout.InputSize)
            throw InputLengthException.ForDataset(Layout, "input floats", Layout.InputSize, data.InputSize);
        if (data.HasLabels)
            LabelTargets.Check(data.IsStream ? [] : data.Labels, Layout);
        else if (data.TargetSize != Layout.OutputSize)
            throw InputLengthException.ForDataset(Layout, "outputs", Layout.OutputSize, data.TargetSize);
    }

    private void EvaluateBatch(BatchReader reader, MetricsAccumulator metrics)
    {
        StepTargets targets = reader.HasLabels ? new StepTargets(reader.Labels) : new StepTargets(reader.Targets);
        LabelTargets.Check(targets.Labels, Layout, reader.Samples);
        runner.Enter();
        try
        {
            float loss = runner.Evaluate(reader.Inputs, targets);
            metrics.Add(loss, reader.Count, targets.AreLabels ? runner.LastOutputs : [], targets.Labels);
        }
        finally
        {
            runner.Exit();
        }
    }

    private void CheckLabels(ReadOnlySpan<float> inputs, StepTargets targets)
    {
        if (!targets.AreLabels)
            return;
        int samples = CompiledProgram.CountSamples(Layout, inputs);
        if (targets.Labels.Length != samples)
            throw InputLengthException.ForLabels(Layout, samples, targets.Labels.Length);
        LabelTargets.Check(targets.Labels, Layout);
    }
}

/// <summary>Takes a sample's outputs, which hold until it returns.</summary>
/// <param name="sample">The sample's place in its batch.</param>
/// <param name="outputs">The model's outputs.</param>
internal delegate void SampleAnswer(int sample, ReadOnlySpan<float> outputs);
