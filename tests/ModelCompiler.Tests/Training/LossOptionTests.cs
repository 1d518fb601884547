using ModelCompiler.Data;
using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

/// <summary>A step's gradient is the mean of its samples' own: weights, masks and smoothing are held to sums of single samples.</summary>
public class LossOptionTests
{
    private const int Count = 6;
    private static readonly float[] inputs = Dataset4.Inputs(Count, 3).Inputs;
    private static readonly int[] labels = [0, 2, 1, 1, 0, 2];
    private static readonly float[] numbers = [.. Dataset4.Inputs(Count, 4).Inputs[..(2 * Count)]];

    [Fact]
    public void Class_weights_weigh_each_sample()
    {
        float[] expected = Sum(new ClassesNet(1), n => labels[n] == 1 ? 2 : labels[n] == 2 ? 0.5f : 1, (t, n) => t.Step(Input(n), labels.AsSpan(n, 1)));
        AssertClose(expected, Fitted(new ClassesNet(1), new Dataset(inputs, labels, 4), new FitOptions { BatchSize = Count, ClassWeights = [1, 2, 0.5f] }));
    }

    [Fact]
    public void Sample_weights_follow_their_samples_through_shuffling()
    {
        float[] weights = [1, 0, 3, 0.5f, 2, 1];
        var options = new FitOptions { BatchSize = Count, SampleWeights = weights };
        AssertClose(Sum(new ClassesNet(1), n => weights[n], (t, n) => t.Step(Input(n), labels.AsSpan(n, 1))), Fitted(new ClassesNet(1), new Dataset(inputs, labels, 4), options));
        AssertClose(Sum(new NumbersNet(1), n => weights[n], (t, n) => t.Step(Input(n), Numbers(n))), Fitted(new NumbersNet(1), new Dataset(inputs, numbers, 4, 2), options));
        float[] answers = [.. Enumerable.Range(0, 5 * Count).Select(i => (float)(i * 7 % 3 % 2))];
        AssertClose(
            Sum(new AnswersNet(1), n => weights[n], (t, n) => t.Step(Input(n), answers.AsSpan(5 * n, 5))), Fitted(new AnswersNet(1), new Dataset(inputs, answers, 4, 5), options));
    }

    [Fact]
    public void Smoothing_spreads_targets_as_Keras_does()
    {
        float[] smoothed = [.. Enumerable.Range(0, 3 * Count).Select(i => (labels[i / 3] == i % 3 ? 0.7f : 0) + 0.1f)];
        float[] expected = Sum(new ClassesNet(1), _ => 1, (t, n) => t.Step(Input(n), smoothed.AsSpan(3 * n, 3)));
        AssertClose(expected, Fitted(new ClassesNet(1), new Dataset(inputs, labels, 4), new FitOptions { BatchSize = Count, LabelSmoothing = 0.3f }));
        int[] yes = [1, 0, 0, 1, 1, 0];
        float[] towards = [.. yes.Select(y => y * 0.8f + 0.1f)];
        expected = Sum(new YesNoNet(1), _ => 1, (t, n) => t.Step(Input(n), towards.AsSpan(n, 1)));
        AssertClose(expected, Fitted(new YesNoNet(1), new Dataset(inputs, yes, 4), new FitOptions { BatchSize = Count, LabelSmoothing = 0.2f }));
    }

