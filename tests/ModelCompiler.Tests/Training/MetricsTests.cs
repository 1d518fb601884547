using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

public class MetricsTests
{
    [Fact]
    public void Ranks_make_accuracy_and_top_k()
    {
        Metrics metrics = Measure(3, [0.5f, 0.3f, 0.2f, 0.1f, 0.6f, 0.3f, 0.2f, 0.3f, 0.5f, 0.4f, 0.35f, 0.25f], [0, 0, 1, 1]);
        Assert.Equal(0.25, metrics.Accuracy);
        Assert.Equal("loss 0.0000, accuracy 25.00%, 4 samples", metrics.ToString());
        Assert.Equal(0.25, metrics.TopK(1));
        Assert.Equal(0.75, metrics.TopK(2));
        Assert.Equal(1, metrics.TopK(3));
        Assert.Equal(1, metrics.TopK(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => metrics.TopK(0));
    }

    [Fact]
    public void Of_equal_outputs_the_lower_class_is_the_answer()
    {
        Assert.Equal(1, Measure(2, [0.5f, 0.5f], [0]).Accuracy);
        Assert.Equal(0, Measure(2, [0.5f, 0.5f], [1]).Accuracy);
    }

    [Fact]
    public void Outputs_that_are_no_numbers_never_score()
    {
        Assert.Equal(0, Measure(2, [float.NaN, float.NaN], [0]).Accuracy);
        Assert.Equal(0, Measure(1, [float.NaN], [0]).Accuracy);
    }

    [Fact]
    public void One_output_is_split_at_a_half()
    {
        Metrics metrics = Measure(1, [0.7f, 0.2f, 0.6f, 0.5f], [1, 0, 0, 0]);
        Assert.Equal(0.75, metrics.Accuracy);
        Assert.Equal([2, 1, 0, 1], Counts(metrics.ConfusionMatrix!));
    }

    [Fact]
    public void The_confusion_matrix_counts_and_prints()
    {
        ConfusionMatrix matrix = Measure(2, [0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f], [0, 1, 1]).ConfusionMatrix!;
        Assert.Equal([1, 0, 1, 1], Counts(matrix));
        Assert.Equal(0.5, matrix.Recall(1));
        Assert.Equal(0.5, matrix.Precision(0));
        Assert.Equal(
            """
            ────────────────────
            actual  0  1  recall
            ────────────────────
            0       1  ·  100.0%
            1       1  1   50.0%
            ────────────────────

            """,
            matrix.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[2, 0]);
    }

    [Fact]
    public void Losses_are_weighted_by_their_batches()
    {
        var accumulator = new MetricsAccumulator(Task(1), labelled: false, (MetricParts)(-1));
        accumulator.AddLoss(1, 3);
        accumulator.AddLoss(5, 1);
        Metrics metrics = accumulator.ToMetrics();
        Assert.Equal(2, metrics.Loss);
        Assert.Equal(4, metrics.Count);
        Assert.True(double.IsNaN(metrics.Accuracy));
        Assert.True(double.IsNaN(metrics.TopK(2)));
        Assert.Null(metrics.ConfusionMatrix);
    }

    [Fact]
    public void Very_many_classes_have_no_matrix()
    {
        var outputs = new float[2000];
        outputs[1500] = 1;
        Metrics metrics = Measure(2000, outputs, [1500]);
        Assert.Null(metrics.ConfusionMatrix);
        Assert.Equal(1, metrics.Accuracy);
    }

    private static Metrics Measure(int outputs, float[] predictions, int[] labels)
    {
        var accumulator = new MetricsAccumulator(Task(outputs), labelled: true, (MetricParts)(-1));
        accumulator.AddLoss(0, labels.Length);
        accumulator.AddOutputs(predictions, new StepTargets(labels));
        return accumulator.ToMetrics();
    }

    private static ModelTask Task(int outputs) => new("Net", TaskKind.Unknown, 1, outputs, null, "");

    private static long[] Counts(ConfusionMatrix matrix) =>
        [.. from actual in Enumerable.Range(0, matrix.Classes) from predicted in Enumerable.Range(0, matrix.Classes) select matrix[actual, predicted]];
}
