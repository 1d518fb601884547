using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>A figure that a fit measures after each step and epoch, besides the loss:
/// <c>FitOptions.Metrics = [Metric.F1, Metric.TopK(5)]</c>. Those that fit the model's outputs best are measured anyway: accuracy of
/// classes and of yes or no, mean absolute error of numbers, Poisson deviance of counts.</summary>
public sealed class Metric
{
    private Metric(string name, MetricParts parts, Func<Metrics, double> of, params TaskKind[] kinds) =>
        (Name, Parts, Of, Kinds) = (name, parts, of, kinds);

    /// <summary>The name in <see cref="FitContext.Metrics"/> and logs; with <c>val_</c> before it, of the validation set.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Training.Metrics.Accuracy"/>
    public static Metric Accuracy { get; } = new("accuracy", MetricParts.Ranks | MetricParts.Answers, m => m.Accuracy, TaskKind.Classes,
        TaskKind.Binary, TaskKind.MultiLabel);

    /// <inheritdoc cref="Training.Metrics.Precision"/>
    public static Metric Precision { get; } = OfClasses("precision", m => m.Precision);

    /// <inheritdoc cref="Training.Metrics.Recall"/>
    public static Metric Recall { get; } = OfClasses("recall", m => m.Recall);

    /// <inheritdoc cref="Training.Metrics.F1"/>
    public static Metric F1 { get; } = OfClasses("f1", m => m.F1);

    /// <inheritdoc cref="Training.Metrics.MeanIoU"/>
    public static Metric MeanIoU { get; } = OfClasses("mean_iou", m => m.MeanIoU);

    /// <inheritdoc cref="Training.Metrics.RocAuc"/>
    public static Metric RocAuc { get; } = new("auc", MetricParts.Scores, m => m.RocAuc, TaskKind.Classes,
        TaskKind.Binary, TaskKind.MultiLabel);

    /// <inheritdoc cref="Training.Metrics.MeanAbsoluteError"/>
    public static Metric MeanAbsoluteError { get; } = new("mae", MetricParts.Errors, m => m.MeanAbsoluteError,
        TaskKind.Continuous, TaskKind.Count);

    /// <inheritdoc cref="Training.Metrics.RootMeanSquaredError"/>
    public static Metric RootMeanSquaredError { get; } = new("rmse", MetricParts.Errors, m => m.RootMeanSquaredError,
        TaskKind.Continuous, TaskKind.Count);

    /// <inheritdoc cref="Training.Metrics.R2"/>
    public static Metric R2 { get; } = new("r2", MetricParts.Errors, m => m.R2, TaskKind.Continuous, TaskKind.Count);

    /// <inheritdoc cref="Training.Metrics.PoissonDeviance"/>
    public static Metric PoissonDeviance { get; } = new("poisson_deviance", MetricParts.Errors, m => m.PoissonDeviance, TaskKind.Count);

    internal MetricParts Parts { get; }

    internal Func<Metrics, double> Of { get; }

    internal IReadOnlyList<TaskKind> Kinds { get; }

    /// <summary>Share of samples whose label is among the <paramref name="k"/> largest outputs, <c>top_5_accuracy</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"top_{k}_accuracy"), MetricParts.Ranks, m => m.TopK(k), TaskKind.Classes);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>All that say something about outputs of a kind.</summary>
    internal static IEnumerable<Metric> For(TaskKind kind) =>
        new[] { Accuracy, PoissonDeviance, MeanAbsoluteError, RootMeanSquaredError, R2, Precision, Recall, F1, MeanIoU, RocAuc }
            .Where(m => m.Kinds.Contains(kind));

    /// <summary>The one that is measured without being asked for.</summary>
    internal static IEnumerable<Metric> DefaultFor(TaskKind kind) => For(kind).Take(1);

    private static Metric OfClasses(string name, Func<Metrics, double> of) =>
        new(name, MetricParts.Confusion | MetricParts.Answers, of, TaskKind.Classes, TaskKind.Binary, TaskKind.MultiLabel);
}
