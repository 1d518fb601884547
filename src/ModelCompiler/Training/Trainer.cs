using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>Trains a model's weights in place. Used by one thread at a time, as the model is.</summary>
/// <remarks>
/// Equal seeds, weights and data give the same weights to the last bit, from run to run and for any number of threads on the same
/// instruction set.
/// </remarks>
/// <typeparam name="T">A model declared with a loss.</typeparam>
public sealed class Trainer<T> : ITrainer where T : class, ITrainableModel<T>
{
    private readonly TrainingSession session;
    private GradientSet? gradients;

    /// <summary>Prepares to train.</summary>
    /// <param name="model">The model whose weights change.</param>
    /// <param name="optimizer">How gradients change them.</param>
    /// <param name="options">The seed and other settings.</param>
    /// <exception cref="ModelHasNoLossException">The model was declared without a loss.</exception>
    public Trainer(T model, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (model.Program.Layout.Training is null)
            throw new ModelHasNoLossException(model.Program.Layout.ModelName);
        Model = model;
        Optimizer = optimizer;
        if (options?.Communicator is { Size: > 1 } ranks && model.Program.Threads == Environment.ProcessorCount)
            model.Program.Threads = ranks.ProcessorsOfThisRank;
        session = new TrainingSession(TrainerOptions.Divide(new HostRunner(model.Program, optimizer), options),
            optimizer, options?.Seed ?? 0);
    }

    /// <summary>Prepares to train on a device. The weights that change are those on the device.</summary>
    /// <param name="model">The model on its device.</param>
    /// <param name="optimizer">How gradients change the weights.</param>
    /// <param name="options">The seed and other settings.</param>
    /// <exception cref="ModelHasNoLossException">The model was declared without a loss.</exception>
    /// <exception cref="NotSupportedException">The optimizer's rule cannot run on a device.</exception>
    public Trainer(IDeviceModel<T> model, Optimizer optimizer, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        Model = model.Model;
        Optimizer = optimizer;
        session = new TrainingSession(TrainerOptions.Divide(model.CreateRunner(optimizer), options), optimizer, options?.Seed ?? 0);
    }

    /// <summary>The model under training. Where it is trained on a device, its own weights are those from before.</summary>
    public T Model { get; }

    /// <summary>How gradients change the weights.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The gradients of the last step, by the names of their weights. Asking for them brings them from the device, where there is
    /// one.</summary>
    public GradientSet Gradients
    {
        get
        {
            // Each time: a device brings them anew into the same buffer.
            Runtime.AlignedBuffer buffer = session.Runner.Gradients;
            return gradients ??= new GradientSet(Model.Parameters, buffer);
        }
    }

    /// <inheritdoc/>
    public ModelSummary Summary => T.Summary;

    /// <summary>The weights under training as they are now. Where they are on a device, asking brings a copy of them, anew each time, into
    /// a set of its own.</summary>
    public ParameterSet Parameters => session.Runner.Parameters;

    /// <summary>
    /// The gradient of the last step's mean loss with respect to its inputs, <c>[batch, inputs]</c>: for saliency maps, or for training
    /// another model through this one. Valid until the model's next call; on a device, asking brings it here.
    /// </summary>
    /// <exception cref="InputGradientsMissingException">The model was not declared with <c>[Model(InputGradients = true)]</c>.</exception>
    public ReadOnlySpan<float> InputGradients => session.Layout.Training!.InputGradient >= 0
        ? session.Runner.InputGradients
        : throw new InputGradientsMissingException(session.Layout.ModelName);

    IStepRunner ITrainer.Runner => session.Runner;

    TrainingSession ITrainer.Session => session;

    Runtime.CompiledProgram ITrainer.Program => Model.Program;

    /// <summary>Steps taken so far.</summary>
    public long StepCount => session.StepCount;

    /// <summary>
    /// What the next step multiplies the loss's gradient by, so that gradients kept in float16 neither vanish nor overflow: it doubles
    /// after 2,000 steps without an overflow and halves with each, whose step is left out (<see cref="StepCount"/> stays).
    /// <see cref="Gradients"/> and all else that is read are without it. Null where training is in another precision: everywhere but on
    /// devices, with <c>[Model(TrainingPrecision = Precision.Float16)]</c>.
    /// </summary>
    public float? LossScale => session.Runner.OptimizerMemory.LossScale?.Factor;

    /// <summary>
    /// Has the next step copy what its layers make of its first samples, and the gradients of that. Other steps cost nothing.
    /// </summary>
    /// <param name="samples">Samples to copy; fewer where the batch is smaller.</param>
    /// <param name="reuse">An earlier one of as many samples, which is filled again instead of a new one.</param>
    /// <returns>Empty until the step was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Less than one sample.</exception>
    public StepCapture CaptureNextStep(int samples = 1, StepCapture? reuse = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        StepCapture capture = reuse is not null && reuse.Wanted == samples ? reuse : new StepCapture(T.Summary, samples);
        session.Runner.Capture = capture;
        return capture;
    }

    /// <summary>One step: forward, loss, backward, update.</summary>
    /// <param name="inputs">Samples one after the other.</param>
    /// <param name="labels">One class per sample, from 0; with one output, 0 or 1; of maps, one for each position.</param>
    /// <returns>The mean loss before the update, penalties included. It may be NaN: only <see cref="Fit"/> refuses that.</returns>
    /// <exception cref="InputLengthException">Lengths that do not fit.</exception>
    /// <exception cref="LabelOutOfRangeException">A label that the model has no output for.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => session.StepPlain(inputs, new StepTargets(labels));

