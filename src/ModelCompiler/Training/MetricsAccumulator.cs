namespace ModelCompiler.Training;

/// <summary>Adds up batches. With one output there are two classes, told apart at 0.5.</summary>
internal sealed class MetricsAccumulator
{
    private const float Threshold = 0.5f;

    private readonly int outputs;
    private readonly long[] ranks;
    private readonly ConfusionMatrix? confusion;
    private double weightedLoss;
    private int count;

    /// <param name="outputs">Outputs of the model.</param>
    /// <param name="labelled">Whether the data has labels; without them only the loss is kept.</param>
    /// <param name="confusionWanted">Whether to keep a confusion matrix.</param>
    public MetricsAccumulator(int outputs, bool labelled, bool confusionWanted)
    {
        this.outputs = outputs;
        int classes = LabelTargets.Classes(outputs);
        ranks = labelled ? new long[classes] : [];
        if (labelled && confusionWanted && classes <= ConfusionMatrix.MostClasses)
            confusion = new ConfusionMatrix(classes);
    }

    public double Loss => weightedLoss / count;

    public double Accuracy => ranks.Length == 0 ? double.NaN : (double)ranks[0] / count;

    public void Reset()
    {
        (weightedLoss, count) = (0, 0);
        Array.Clear(ranks);
    }

    /// <summary>Adds a batch with its mean loss; labels are empty where the data has none.</summary>
    public void Add(float meanLoss, int samples, ReadOnlySpan<float> predictions, ReadOnlySpan<int> labels)
    {
        weightedLoss += (double)meanLoss * samples;
        count += samples;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> sample = predictions.Slice(i * outputs, outputs);
            ranks[Rank(sample, labels[i])]++;
            confusion?.Add(labels[i], Predicted(sample));
        }
    }

    /// <summary>Adds a batch of which only those recognised were counted.</summary>
    public void AddCounted(float meanLoss, int samples, int right)
    {
        weightedLoss += (double)meanLoss * samples;
        count += samples;
        if (ranks.Length > 0)
            ranks[0] += right;
    }

    /// <summary>Samples whose label is their largest output.</summary>
    public static int CountRight(ReadOnlySpan<float> predictions, ReadOnlySpan<int> labels, int outputs)
    {
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
            right += Rank(predictions.Slice(i * outputs, outputs), labels[i]) == 0 ? 1 : 0;
        return right;
    }

    public Metrics ToMetrics() => new(count, Loss, ranks, confusion);

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
            return outputs[0] > Threshold ? 1 : 0;
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[best])
                best = i;
        }

        return best;
    }
}
