using System.Runtime.ExceptionServices;
using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What a trainer does, without the model's type: steps, evaluations, the checks before them.</summary>
internal sealed class TrainingSession(IStepRunner runner, Optimizer optimizer, int seed)
{
    private TargetPlan? plain;

    public IStepRunner Runner => runner;

    /// <summary>The ranks that train together; null for a process by itself.</summary>
    public PartedRunner? Ranks { get; } = runner is PartedRunner { Ranks.Size: > 1 } parted ? parted : null;

    public ProgramLayout Layout => runner.Layout;

    public Optimizer Optimizer => optimizer;

    /// <summary>What dropout and orders are drawn from.</summary>
    public int Seed { get; set; } = seed;

    public double LearningRate => optimizer.LearningRate;

    /// <summary>What the model's outputs mean.</summary>
    public ModelTask Task { get; } = ModelTask.Of(runner.Layout);

    /// <summary>Steps taken.</summary>
    public long StepCount => runner.StepCount;

    /// <summary>Epochs begun, over all fits: each one is shuffled otherwise.</summary>
    public int EpochCount { get; set; }

    /// <summary>The fit under way; null outside.</summary>
    public FitLoop? Fit { get; set; }

    private TargetPlan Plain => plain ??= new TargetPlan(Task, Layout);

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
        return memory.Step > 0 ? memory : throw new InvalidOperationException(
            $"{optimizer.Name}: the average of the weights begins with the first step, and none was taken.");
    }

    /// <summary>One step with targets as the caller has them.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many labels (of maps: one for each position) or targets.</param>
    public float StepPlain(ReadOnlySpan<float> inputs, StepTargets targets)
    {
        int samples = CompiledProgram.CountSamples(Layout, inputs);
        if (samples == 0)
            throw InputLengthException.ForEmptyStep(Layout);
        if (targets.AreLabels && targets.Labels.Length != samples * Task.Positions)
            throw InputLengthException.ForLabels(Layout, samples * Task.Positions, targets.Labels.Length);
        if (!targets.AreLabels && targets.Dense.Length != (long)samples * Layout.OutputSize
            && !IsPerPosition(targets.Dense.Length, samples))
            throw InputLengthException.ForTargets(Layout, samples, targets.Dense.Length);
        return Step(inputs, Plain.Make(targets, samples, []));
    }

    /// <summary>One step.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets, checked.</param>
    /// <param name="finiteOnly">Whether a loss or gradient that is infinite or NaN changes no weight.</param>
    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, bool finiteOnly = false)
    {
        runner.Enter();
        try
        {
            return runner.Step(inputs, targets, Seed, finiteOnly);
        }
        finally
        {
            runner.Exit();
        }
    }

    /// <summary>Loss and other figures of a whole set, a batch at a time, or null if cancelled between two of them.</summary>
    /// <param name="data">Samples that fit.</param>
    /// <param name="batchSize">Samples taken at once.</param>
    /// <param name="options">The fit whose validation this is; null for none.</param>
    public Metrics? Evaluate(Dataset data, int batchSize, FitOptions? options)
    {
        var plan = new TargetPlan(Task, Layout,
            new FitOptions { IgnoreLabel = options?.IgnoreLabel, IgnoreMissing = options?.IgnoreMissing ?? false });
        var metrics = new MetricsAccumulator(Task, data.HasLabels, (MetricParts)(-1), plan.IgnoreLabel);
        using BatchReader reader = data.Batches(new BatchPlan(batchSize, Training: false));
        reader.Begin();
        while (reader.Next())
        {
            // Several ranks end together, before or after.
            if (Ranks is null && options?.CancellationToken.IsCancellationRequested == true)
                return null;
            EvaluateBatch(reader, plan, metrics);
        }

        return metrics.ToMetrics();
    }

    /// <summary>Predicts a batch and hands on what came of each sample. Changes nothing.</summary>
    public void EvaluateBatch(BatchReader batch, SampleAnswer take)
    {
        StepTargets given = batch.HasLabels ? new StepTargets(batch.Labels) : new StepTargets(batch.Targets);
        StepTargets made = Plain.Make(given, batch.Count, batch.Samples);
        runner.Enter();
        try
        {
            runner.Evaluate(batch.Inputs, made);
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

    /// <summary>Says before any work is done what would not fit of a fit's sets, on several ranks also what of theirs.</summary>
    /// <exception cref="RankMismatchException">A rank differs.</exception>
    public void CheckFits(Dataset data, FitOptions options)
    {
        Exception? fault = null;
        try
        {
            CheckFits(data, "the training set", options);
            if (options.Validation is { } validation)
                CheckFits(validation, "the validation set", options);
        }
        catch (Exception exception) when (Ranks is not null)
        {
            // The others must hear of it before this one ends.
            fault = exception;
        }

        if (Ranks is not null)
            RankCheck.Run(Ranks, this, data, options, fault?.Message);
        if (fault is not null)
            ExceptionDispatchInfo.Throw(fault);
    }

    /// <summary>Says before any work is done what would not fit. What a stream or a source has is checked as it comes.</summary>
    /// <param name="data">The set.</param>
    /// <param name="what">Which set it is, for messages: <c>the training set</c>.</param>
    /// <param name="options">A label that is ignored, and the like.</param>
    public void CheckFits(Dataset data, string what, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0 && !data.IsStream)
            throw InputLengthException.ForEmptySet(Layout, what);
        if (data.InputSize != Layout.InputSize)
            throw InputLengthException.ForDataset(Layout, what, "input floats", Layout.InputSize, data.InputSize);
        if (!data.HasLabels && data.TargetSize != Layout.OutputSize && !IsPerPosition(data.TargetSize, 1))
            throw InputLengthException.ForDataset(Layout, what, "outputs", Layout.OutputSize, data.TargetSize);
        var check = new TargetCheck(Task, options?.IgnoreLabel, options?.IgnoreMissing ?? false);
        if (data.IsStream || data.Source is not MemorySamples)
            check.Check(data.HasLabels ? new StepTargets(ReadOnlySpan<int>.Empty) : new StepTargets(ReadOnlySpan<float>.Empty), 0, []);
        else
            check.Check(data.HasLabels ? new StepTargets(data.Labels) : new StepTargets(data.Targets), data.Count, []);
        if (data.HasLabels && Task.Positions > 1)
            throw InputLengthException.ForDataset(Layout, what, "positions, each with a class of its own,", Task.Positions, 1);
    }

    /// <summary>Whether so many numbers are a class for each position of so many maps.</summary>
    private bool IsPerPosition(int length, int samples) =>
        Task is { Kind: TaskKind.Classes, Positions: > 1 } && length == (long)samples * Task.Positions;

    private void EvaluateBatch(BatchReader reader, TargetPlan plan, MetricsAccumulator metrics)
    {
        StepTargets given = reader.HasLabels ? new StepTargets(reader.Labels) : new StepTargets(reader.Targets);
        StepTargets made = plan.Make(given, reader.Count, reader.Samples);
        runner.Enter();
        try
        {
            metrics.AddLoss(runner.Evaluate(reader.Inputs, made), reader.Count);
            metrics.AddOutputs(runner.LastOutputs, given);
        }
        finally
        {
            runner.Exit();
        }
    }
}

/// <summary>Takes a sample's outputs, which hold until it returns.</summary>
/// <param name="sample">The sample's place in its batch.</param>
/// <param name="outputs">The model's outputs.</param>
internal delegate void SampleAnswer(int sample, ReadOnlySpan<float> outputs);
