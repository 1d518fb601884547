using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>Labels for a model whose outputs are not one class of several, or settings for classes that it does not have.</summary>
public sealed class TargetKindException : ModelException
{
    private TargetKindException(string message) : base(message)
    {
    }

    internal static TargetKindException ForLabels(ModelTask task) => new($"'{task.ModelName}' takes no class labels: " + task.Kind switch
    {
        TaskKind.MultiLabel => $"its {task.Channels} sigmoids answer {task.Channels} questions independently. Pass dense targets, "
            + $"{task.Outputs} numbers from 0 to 1 a sample "
            + "(data.OneHot(classes) makes them from labels), or end with Activation.Softmax and Loss.CategoricalCrossEntropy for classes "
            + "that exclude each other.",
        TaskKind.Count => $"with Loss.Poisson it learns counts. Pass them as float targets, {task.Outputs} a sample.",
        _ => $"with Loss.{task.Loss} it learns numbers. Pass them as float targets, {task.Outputs} a sample; for classes, "
            + "end with Activation.Softmax and Loss.CategoricalCrossEntropy, or "
            + "Activation.Sigmoid and Loss.BinaryCrossEntropy for two.",
    });

    internal static TargetKindException ForOption(ModelTask task, string option, string needed) => new(
        $"'{task.ModelName}': FitOptions.{option} is for {needed}, but its loss is Loss.{task.Loss}. Leave it out.");

    internal static TargetKindException ForMetric(ModelTask task, string metric, TaskKind kind) => new(
        $"'{task.ModelName}': the metric '{metric}' says nothing about {(kind switch
        {
            TaskKind.Classes => "classes of a softmax",
            TaskKind.Binary => "a single yes or no",
            TaskKind.MultiLabel => "several independent answers",
            TaskKind.Count => "counts",
            _ => "numbers",
        })}. It has: {string.Join(", ", Metric.For(kind).Select(m => m.Name))}.");

    internal static TargetKindException ForClassWeights(ModelTask task, int weights) => new(
        $"'{task.ModelName}' has {task.Classes} classes, but FitOptions.ClassWeights has {weights} weights. Give one for each class, "
            + "in the order of the labels.");
}

/// <summary>A target that the loss is not defined for.</summary>
public sealed class TargetOutOfRangeException : ModelException
{
    internal TargetOutOfRangeException(ModelTask task, long sample, int output, float target) : base(
        $"'{task.ModelName}': sample {sample} has the target {target.ToString(CultureInfo.InvariantCulture)} for output {output}, but "
        + (float.IsNaN(target) ? "a loss needs a number. Correct it, or set FitOptions.IgnoreMissing to leave missing targets out."
            : float.IsInfinity(target) ? "a loss needs a finite number. Correct it."
            : task.Loss switch
            {
                Loss.Poisson => "Loss.Poisson learns counts, from 0. Correct it, or use Loss.MeanSquaredError.",
                Loss.Hinge or Loss.SquaredHinge => $"Loss.{task.Loss} learns signs, -1 or 1. Of targets that are 0 or 1 pass 2 * t - 1, "
                    + "or end with Activation.Sigmoid and Loss.BinaryCrossEntropy.",
                Loss.Dice => "Loss.Dice compares areas, from 0 to 1. Scale the targets.",
                _ => $"Loss.{task.Loss} compares probabilities, from 0 to 1. Scale the targets, or use Loss.MeanSquaredError for numbers.",
            }))
        => (Sample, Output, Target) = (sample, output, target);

    /// <summary>The number of the sample, from 0.</summary>
    public long Sample { get; }

    /// <summary>The number of the output, from 0.</summary>
    public int Output { get; }

    /// <summary>The target that came.</summary>
    public float Target { get; }
}