    /// <summary>One step towards dense targets: forward, loss, backward, update.</summary>
    /// <param name="inputs">Samples one after the other.</param>
    /// <param name="targets">As many targets, one number for each output.</param>
    /// <returns>The mean loss before the update, penalties included. It may be NaN: only <see cref="Fit"/> refuses that.</returns>
    /// <exception cref="InputLengthException">Lengths that do not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => session.StepPlain(inputs, new StepTargets(targets));

    /// <summary>Trains over a data set, epoch by epoch.</summary>
    /// <param name="data">Samples with labels or targets that fit the model.</param>
    /// <param name="options">Epochs, batch size and the rest; the defaults if null.</param>
    /// <returns>What came of each epoch.</returns>
    /// <exception cref="InputLengthException">The set, or the validation set, does not fit the model or is empty.</exception>
    /// <exception cref="LabelOutOfRangeException">A label that the model has no output for; found before the first step.</exception>
    /// <exception cref="TargetKindException">
    /// Labels for a model that learns numbers, or a metric or option that does not go with its loss.
    /// </exception>
    /// <exception cref="TargetOutOfRangeException">A target that the loss is not defined for.</exception>
    /// <exception cref="CheckpointException">A checkpoint to resume from that does not fit, or one that could not be written.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient became infinite or NaN, unless <see cref="FitOptions.StopOnNaN"/>
    /// is false.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public History Fit(Dataset data, FitOptions? options = null)
    {
        options ??= new FitOptions();
        session.CheckFits(data, options);
        if (session.Fit is not null)
            throw new InvalidOperationException(
                $"'{session.Layout.ModelName}': a fit is under way. Start another one after it, not from its callbacks.");
        session.Fit = new FitLoop(this, session, data, options);
        session.Runner.BeginFit();
        try
        {
            return session.Fit.Run();
        }
        catch (Exception exception) when (session.Ranks is { } runner
            && exception is not (RankMismatchException or TrainingDivergedException))
        {
            // The others wait for this rank in the next exchange, and would for ever.
            runner.Ranks.Abort($"{exception.GetType().Name}: {exception.Message}");
            throw;
        }
        finally
        {
            session.Runner.EndFit();
            session.Fit = null;
        }
    }

    /// <summary>
    /// Saves all that training needs to go on bit for bit: weights, the optimizer's memory, steps, schedule, the state of shuffling and
    /// dropout; inside a fit also its place, history and callbacks' state. The file appears whole and on disk, or not at all.
    /// </summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <exception cref="CheckpointException">The file system refused; a file that was there is whole.</exception>
    /// <remarks>Of several ranks, rank 0 writes, and a call on another does nothing.</remarks>
    public void SaveCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (session.Ranks is { Ranks.Rank: > 0 })
            return;
        CheckpointContent content = TrainerState.Gather(session);
        if (session.Fit is { } fit)
            FitState.Add(content, fit);
        CheckpointFile.Write(path, content);
    }

    /// <summary>
    /// Puts a checkpoint in the place of weights, optimizer's memory, steps, schedule and seed. A file that does not fit changes nothing.
    /// To go on inside the fit that it was made in, use <see cref="FitOptions.Resume"/> instead.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">
    /// The file is damaged, or is of another network or optimizer; the message has the first difference.
    /// </exception>
    /// <remarks>Of several ranks, rank 0 reads, and all go on from what it read.</remarks>
    public void LoadCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        LoadedCheckpoint loaded = session.Ranks is { ActsAlone: false } runner
            ? RankCheckpoint.Read(runner.Ranks, () => path)!
            : CheckpointReader.Read(path);
        TrainerState.Restore(loaded, session);
    }

    /// <summary>Exchanges the weights with their moving averages, to predict, evaluate or save with those; called again, it exchanges them
    /// back, which training needs to go on as before.</summary>
    /// <exception cref="InvalidOperationException">
    /// The optimizer keeps no averages (<see cref="Optimizer.UseEma"/>), or no step was taken yet.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public void SwapAveragedWeights()
    {
        session.Runner.Enter();
        try
        {
            session.WithAverages().SwapAverages();
        }
        finally
        {
            session.Runner.Exit();
        }
    }

    /// <summary>
    /// Gives another instance the moving averages of the weights, and of weights that are not trained their values, while training goes on
    /// here.
    /// </summary>
    /// <param name="model">An instance with weights of its own.</param>
    /// <exception cref="InvalidOperationException">
    /// The optimizer keeps no averages (<see cref="Optimizer.UseEma"/>), or no step was taken yet.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public void CopyAveragedWeightsTo(T model)
    {
        ArgumentNullException.ThrowIfNull(model);
        session.Runner.Enter();
        try
        {
            IOptimizerMemory memory = session.WithAverages();
            Span<float> weights = model.Parameters.Buffer.Span;
            session.Runner.Parameters.Buffer.Span.CopyTo(weights);
            memory.Read(memory.AverageBuffer, weights[..memory.Length]);
            model.Parameters.MarkChanged();
        }
        finally
        {
            session.Runner.Exit();
        }
    }

    /// <summary>Loss and other figures on a data set, without dropout; changes nothing.</summary>
    /// <param name="data">Samples with labels or targets that fit the model.</param>
    /// <param name="batchSize">Samples taken at once.</param>
    /// <exception cref="InputLengthException">The set does not fit the model or is empty.</exception>
    /// <exception cref="LabelOutOfRangeException">A label that the model has no output for.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this model.</exception>
    public Metrics Evaluate(Dataset data, int batchSize = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        session.CheckFits(data, "the data set");
        return session.Evaluate(data, batchSize, options: null)!;
    }
}
