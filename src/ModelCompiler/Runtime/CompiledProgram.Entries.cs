using System.Runtime.InteropServices;

namespace ModelCompiler.Runtime;

public abstract partial class CompiledProgram
{
    /// <summary>
    /// Floats of arena that a prediction of many samples aims at (16 MiB): larger arenas cost memory and fall out of the caches, and
    /// batches
    /// of that many samples already keep all threads busy.
    /// </summary>
    private const long StreamFloats = 4L << 20;

    private ArenaLayout? lastRun;

    /// <summary>Outputs of the last training or evaluation step, <c>[batch, outputs]</c>; valid until the next call.</summary>
    public ReadOnlySpan<float> LastOutputs => lastRun is { } layout ? Value(layout.Output, Layout.OutputSize) : default;

    /// <summary>
    /// The gradient of the last training step's mean loss with respect to its inputs; valid until the next call. Empty where the model was
    /// not declared to compute it.
    /// </summary>
    internal ReadOnlySpan<float> LastInputGradients =>
        lastRun is { InputGradient: >= 0 } layout ? Value(layout.InputGradient, Layout.InputSize) : default;

    /// <summary>Gradients of the last training step, laid out like the trainable part of the weights.</summary>
    public Span<float> GradientBuffer => GradientStorage.Span;

