using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>
/// The loss or a gradient became infinite or not a number while fitting; the weights are those before the step that did it.
/// </summary>
public sealed class TrainingDivergedException : ModelException
{
    internal TrainingDivergedException(string modelName, int epoch, int step, long totalStep, float loss, double learningRate,
        string? layer, string? tensor) : base(
        $"'{modelName}': "
        + (float.IsFinite(loss) ? "a gradient is not finite" : $"the loss is {loss.ToString(CultureInfo.InvariantCulture)}")
        + $" in epoch {epoch}, step {step}, at learning rate {learningRate.ToString(CultureInfo.InvariantCulture)}. "
        + (tensor is null ? "" : $"The first number that is infinite or NaN is in {tensor}. ")
        + "Lower the learning rate, clip gradients, check the data for NaN and its scale, or set FitOptions.StopOnNaN to false. "
        + "The weights are those before this step.") =>
        (Epoch, Step, TotalStep, Loss, Layer, Tensor) = (epoch, step, totalStep, loss, layer, tensor);

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The step over all that the trainer took, from 1.</summary>
    public long TotalStep { get; }

    /// <summary>The loss that came; finite where a gradient was not.</summary>
    public float Loss { get; }

    /// <summary>The layer in which it began; null if that is outside of layers (data, loss) or cannot be told (on a device).</summary>
    public string? Layer { get; }

    /// <summary>What was infinite or NaN first, in words; null if that cannot be told.</summary>
    public string? Tensor { get; }
}

/// <summary>Asking for gradients of inputs that a model was not declared to compute.</summary>
public sealed class InputGradientsMissingException(string modelName) : ModelException(
    $"'{modelName}' computes no gradient of its inputs. Declare it with [Model(InputGradients = true)].");

/// <summary>A class label that the model has no output for.</summary>
public sealed class LabelOutOfRangeException : ModelException
{
    internal LabelOutOfRangeException(string modelName, int label, int sample, int classes, bool singleOutput) : base(
        $"'{modelName}' tells {classes} classes apart, labels 0 to {classes - 1}, but sample {sample} has label {label}. "
        + (singleOutput ? "Pass numbers to be learnt as float targets."
            : $"Correct the labels, or give the last layer {Math.Max((long)label + 1, classes)} outputs.")) =>
        (Label, Sample) = (label, sample);

    /// <summary>The label that came.</summary>
    public int Label { get; }

    /// <summary>The number of its sample.</summary>
    public int Sample { get; }
}
