using System.Text.Json;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>Metrics against scikit-learn's on the same outputs: <c>tests/parity/metrics.py</c> recorded them.</summary>
public class MetricParityTests
{
    private static readonly JsonElement recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "metrics.json"))).RootElement;

    [Theory]
    [InlineData("classes")]
    [InlineData("binary")]
    [InlineData("answers")]
    [InlineData("numbers")]
    [InlineData("counts")]
    public void They_are_those_of_scikit_learn(string group)
    {
        foreach (JsonElement example in recorded.GetProperty(group).EnumerateArray())
        {
            Metrics metrics = Measure(example, group switch
            {
                "classes" => TaskKind.Classes,
                "binary" => TaskKind.Binary,
                "answers" => TaskKind.MultiLabel,
                "numbers" => TaskKind.Continuous,
                _ => TaskKind.Count,
            });
            Check(example, "accuracy", metrics.Accuracy);
            Check(example, "top2", metrics.TopK(2));
            Check(example, "precision", metrics.Precision);
            Check(example, "recall", metrics.Recall);
            Check(example, "f1", metrics.F1);
            Check(example, "iou", metrics.MeanIoU);
            Check(example, "auc", metrics.RocAuc);
            Check(example, "mae", metrics.MeanAbsoluteError);
            Check(example, "rmse", metrics.RootMeanSquaredError);
            Check(example, "r2", metrics.R2);
            Check(example, "deviance", metrics.PoissonDeviance);
        }
    }

    [Fact]
    public void Sums_that_were_saved_go_on()
    {
        JsonElement example = recorded.GetProperty("numbers")[1];
        float[] outputs = Floats(example, "outputs"), targets = Floats(example, "targets");
        var task = new ModelTask("Net", TaskKind.Continuous, 1, 3, Loss.MeanSquaredError, "Linear");
        var first = new MetricsAccumulator(task, labelled: false, (MetricParts)(-1));
        first.AddOutputs(outputs.AsSpan(0, 30), new StepTargets(targets.AsSpan(0, 30)));
        var state = new CallbackState("sums");
        first.Save(state);
        var second = new MetricsAccumulator(task, labelled: false, (MetricParts)(-1));
        second.Load(state);
        second.AddOutputs(outputs.AsSpan(30), new StepTargets(targets.AsSpan(30)));
        Assert.Equal(Measure(example, TaskKind.Continuous).R2, second.ToMetrics().R2);
    }

    private static Metrics Measure(JsonElement example, TaskKind kind)
    {
        int channels = example.GetProperty("channels").GetInt32();
        bool labelled = example.TryGetProperty("labels", out JsonElement labels);
        float[] outputs = Floats(example, "outputs");
        var sums = new MetricsAccumulator(new ModelTask("Net", kind, 1, channels, null, ""), labelled, (MetricParts)(-1));
        // In two batches, as they come.
        int half = outputs.Length / channels / 2;
        for (int part = 0; part < 2; part++)
        {
            Range rows = part == 0 ? ..half : half..;
            Range floats = part == 0 ? ..(half * channels) : (half * channels)..;
            sums.AddOutputs(
                outputs.AsSpan()[floats],
                labelled ? new StepTargets(labels.EnumerateArray().Select(l => l.GetInt32()).ToArray().AsSpan()[rows]) : new StepTargets(Floats(example, "targets").AsSpan()[floats]));
        }

        return sums.ToMetrics();
    }

    private static float[] Floats(JsonElement example, string name) => [.. example.GetProperty(name).EnumerateArray().Select(v => v.GetSingle())];

    private static void Check(JsonElement example, string name, double actual)
    {
        if (example.TryGetProperty(name, out JsonElement expected))
            Assert.Equal(expected.GetDouble(), actual, 1e-9);
    }
}
