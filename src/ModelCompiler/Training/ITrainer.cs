using ModelCompiler.Data;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>A <see cref="Trainer{T}"/> of any model, for callbacks that serve all.</summary>
public interface ITrainer
{
    /// <summary>The model layer by layer.</summary>
    ModelSummary Summary { get; }

    /// <summary>The weights as they are now. Where they are on a device, asking brings a copy of them here.</summary>
    ParameterSet Parameters { get; }

    /// <summary>
    /// The gradients of the last step, by the names of their weights. Asking for them brings them from the device, where there is one.
    /// </summary>
    GradientSet Gradients { get; }

    /// <summary>How gradients change the weights.</summary>
    Optimizer Optimizer { get; }

    /// <summary>Steps taken so far.</summary>
    long StepCount { get; }

    /// <summary>The gradient of the last step's mean loss with respect to its inputs.</summary>
    ReadOnlySpan<float> InputGradients { get; }

    /// <inheritdoc cref="Trainer{T}.SaveCheckpoint"/>
    void SaveCheckpoint(string path);

    /// <inheritdoc cref="Trainer{T}.LoadCheckpoint"/>
    void LoadCheckpoint(string path);

    /// <inheritdoc cref="Trainer{T}.CaptureNextStep"/>
    StepCapture CaptureNextStep(int samples = 1, StepCapture? reuse = null);

    /// <summary>Where steps run.</summary>
    internal IStepRunner Runner { get; }

    /// <summary>What trains, for callbacks that steer.</summary>
    internal TrainingSession Session { get; }

    /// <summary>The model's program on the processor, which files are read into and written from.</summary>
    internal CompiledProgram Program { get; }

    /// <inheritdoc cref="Trainer{T}.Evaluate"/>
    Metrics Evaluate(Dataset data, int batchSize = 256);
}
