namespace ModelCompiler.Training;

/// <summary>What is counted of outputs and targets.</summary>
[Flags]
internal enum MetricParts
{
    /// <summary>The loss alone.</summary>
    None = 0,

    /// <summary>How many outputs stand before that of the label: accuracy and top-k.</summary>
    Ranks = 1,

    /// <summary>What was taken for what.</summary>
    Confusion = 2,

    /// <summary>Right and wrong answers of each channel by itself.</summary>
    Answers = 4,

    /// <summary>Every output with its target, for areas under curves.</summary>
    Scores = 8,

    /// <summary>Sums of errors of each channel.</summary>
    Errors = 16,
}

/// <summary>Adds up batches. A yes or no is told apart at 0.5.</summary>
internal sealed class MetricsAccumulator
{
    private readonly ModelTask task;
    private readonly TaskKind kind;
    private readonly int? ignoreLabel;
    private readonly MetricParts parts;
    private double weightedLoss;
    private long count;

    /// <param name="task">What the outputs mean.</param>
    /// <param name="labelled">Whether the data has labels.</param>
    /// <param name="parts">What to count; what does not fit the task is left out.</param>
    /// <param name="ignoreLabel">A label that counts nothing.</param>
    public MetricsAccumulator(ModelTask task, bool labelled, MetricParts parts, int? ignoreLabel = null)
    {
        (this.task, this.ignoreLabel) = (task, ignoreLabel);
        kind = task.MeasuredAs(labelled);
        this.parts = parts & Possible(task, kind);
        if (Has(MetricParts.Ranks))
            Ranks = new long[task.Classes];
        if (Has(MetricParts.Confusion))
            Confusion = new ConfusionMatrix(task.Classes);
        if (Has(MetricParts.Answers))
            Answers = new AnswerCounts(task.Channels);
        if (Has(MetricParts.Scores))
            Scores = new ScoreList(task.Channels);
        if (Has(MetricParts.Errors))
            Errors = new ErrorSums(task.Channels, kind == TaskKind.Count);
    }

    /// <summary>Samples so far.</summary>
    public long Count => count;

    public double Loss => weightedLoss / count;

    public double Accuracy => Ranks is { Length: > 0 } ? (double)Ranks[0] / Rows : Answers?.Accuracy ?? double.NaN;

    /// <summary>What the samples are measured as.</summary>
    public TaskKind Kind => kind;

    public long[] Ranks { get; } = [];

    public ConfusionMatrix? Confusion { get; }

    public AnswerCounts? Answers { get; }

    public ScoreList? Scores { get; }

    public ErrorSums? Errors { get; }

    /// <summary>Positions that had a label.</summary>
    public long Rows { get; private set; }

    public void Reset()
    {
        (weightedLoss, count, Rows) = (0, 0, 0);
        Array.Clear(Ranks);
        Confusion?.Clear();
        Answers?.Clear();
        Scores?.Clear();
        Errors?.Clear();
    }

    /// <summary>Adds a batch's mean loss.</summary>
    public void AddLoss(float meanLoss, int samples)
    {
        weightedLoss += (double)meanLoss * samples;
        count += samples;
    }

    /// <summary>Adds samples of which only those recognised were counted.</summary>
    public void AddRight(int samples, int right)
    {
        Rows += samples;
        if (Ranks.Length > 0)
            Ranks[0] += right;
    }

