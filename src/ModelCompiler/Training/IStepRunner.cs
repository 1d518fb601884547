using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Where a trainer's steps run: on the processor, or on a device. Used by one thread at a time, between <see cref="Enter"/> and
/// <see cref="Exit"/>.</summary>
internal interface IStepRunner
{
    /// <summary>The model's sizes.</summary>
    ProgramLayout Layout { get; }

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
    /// <param name="finiteOnly">Whether a loss that is infinite or NaN leaves weights and <see cref="StepCount"/> as they are.</param>
    /// <returns>The mean loss before the update, with penalties.</returns>
    float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly);

    /// <summary>The loss as a prediction sees it.</summary>
    /// <param name="inputs">At least one sample.</param>
    /// <param name="targets">As many targets; labels were checked.</param>
    float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets);

    /// <summary>Samples of the last step whose label came first, as <see cref="Metrics.Accuracy"/> counts them.</summary>
    /// <param name="labels">The step's labels.</param>
    int CountRight(ReadOnlySpan<int> labels);
}

/// <summary>What samples should become: class labels, or a number for each output.</summary>
internal readonly ref struct StepTargets
{
    public StepTargets(ReadOnlySpan<int> labels)
    {
        Labels = labels;
        AreLabels = true;
    }

    public StepTargets(ReadOnlySpan<float> dense) => Dense = dense;

    public bool AreLabels { get; }

    /// <summary>One class a sample.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>One number for each output.</summary>
    public ReadOnlySpan<float> Dense { get; }
}