    /// <summary>Predicts any number of samples.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or outputs that do not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (Layout.PredictsAlone && inputs.Length == Layout.InputSize && outputs.Length == Layout.OutputSize && Observer is null
            && !inputs.Overlaps(outputs))
        {
            PredictOneSample(inputs, outputs);
            return;
        }

        int samples = CountSamples(inputs);
        if (outputs.Length != (long)samples * Layout.OutputSize)
            throw InputLengthException.ForOutputs(Layout, samples, outputs.Length);
        Enter();
        try
        {
            lastRun = null;
            int chunk = SamplesAtOnce(samples);
            for (int first = 0; first < samples; first += chunk)
                PredictChunk(inputs, outputs, first, Math.Min(chunk, samples - first), heads: false);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Predicts any number of samples into a new array.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        long length = (long)CountSamples(inputs) * Layout.OutputSize;
        if (length > Array.MaxLength)
            throw new BatchTooLargeException(Layout.ModelName, CountSamples(inputs), Array.MaxLength / Layout.OutputSize);
        var outputs = new float[length];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Forward, loss and backward of one batch; fills the gradients and changes no weight.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many dense targets, <c>[batch, outputs]</c>.</param>
    /// <param name="dropoutSeed">Another one for each step.</param>
    /// <returns>The mean loss of the samples plus the penalties.</returns>
    /// <exception cref="InputLengthException">A length that does not fit the model.</exception>
    /// <exception cref="ModelHasNoLossException">The model was declared without a loss.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, uint dropoutSeed)
    {
        Enter();
        try
        {
            return TrainStepEntered(inputs, targets, weights: [], dropoutSeed);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>The loss of one batch as a prediction sees it, without dropout and without gradients.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many dense targets, <c>[batch, outputs]</c>.</param>
    /// <returns>The mean loss of the samples plus the penalties.</returns>
    /// <exception cref="InputLengthException">A length that does not fit the model.</exception>
    /// <exception cref="ModelHasNoLossException">The model was declared without a loss.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public float EvaluateStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Enter();
        try
        {
            return EvaluateStepEntered(inputs, targets, weights: []);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary><see cref="TrainStep"/> for a caller that has entered, because it has more to do than the step.</summary>
    internal unsafe float TrainStepEntered(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights, uint dropoutSeed)
    {
        ArenaLayout layout = Layout.Training ?? throw new ModelHasNoLossException(Layout.ModelName);
        Load(layout, inputs, targets, weights);
        DropoutSeed = DropoutWord.Of(dropoutSeed, DropoutByHand);
        _ = GradientStorage;
        fixed (float* samples = inputs)
        {
            callersInputs = samples;
            Train();
        }

        lastRun = layout;
        return MeanLoss(layout);
    }

    /// <summary>
    /// Moves the parameters that no gradient moves (moving averages) to where the last training step found them to be. For a caller that
    /// has entered.
    /// </summary>
    internal void ApplyUpdates()
    {
        foreach (ParameterUpdate update in Layout.Training?.Updates ?? [])
            fixedFloats.Span.Slice(update.Next, update.Length).CopyTo(parameters.Span[update.Parameter..]);
    }

    /// <summary>
    /// Copies what the last training step found those parameters to be, one after the other, and leaves them as they are.
    /// </summary>
    internal void CopyUpdatesTo(Span<float> next)
    {
        foreach (ParameterUpdate update in Layout.Training?.Updates ?? [])
        {
            fixedFloats.Span.Slice(update.Next, update.Length).CopyTo(next);
            next = next[update.Length..];
        }
    }

    /// <summary>Moves those parameters to values laid out as <see cref="CopyUpdatesTo"/> does. For a caller that has entered.</summary>
    internal void ApplyUpdates(ReadOnlySpan<float> next)
    {
        foreach (ParameterUpdate update in Layout.Training?.Updates ?? [])
        {
            next[..update.Length].CopyTo(parameters.Span[update.Parameter..]);
            next = next[update.Length..];
        }
    }

    /// <summary><see cref="EvaluateStep"/> for a caller that has entered.</summary>
    internal unsafe float EvaluateStepEntered(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        ArenaLayout layout = Layout.Inference;
        if (layout.Loss < 0)
            throw new ModelHasNoLossException(Layout.ModelName);
        Load(layout, inputs, targets, weights);
        fixed (float* samples = inputs)
        {
            callersInputs = samples;
            Infer();
            EvaluateLoss();
        }

        lastRun = layout;
        return MeanLoss(layout);
    }

    /// <summary>Small models at one sample: no copies, no threads, no launches.</summary>
    private void PredictOneSample(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Enter();
        try
        {
            lastRun = null;
            Prepare(Layout.Inference, 1);
            InferOneSample(ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs));
        }
        finally
        {
            Exit();
        }
    }

    private int SamplesAtOnce(int samples) =>
        (int)Math.Clamp(StreamFloats / Math.Max(1, Layout.Inference.FloatsPerSample), 1, Math.Max(1, samples));

    /// <remarks>Nothing is written to the caller's memory before all is computed: its outputs may lie where its inputs do.</remarks>
    private unsafe void PredictChunk(ReadOnlySpan<float> inputs, Span<float> outputs, int first, int count, bool heads)
    {
        ReadOnlySpan<float> chunk = inputs.Slice(first * Layout.InputSize, count * Layout.InputSize);
        Prepare(Layout.Inference, count);
        CopyInputs(Layout.Inference, chunk);
        fixed (float* samples = chunk)
        {
            callersInputs = samples;
            Infer();
            if (heads)
                InferHeads();
        }

        if (!outputs.IsEmpty)
            Value(Layout.Inference.Output, Layout.OutputSize).CopyTo(outputs[(first * Layout.OutputSize)..]);
    }

    private void Load(ArenaLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        lastRun = null;
        int samples = CountSamples(inputs);
        if (samples == 0)
            throw InputLengthException.ForEmptyStep(Layout);
        if (targets.Length != (long)samples * Layout.OutputSize)
            throw InputLengthException.ForTargets(Layout, samples, targets.Length);
        Prepare(layout, samples);
        CopyInputs(layout, inputs);
        targets.CopyTo(Value(layout.Target, Layout.OutputSize));
        if (layout.Weight < 0)
            return;
        if (weights.IsEmpty)
            Value(layout.Weight, Layout.OutputSize).Fill(1);
        else
            weights.CopyTo(Value(layout.Weight, Layout.OutputSize));
    }

    private void CopyInputs(ArenaLayout layout, ReadOnlySpan<float> inputs)
    {
        if (!layout.InputInPlace)
            inputs.CopyTo(Value(layout.Input, Layout.InputSize));
    }

    /// <summary>All samples of a value of <paramref name="size"/> floats each.</summary>
    private Span<float> Value(long offset, int size) => arena.Span.Slice(checked((int)(offset * Batch)), size * Batch);

    /// <summary>Summed in double and in sample order, so that it never depends on threads.</summary>
    private float MeanLoss(ArenaLayout layout)
    {
        double sum = 0;
        foreach (float loss in Value(layout.Loss, 1))
            sum += loss;
        sum /= Batch;
        foreach (int penalty in layout.Penalties ?? [])
            sum += fixedFloats.Span[penalty];
        return (float)sum;
    }

    private int CountSamples(ReadOnlySpan<float> inputs) => CountSamples(Layout, inputs);

    internal static int CountSamples(ProgramLayout layout, ReadOnlySpan<float> inputs)
    {
        (int samples, int rest) = Math.DivRem(inputs.Length, layout.InputSize);
        return rest == 0 ? samples : throw InputLengthException.ForInputs(layout, inputs.Length);
    }
}