    /// <summary>Adds a batch's outputs.</summary>
    /// <param name="predictions">One number for each output.</param>
    /// <param name="targets">The targets as the data set has them.</param>
    public void AddOutputs(ReadOnlySpan<float> predictions, StepTargets targets)
    {
        if (parts == MetricParts.None || predictions.IsEmpty)
            return;
        int rows = predictions.Length / task.Channels;
        bool perPosition = targets.AreLabels || (kind is TaskKind.Classes && targets.Dense.Length == rows);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> outputs = predictions.Slice(row * task.Channels, task.Channels);
            if (kind is TaskKind.Classes or TaskKind.Binary)
                AddClass(outputs, perPosition ? LabelAt(targets, row) : LabelOf(targets.Dense.Slice(row * task.Channels, task.Channels)));
            else if (!targets.AreLabels)
                AddNumbers(outputs, targets.Dense.Slice(row * task.Channels, task.Channels));
        }
    }

    /// <summary>Samples whose label is their largest output.</summary>
    public static int CountRight(ReadOnlySpan<float> predictions, ReadOnlySpan<int> labels, int outputs)
    {
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
            right += Rank(predictions.Slice(i * outputs, outputs), labels[i]) == 0 ? 1 : 0;
        return right;
    }

    public Metrics ToMetrics() => new(this);

    /// <summary>Writes the sums down, so that an epoch can go on in another process.</summary>
    public void Save(CallbackState state)
    {
        state.Set("loss_sum", weightedLoss);
        state.Set("count", count);
        state.Set("rows", Rows);
        state.SetNumbers<long>("ranks", Ranks);
        Confusion?.Save(state);
        Answers?.Save(state);
        Scores?.Save(state);
        Errors?.Save(state);
    }

    public void Load(CallbackState state)
    {
        (weightedLoss, count, Rows) = (state.Number("loss_sum"), (long)state.Number("count"), (long)state.Number("rows"));
        state.GetNumbers<long>("ranks", Ranks);
        Confusion?.Load(state);
        Answers?.Load(state);
        Scores?.Load(state);
        Errors?.Load(state);
    }

    private static MetricParts Possible(ModelTask task, TaskKind kind) => kind switch
    {
        TaskKind.Classes or TaskKind.Binary =>
            MetricParts.Ranks | MetricParts.Scores | (task.Classes <= ConfusionMatrix.MostClasses ? MetricParts.Confusion : 0),
        TaskKind.MultiLabel => MetricParts.Answers | MetricParts.Scores,
        TaskKind.Continuous or TaskKind.Count => MetricParts.Errors,
        _ => MetricParts.None,
    };

    private bool Has(MetricParts part) => (parts & part) != 0;

    /// <summary>The class of a position, or -1 where it is missing.</summary>
    private int LabelAt(StepTargets targets, int row)
    {
        if (!targets.AreLabels && float.IsNaN(targets.Dense[row]))
            return -1;
        int label = targets.AreLabels ? targets.Labels[row] : (int)targets.Dense[row];
        return label == ignoreLabel ? -1 : label;
    }

    /// <summary>The class that a dense target means, or -1 where it is missing.</summary>
    private static int LabelOf(ReadOnlySpan<float> target)
    {
        foreach (float number in target)
        {
            if (float.IsNaN(number))
                return -1;
        }

        return Predicted(target);
    }

    private void AddClass(ReadOnlySpan<float> outputs, int label)
    {
        if (label < 0)
            return;
        Rows++;
        if (Ranks.Length > 0)
            Ranks[Rank(outputs, label)]++;
        Confusion?.Add(label, Predicted(outputs));
        Scores?.AddClass(outputs, label);
    }

    private void AddNumbers(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        Answers?.Add(outputs, targets);
        Scores?.AddAnswers(outputs, targets);
        Errors?.Add(outputs, targets);
    }

    /// <summary>How many classes stand before the label. A NaN stands before everything, so that a broken model never scores.</summary>
    private static int Rank(ReadOnlySpan<float> outputs, int label)
    {
        if (outputs.Length == 1)
            return float.IsNaN(outputs[0]) || Predicted(outputs) != label ? 1 : 0;
        float own = outputs[label];
        int rank = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            bool behind = i < label ? outputs[i] < own : outputs[i] <= own;
            rank += behind || i == label ? 0 : 1;
        }

        return rank;
    }

    private static int Predicted(ReadOnlySpan<float> outputs)
    {
        if (outputs.Length == 1)
            return outputs[0] > 0.5f ? 1 : 0;
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[best])
                best = i;
        }

        return best;
    }
}
