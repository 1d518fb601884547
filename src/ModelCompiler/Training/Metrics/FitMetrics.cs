namespace ModelCompiler.Training;

/// <summary>
/// The figures of a fit's training steps: which there are, and how they are counted without reading more from a device than is asked for.
/// </summary>
internal sealed class FitMetrics
{
    private readonly TrainingSession session;
    private readonly Metric[] wanted;
    private readonly bool countsOnly;
    private readonly Metrics figures;

    /// <param name="session">What trains.</param>
    /// <param name="options">Which figures are asked for.</param>
    /// <param name="labelled">Whether the samples have labels.</param>
    /// <param name="targets">What is made of them.</param>
    /// <exception cref="TargetKindException">A metric that says nothing about the model's outputs.</exception>
    public FitMetrics(TrainingSession session, FitOptions options, bool labelled, TargetPlan targets)
    {
        this.session = session;
        TaskKind kind = session.Task.MeasuredAs(labelled);
        if (options.Metrics.FirstOrDefault(m => !m.Kinds.Contains(kind)) is { } other)
            throw TargetKindException.ForMetric(session.Task, other.Name, kind);
        // Labels that are as kernels take them are counted there.
        bool countable = labelled && session.Task.Positions == 1 && targets.IgnoreLabel is null;
        wanted = [.. Metric.DefaultFor(kind)
            .Where(m => countable || options.Metrics.Count > 0 || session.Runner.OutputsAreHere), .. options.Metrics];
        wanted = [.. wanted.DistinctBy(m => m.Name)];
        countsOnly = countable && wanted.All(m => m == Metric.Accuracy);
        Sums = new MetricsAccumulator(session.Task, labelled,
            wanted.Aggregate(MetricParts.None, (parts, m) => parts | m.Parts), targets.IgnoreLabel);
        figures = Sums.ToMetrics();
    }

    /// <summary>The epoch so far.</summary>
    public MetricsAccumulator Sums { get; }

    public void Reset() => Sums.Reset();

    /// <summary>Adds a step.</summary>
    /// <param name="loss">Its mean loss.</param>
    /// <param name="count">Its samples.</param>
    /// <param name="given">Their targets as the data set has them.</param>
    public void Add(float loss, int count, StepTargets given)
    {
        Sums.AddLoss(loss, count);
        if (countsOnly)
            Sums.AddRight(count, session.Runner.CountRight(given.Labels));
        else if (wanted.Length > 0)
            Sums.AddOutputs(session.Runner.LastOutputs, given);
    }

    /// <summary>Shows what costs little after each step.</summary>
    public void Show(FitContext context)
    {
        context.Loss = Sums.Loss;
        context.Metrics.Set("loss", Sums.Loss);
        foreach (Metric metric in wanted)
        {
            if ((metric.Parts & (MetricParts.Confusion | MetricParts.Scores)) == 0)
                context.Metrics.Set(metric.Name, metric.Of(figures));
        }
    }

    /// <summary>Shows all after an epoch.</summary>
    public void ShowAtEnd(FitContext context)
    {
        Show(context);
        foreach (Metric metric in wanted)
            context.Metrics.Set(metric.Name, metric.Of(figures));
    }

    /// <summary>Shows those of the validation set.</summary>
    public void ShowValidation(FitContext context, Metrics validation)
    {
        context.Metrics.Set("val_loss", validation.Loss);
        IEnumerable<Metric> shown = wanted.Length > 0 ? wanted : Metric.DefaultFor(validation.Kind);
        foreach (Metric metric in shown.Where(m => m.Kinds.Contains(validation.Kind)))
            context.Metrics.Set("val_" + metric.Name, metric.Of(validation));
    }
}
