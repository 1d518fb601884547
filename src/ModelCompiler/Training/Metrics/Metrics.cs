using System.Globalization;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// How well a model does on a data set. What does not fit the model's outputs is NaN: numbers have no accuracy, classes no mean error.
/// </summary>
/// <remarks>
/// Precision, recall, F1, area and intersection over union of several classes are means over the classes ("macro"), as scikit-learn's.
/// </remarks>
public sealed class Metrics
{
    private readonly MetricsAccumulator sums;
    private (long Count, double Area) area = (-1, double.NaN);

    /// <param name="sums">What was counted; in training, what is being counted.</param>
    internal Metrics(MetricsAccumulator sums) => this.sums = sums;

    /// <summary>What the samples were measured as.</summary>
    internal TaskKind Kind => sums.Kind;

    /// <summary>Samples that were evaluated.</summary>
    public int Count => checked((int)sums.Count);

    /// <summary>Mean loss, L1 and L2 penalties included.</summary>
    public double Loss => sums.Loss;

    /// <summary>
    /// Share of samples (of maps: positions) whose largest output is that of their label; with one output, share on the right side of 0.5;
    /// of several yes or no, share of right answers. NaN for numbers.
    /// </summary>
    public double Accuracy => sums.Accuracy;

    /// <summary>What was taken for what; null without labels or past <see cref="ConfusionMatrix.MostClasses"/> classes.</summary>
    public ConfusionMatrix? ConfusionMatrix => sums.Confusion;

    /// <summary>Share of samples said to be of a class that are.</summary>
    public double Precision => Scores(ClassScores.Precision);

    /// <summary>Share of a class's samples that were recognised.</summary>
    public double Recall => Scores(ClassScores.Recall);

    /// <summary>The harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>, class by class.</summary>
    public double F1 => Scores(ClassScores.F1);

    /// <summary>
    /// Area under the receiver operating characteristic: how often a positive sample scores above a negative one. NaN where a set is too
    /// large to keep all scores, 2²⁶ of them.
    /// </summary>
    public double RocAuc
    {
        get
        {
            if (area.Count != sums.Count)
                area = (sums.Count, sums.Scores?.RocAuc() ?? double.NaN);
            return area.Area;
        }
    }

    /// <summary>
    /// Intersection over union of what is of a class and what was taken for it, the mean over the classes; for maps, of positions.
    /// </summary>
    public double MeanIoU => Scores(ClassScores.IoU, positiveOnly: false);

    /// <summary>Mean of |output - target|.</summary>
    public double MeanAbsoluteError => sums.Errors?.MeanAbsoluteError ?? double.NaN;

    /// <summary>Root of the mean of (output - target)².</summary>
    public double RootMeanSquaredError => sums.Errors?.RootMeanSquaredError ?? double.NaN;

    /// <summary>
    /// Share of the targets' variance that the outputs explain, the mean over the outputs; 1 is perfect, 0 no better than the mean.
    /// </summary>
    public double R2 => sums.Errors?.R2 ?? double.NaN;

    /// <summary>
    /// Mean deviance of counts, <c>2 (t ln(t / y) - t + y)</c>; NaN but for models with <see cref="ModelCompiler.Loss.Poisson"/>.
    /// </summary>
    public double PoissonDeviance => sums.Errors?.PoissonDeviance ?? double.NaN;

    /// <summary>The figures that fit the outputs, by the names that training uses: loss first.</summary>
    public MetricValues Values
    {
        get
        {
            var values = new MetricValues();
            values.Set("loss", Loss);
            foreach (Metric metric in Metric.For(sums.Kind))
                values.Set(metric.Name, metric.Of(this));
            return values;
        }
    }

    /// <summary>Share of samples whose label is among the <paramref name="k"/> largest outputs; of equal outputs the lower class counts as
    /// larger. NaN without labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public double TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (sums.Ranks.Length == 0)
            return double.NaN;
        long among = 0;
        for (int rank = 0; rank < Math.Min(k, sums.Ranks.Length); rank++)
            among += sums.Ranks[rank];
        return (double)among / sums.Rows;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string samples = Counted.Samples(Count);
        if (!double.IsNaN(Accuracy))
            return string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}, accuracy {100 * Accuracy:F2}%, {samples}");
        if (sums.Errors is null) return string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}, {samples}");
        string error = sums.Kind == TaskKind.Count
            ? $"Poisson deviance {Figures.Text(PoissonDeviance)}"
            : $"mean absolute error {Figures.Text(MeanAbsoluteError)}";
        return $"loss {Figures.Text(Loss)}, {error}, {samples}";
    }

    /// <summary>A score of each class, the mean over those that occur; with two classes and one output, that of class 1.</summary>
    private double Scores(Func<long, long, long, double> score, bool positiveOnly = true)
    {
        if (sums.Answers is { } answers)
            return ClassScores.Mean(Enumerable.Range(0, answers.Channels)
                .Select(c => (answers.TruePositives(c), answers.FalsePositives(c), answers.FalseNegatives(c))), score);
        if (sums.Confusion is not { } matrix)
            return double.NaN;
        IEnumerable<int> classes = sums.Kind == TaskKind.Binary && positiveOnly ? [1] : Enumerable.Range(0, matrix.Classes);
        return ClassScores.Mean(classes.Select(matrix.CountsOf), score, skipAbsent: sums.Kind != TaskKind.Binary || !positiveOnly);
    }
}
