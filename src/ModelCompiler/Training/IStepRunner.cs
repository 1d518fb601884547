using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Where a trainer's steps run: on the processor, or on a device. Used by one thread at a time, between <see cref="Enter"/> and
/// <see cref="Exit"/>.</summary>
internal interface IStepRunner
{
    /// <summary>The model's sizes.</summary>
    ProgramLayout Layout { get; }

    /// <summary>The most threads that work here uses.</summary>
    int Threads { get; }

    /// <summary>Updates made.</summary>
    long StepCount { get; }

    /// <summary>What the optimizer remembers.</summary>
    IOptimizerMemory OptimizerMemory { get; }

    /// <summary>The gradients of the last step, brought to the host if they are elsewhere.</summary>
    AlignedBuffer Gradients { get; }

    /// <summary>The weights, copied to the host if they are elsewhere.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Takes up weights that are on the host, wherever the steps run.</summary>
    /// <param name="values">A set of the model's own kind; the model's own after it was changed.</param>
    void TakeParameters(ParameterSet values);

    /// <summary>Outputs of the last step or evaluation, brought to the host if they are elsewhere; valid until the next call.</summary>
    ReadOnlySpan<float> LastOutputs { get; }

    /// <summary>
    /// The gradient of the last step's mean loss with respect to its inputs, brought to the host if it is elsewhere; empty where the model
    /// was not declared to compute it.
    /// </summary>
    ReadOnlySpan<float> InputGradients { get; }

    /// <summary>Floats of all parameters, those that are not trained and gaps between tensors included.</summary>
    int ParameterFloats { get; }

    /// <summary>
    /// Whether the last step left the weights as they were, because its loss or a gradient was infinite or NaN. Not where a scale of the
    /// loss was too large and has become smaller: that is how training with one goes.
    /// </summary>
    bool SkippedUpdate { get; }

    /// <summary>Whether outputs are on the host already, so that metrics of training cost no transfer.</summary>
    bool OutputsAreHere { get; }

    /// <summary>Copies all parameters out.</summary>
    /// <param name="destination"><see cref="ParameterFloats"/> floats.</param>
    void CopyParametersTo(Span<float> destination);

    /// <summary>Replaces all parameters.</summary>
    /// <param name="source"><see cref="ParameterFloats"/> floats.</param>
    void SetParameters(ReadOnlySpan<float> source);

    /// <summary>
    /// Finds the kernel that first makes a number that is infinite or NaN, by running a step again; null where that cannot be told.
    /// </summary>
    /// <param name="inputs">The step's samples.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="seed">As in <see cref="Step"/>.</param>
    string? FindOrigin(ReadOnlySpan<float> inputs, StepTargets targets, int seed);

    /// <summary>
    /// Marks the model as in the hands of this thread until <see cref="EndFit"/>: between steps, too, others are refused.
    /// </summary>
    void BeginFit();

    /// <summary>Ends what <see cref="BeginFit"/> began.</summary>
    void EndFit();

    /// <summary>What the next step fills with the layers' values, and forgets.</summary>
    StepCapture? Capture { set; }

    /// <summary>A rate of dropout in place of the declared ones, from the next step on; null for those.</summary>
    double? DropoutByHand { get; set; }

    /// <summary>Marks the model as in use.</summary>
    /// <exception cref="ModelInUseException">Another thread is inside.</exception>
    void Enter();

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    void Exit();

    /// <summary>Forward, loss, backward and update.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets; labels were checked.</param>
    /// <param name="seed">What dropout is drawn from, with the step's number.</param>
    /// <param name="finiteOnly">
    /// Whether a loss or a gradient that is infinite or NaN leaves weights and <see cref="StepCount"/> as they are.
    /// </param>
    /// <returns>The mean loss before the update, with penalties.</returns>
    float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly);

    /// <summary>Forward, loss and backward of a part of a batch, without the update.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets; labels were checked.</param>
    /// <param name="seed">As in <see cref="Step"/>.</param>
    /// <param name="into">
    /// Receives the gradients of the part's mean loss, and from the next multiple of 16 floats on the next values of parameters that no
    /// gradient moves.
    /// </param>
    /// <returns>The mean loss, with penalties.</returns>
    float ComputeGradients(ReadOnlySpan<float> inputs, StepTargets targets, int seed, AlignedBuffer into);

    /// <summary>
    /// Who is told during the next <see cref="ComputeGradients"/> that gradients are whole; a runner that cannot see them grow tells
    /// nobody.
    /// </summary>
    IGradientProgress? Progress { set { } }

    /// <summary>Makes the update that gradients of a whole batch ask for.</summary>
    /// <param name="gradients">Laid out as <see cref="ComputeGradients"/> does.</param>
    void Apply(AlignedBuffer gradients);

    /// <summary>The loss as a prediction sees it.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets; labels were checked.</param>
    float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets);

    /// <summary>Samples of the last step whose label came first, as <see cref="Metrics.Accuracy"/> counts them.</summary>
    /// <param name="labels">The step's labels.</param>
    int CountRight(ReadOnlySpan<int> labels);
}

/// <summary>Hears of gradients as the backward pass makes them.</summary>
internal interface IGradientProgress
{
    /// <summary>A launch has run, on all threads.</summary>
    /// <param name="launch">Its number, as <see cref="ModelCompiler.Runtime.GradientBucket.Launch"/> counts.</param>
    void Launched(int launch);
}

/// <summary>What samples should become: class labels, or a number for each output, with what each counts.</summary>
internal readonly ref struct StepTargets
{
    public StepTargets(ReadOnlySpan<int> labels)
    {
        Labels = labels;
        AreLabels = true;
    }

    public StepTargets(ReadOnlySpan<float> dense) => Dense = dense;

    /// <param name="labels">The labels that the dense targets were made of, if there were any.</param>
    /// <param name="dense">One number for each output.</param>
    /// <param name="weights">What each counts; empty for 1.</param>
    public StepTargets(ReadOnlySpan<int> labels, ReadOnlySpan<float> dense, ReadOnlySpan<float> weights)
    {
        Labels = labels;
        Dense = dense;
        Weights = weights;
    }

    /// <summary>Whether kernels are to make the dense targets of the labels.</summary>
    public bool AreLabels { get; }

    /// <summary>One class a sample, or one a position.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>One number for each output.</summary>
    public ReadOnlySpan<float> Dense { get; }

    /// <summary>What each output counts; empty where all count 1.</summary>
    public ReadOnlySpan<float> Weights { get; }
}
