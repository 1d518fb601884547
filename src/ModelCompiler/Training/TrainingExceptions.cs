using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>The loss became infinite or not a number while fitting; the weights are those before the step that did it.</summary>
public sealed class TrainingDivergedException : ModelException
{
    internal TrainingDivergedException(string modelName, int epoch, int step, float loss, double learningRate) : base(
        $"'{modelName}': the loss is {loss.ToString(CultureInfo.InvariantCulture)} in epoch {epoch}, step {step}, at learning rate "
        + $"{learningRate.ToString(CultureInfo.InvariantCulture)}. Lower the learning rate, check the data for NaN and its scale, or set FitOptions.StopOnNaN to false. "
        + "The weights are those before this step.") => (Epoch, Step, Loss) = (epoch, step, loss);

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The loss that came.</summary>
    public float Loss { get; }
}

/// <summary>A class label that the model has no output for.</summary>
public sealed class LabelOutOfRangeException : ModelException
{
    internal LabelOutOfRangeException(string modelName, int label, int sample, int classes, bool singleOutput) : base(
        $"'{modelName}' tells {classes} classes apart, labels 0 to {classes - 1}, but sample {sample} has label {label}. "
        + (singleOutput ? "Pass numbers to be learnt as float targets." : $"Correct the labels, or give the last layer {Math.Max((long)label + 1, classes)} outputs.")) =>
        (Label, Sample) = (label, sample);

    /// <summary>The label that came.</summary>
    public int Label { get; }

    /// <summary>The number of its sample.</summary>
    public int Sample { get; }
}