    [Fact]
    public void Missing_targets_count_nothing_and_the_loss_is_the_mean_over_the_others()
    {
        float[] holes = [.. numbers];
        (holes[0], holes[5], holes[6], holes[7]) = (float.NaN, float.NaN, float.NaN, float.NaN);
        var model = new NumbersNet(1);
        float[] expected = new float[model.Parameters.TrainableFloats];
        var trainer = new Trainer<NumbersNet>(model, new Sgd(0));
        for (int i = 0; i < holes.Length; i++)
        {
            if (float.IsNaN(holes[i]))
                continue;
            // One output alone: the other's target is what it puts out.
            float[] target = model.Predict(Input(i / 2));
            target[i % 2] = holes[i];
            trainer.Step(Input(i / 2), target);
            for (int w = 0; w < expected.Length; w++)
                expected[w] += trainer.Runner().Gradients.Span[w] * 2 / 8; // Each is halved by the mean of two outputs; eight are there.
        }

        AssertClose(expected, Fitted(new NumbersNet(1), new Dataset(inputs, holes, 4, 2), new FitOptions { BatchSize = Count, IgnoreMissing = true }));
        Assert.Throws<TargetOutOfRangeException>(() => Fitted(new NumbersNet(1), new Dataset(inputs, holes, 4, 2), new FitOptions { BatchSize = Count }));
    }

    [Fact]
    public void Positions_of_a_map_have_labels_and_may_be_ignored()
    {
        float[] pictures = [.. Enumerable.Range(0, 64).Select(i => (i * 37 % 17 - 8) / 9f)];
        float[] map = [.. Enumerable.Range(0, 32).Select(i => (float)(i % 3))];
        int[] asLabels = [.. map.Select(v => (int)v)];
        float[] dense = [.. Enumerable.Range(0, 96).Select(i => map[i / 3] == i % 3 ? 1f : 0)];
        var one = new Trainer<MapNet>(new MapNet(1), new Sgd(0.1));
        var two = new Trainer<MapNet>(new MapNet(1), new Sgd(0.1));
        Assert.Equal(one.Step(pictures, dense), two.Step(pictures, asLabels));
        Assert.Equal(one.Model.Parameters.Buffer.Span.ToArray(), two.Model.Parameters.Buffer.Span.ToArray());
        Metrics metrics = one.Evaluate(new Dataset(pictures, map, 32, 16));
        Assert.Equal(32, metrics.ConfusionMatrix!.Total());
        Assert.InRange(metrics.MeanIoU, 0, 1);

        // Ignored positions: as if their targets were nothing, and the others counted more.
        float[] holes = [.. map];
        for (int i = 0; i < 8; i++)
            (holes[i], dense[3 * i], dense[3 * i + 1], dense[3 * i + 2]) = (255, 0, 0, 0);
        for (int i = 24; i < 96; i++)
            dense[i] *= 32f / 24;
        float[] masked = Fitted(new MapNet(1), new Dataset(pictures, holes, 32, 16), new FitOptions { BatchSize = 2, IgnoreLabel = 255 });
        var exact = new Trainer<MapNet>(new MapNet(1), new Sgd(0));
        exact.Step(pictures, dense);
        AssertClose(exact.Runner().Gradients.Span.ToArray(), masked);
        Assert.Throws<LabelOutOfRangeException>(() => Fitted(new MapNet(1), new Dataset(pictures, holes, 32, 16), new FitOptions { BatchSize = 2 }));
    }

    [Fact]
    public void Labels_and_options_that_do_not_go_with_the_loss_are_refused_in_words()
    {
        string Message<T>(Action action) where T : Exception => Assert.Throws<T>(action).Message;
        var fiveLabels = new Dataset(inputs, labels, 4);
        Assert.Contains("OneHot(classes)", Message<TargetKindException>(() => new Trainer<AnswersNet>(new AnswersNet(), new Sgd()).Fit(fiveLabels)));
        Assert.Contains("as float targets, 2 a sample", Message<TargetKindException>(() => new Trainer<NumbersNet>(new NumbersNet(), new Sgd()).Step(Input(0), new[] { 1 })));
        Assert.Contains("learns counts", Message<TargetKindException>(() => new Trainer<CountNet>(new CountNet(), new Sgd()).Evaluate(fiveLabels)));
        float[] three = [.. Enumerable.Repeat(0.5f, 5 * Count)];
        three[11] = 3;
        string bounded = Message<TargetOutOfRangeException>(() => new Trainer<AnswersNet>(new AnswersNet(), new Sgd()).Fit(new Dataset(inputs, three, 4, 5)));
        Assert.Contains("sample 2 has the target 3 for output 1", bounded);
        Assert.Contains("from 0 to 1", bounded);
        Assert.Contains("counts, from 0", Message<TargetOutOfRangeException>(() => new Trainer<CountNet>(new CountNet(), new Sgd()).Step(Input(0), new[] { -1f })));
        Assert.Contains("3 classes, but FitOptions.ClassWeights has 2", Message<TargetKindException>(() => Fitted(new ClassesNet(), fiveLabels, new FitOptions { ClassWeights = [1, 2] })));
        Assert.Contains("cross-entropies", Message<TargetKindException>(() => Fitted(new NumbersNet(), new Dataset(inputs, numbers, 4, 2), new FitOptions { LabelSmoothing = 0.1f })));
        Assert.Contains("It has: mae", Message<TargetKindException>(() => Fitted(new NumbersNet(), new Dataset(inputs, numbers, 4, 2), new FitOptions { Metrics = [Metric.F1] })));
        Assert.Contains("the validation set is empty", Message<InputLengthException>(() => Fitted(new ClassesNet(), fiveLabels, new FitOptions { Validation = fiveLabels.Split(1.0).Second })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { LabelSmoothing = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { ClassWeights = [1, -1] });
    }

    [Fact]
    public void What_fits_the_outputs_is_measured_by_default()
    {
        string[] Names<T>(T model, Dataset data) where T : class, ITrainableModel<T> =>
            [.. new Trainer<T>(model, new Sgd()).Fit(data, new FitOptions { Validation = data }).Epochs[0].Metrics.Keys];

        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Names(new ClassesNet(), new Dataset(inputs, labels, 4)));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Names(new YesNoNet(), new Dataset(inputs, new[] { 1, 0, 1, 0, 1, 1 }, 4)));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Names(new AnswersNet(), new Dataset(inputs, new float[5 * Count], 4, 5)));
        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], Names(new NumbersNet(), new Dataset(inputs, numbers, 4, 2)));
        Assert.Equal(["loss", "poisson_deviance", "val_loss", "val_poisson_deviance"], Names(new CountNet(), new Dataset(inputs, new float[] { 1, 0, 2, 0, 1, 4 }, 4, 1)));
    }

    private static ReadOnlySpan<float> Input(int n) => inputs.AsSpan(4 * n, 4);

    private static ReadOnlySpan<float> Numbers(int n) => numbers.AsSpan(2 * n, 2);

    private delegate void SampleStep<T>(Trainer<T> trainer, int sample) where T : class, ITrainableModel<T>;

    /// <summary>The weighted mean of single samples' gradients.</summary>
    private static float[] Sum<T>(T model, Func<int, float> weight, SampleStep<T> step) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0));
        var sum = new float[model.Parameters.TrainableFloats];
        for (int n = 0; n < Count; n++)
        {
            step(trainer, n);
            for (int w = 0; w < sum.Length; w++)
                sum[w] += weight(n) * trainer.Runner().Gradients.Span[w] / Count;
        }

        return sum;
    }

    /// <summary>The gradients of a fit's only step.</summary>
    private static float[] Fitted<T>(T model, Dataset data, FitOptions options) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0));
        trainer.Fit(data, options);
        return trainer.Runner().Gradients.Span.ToArray();
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) < 2e-6, $"{i}: expected {expected[i]}, got {actual[i]}");
    }
}

file static class TrainerExtensions
{
    public static IStepRunner Runner<T>(this Trainer<T> trainer) where T : class, ITrainableModel<T> => ((ITrainer)trainer).Runner;

    public static long Total(this ConfusionMatrix matrix) => (from a in Enumerable.Range(0, matrix.Classes) from p in Enumerable.Range(0, matrix.Classes) select matrix[a, p]).Sum();
}
