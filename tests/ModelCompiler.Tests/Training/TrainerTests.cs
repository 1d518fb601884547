using ModelCompiler.Data;
using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void A_fit_learns_and_records_every_epoch()
    {
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam(0.05));
        var options = new FitOptions { Epochs = 30, BatchSize = 32, Validation = Classifier.MakeData(200, seed: 6) };
        History history = trainer.Fit(Classifier.MakeData(600), options);
        Assert.Equal(30, history.Epochs.Count);
        Assert.False(history.Cancelled);
        Assert.Equal(Enumerable.Range(1, 30), history.Epochs.Select(e => e.Epoch));
        Assert.True(history.Epochs[^1].Loss < 0.8 * history.Epochs[0].Loss);
        Assert.InRange(history.Epochs[^1].ValidationAccuracy, 0.9, 1);
        Assert.InRange(history.Epochs[^1].Accuracy, 0.9, 1);
        Metrics metrics = trainer.Evaluate(Classifier.MakeData(200, seed: 6));
        Assert.Equal(history.Epochs[^1].ValidationAccuracy, metrics.Accuracy);
        Assert.Equal(history.Epochs[^1].ValidationLoss, metrics.Loss, 1e-5);
        Assert.All(history.Epochs, e => Assert.True(e.Seconds > 0));
    }

    [Fact]
    public void A_regression_learns_its_line_and_has_no_accuracy()
    {
        float[] inputs = [.. Classifier.MakeData(300).Inputs[..900]];
        var targets = new float[300];
        for (int n = 0; n < 300; n++)
            targets[n] = 2 * inputs[3 * n] - inputs[3 * n + 1] + 0.5f;
        var trainer = new Trainer<Regression>(new Regression(), new Adam(0.03));
        History history = trainer.Fit(new Dataset(inputs, targets, 3, 1), new FitOptions { Epochs = 60, BatchSize = 50 });
        Assert.InRange(history.Epochs[^1].Loss, 0, 0.2);
        Assert.True(double.IsNaN(history.Epochs[^1].Accuracy));
        Assert.True(double.IsNaN(history.Epochs[^1].ValidationLoss));
        Assert.Null(trainer.Evaluate(new Dataset(inputs, targets, 3, 1)).ConfusionMatrix);
    }

    [Fact]
    public void The_last_partial_batch_is_trained_on()
    {
        var model = new Classifier();
        var progress = new Recorder();
        new Trainer<Classifier>(model, new Sgd()).Fit(Classifier.MakeData(70), new FitOptions { BatchSize = 32, Progress = progress });
        FitProgress[] steps = [.. progress.Reports.Where(r => r.Completed is null)];
        Assert.Equal([1, 2, 3], steps.Select(r => r.Step));
        Assert.All(steps, r => Assert.Equal((1, 1, 3), (r.Epoch, r.Epochs, r.Steps)));
        EpochResult completed = Assert.IsType<EpochResult>(progress.Reports[^1].Completed);
        Assert.Equal(steps[^1].Loss, completed.Loss);
    }

    [Fact]
    public void Without_shuffling_a_fit_is_its_steps_in_order()
    {
        Dataset data = Classifier.MakeData(50);
        var fitted = new Classifier(2);
        new Trainer<Classifier>(fitted, new Adam()).Fit(data, new FitOptions { BatchSize = 20, Shuffle = false });
        var stepped = new Classifier(2);
        var trainer = new Trainer<Classifier>(stepped, new Adam());
        for (int first = 0; first < 50; first += 20)
        {
            int count = Math.Min(20, 50 - first);
            trainer.Step(data.Inputs.Slice(first * 4, count * 4), data.Labels.Slice(first, count));
        }

        Assert.Equal(stepped.Parameters.Buffer.Span.ToArray(), fitted.Parameters.Buffer.Span.ToArray());
    }

    [Fact]
    public void Every_epoch_and_every_shuffle_seed_is_another_order()
    {
        float[] Weights(int? shuffleSeed, bool shuffle = true)
        {
            var model = new Classifier(2);
            new Trainer<Classifier>(model, new Sgd(0.1)).Fit(Classifier.MakeData(50), new FitOptions { BatchSize = 10, Shuffle = shuffle, ShuffleSeed = shuffleSeed });
            return model.Parameters.Buffer.Span.ToArray();
        }

        Assert.Equal(Weights(null), Weights(0));
        Assert.NotEqual(Weights(0), Weights(1));
        Assert.NotEqual(Weights(0), Weights(0, shuffle: false));
        var first = new int[50];
        var second = new int[50];
        Shuffling.Fill(first, seed: 0, round: 0);
        Shuffling.Fill(second, seed: 0, round: 1);
        Assert.NotEqual(first, second);
        Assert.Equal(Enumerable.Range(0, 50), first.Order());
    }

    [Fact]
    public void A_cancelled_fit_leaves_a_usable_model_and_what_was_done()
    {
        using var cancellation = new CancellationTokenSource();
        var model = new Classifier(1);
        var trainer = new Trainer<Classifier>(model, new Adam());
        var progress = new Recorder { OnReport = report => { if (report is { Epoch: 2, Step: 3 }) cancellation.Cancel(); } };
        History history = trainer.Fit(Classifier.MakeData(100), new FitOptions { Epochs = 5, BatchSize = 10, Progress = progress, CancellationToken = cancellation.Token });
        Assert.True(history.Cancelled);
        Assert.Single(history.Epochs);
        Assert.Equal(13, trainer.StepCount);
        Assert.Equal(3, model.Predict([1, 2, 3, 4]).Length);
        Assert.False(trainer.Fit(Classifier.MakeData(100)).Cancelled);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_fit_before_it_spoils_the_weights()
    {
        float[] inputs = Classifier.MakeData(30).Inputs.ToArray();
        inputs[^1] = float.NaN;
        var data = new Dataset(inputs, Classifier.MakeData(30).Labels.ToArray(), 4);
        var model = new Classifier(1);
        var trainer = new Trainer<Classifier>(model, new Sgd());
        var exception = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(data, new FitOptions { BatchSize = 10, Shuffle = false }));
        Assert.Equal((1, 3), (exception.Epoch, exception.Step));
        Assert.Contains("'Classifier': the loss is NaN in epoch 1, step 3", exception.Message);
        Assert.All(model.Parameters.Buffer.Span.ToArray(), weight => Assert.True(float.IsFinite(weight)));
        Assert.Equal(2, trainer.StepCount);
        Assert.True(double.IsNaN(trainer.Fit(data, new FitOptions { StopOnNaN = false }).Epochs[0].Loss));
    }

    [Fact]
    public void Gradients_are_those_of_the_last_step_by_name()
    {
        var model = new Classifier(1);
        var trainer = new Trainer<Classifier>(model, new Sgd());
        float[] outputs = model.Predict([1, 2, 3, 4]);
        trainer.Step([1, 2, 3, 4], new[] { 2 });
        float[] expected = [outputs[0], outputs[1], outputs[2] - 1];
        Assert.Equal(expected, trainer.Gradients["dense_1.bias"].Span.ToArray());
        Assert.Equal([4, 3], trainer.Gradients["dense_1.kernel"].Shape);
        Assert.Equal(["dense_1.kernel", "dense_1.bias"], trainer.Gradients.Select(t => t.Name));
        Assert.Throws<ParameterNotFoundException>(() => trainer.Gradients["dense_1.offset"]);
    }

    [Fact]
    public void Labels_that_the_model_has_no_output_for_are_refused()
    {
        var trainer = new Trainer<Classifier>(new Classifier(), new Sgd());
        var exception = Assert.Throws<LabelOutOfRangeException>(() => trainer.Step(new float[8], new[] { 0, 3 }));
        Assert.Equal((3, 1), (exception.Label, exception.Sample));
        Assert.Contains("labels 0 to 2, but sample 1 has label 3", exception.Message);
        Assert.Throws<LabelOutOfRangeException>(() => trainer.Step(new float[4], new[] { -1 }));
        Assert.Throws<LabelOutOfRangeException>(() => trainer.Fit(new Dataset(new float[8], new[] { 0, 3 }, 4)));
        var binary = new Trainer<Regression>(new Regression(), new Sgd());
        Assert.Contains("float targets", Assert.Throws<LabelOutOfRangeException>(() => binary.Step(new float[3], new[] { 2 })).Message);
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused_before_the_first_step()
    {
        var trainer = new Trainer<Classifier>(new Classifier(), new Sgd());
        Dataset good = Classifier.MakeData(4);
        Assert.Throws<InputLengthException>(() => trainer.Step(new float[8], new[] { 1 }));
        Assert.Throws<InputLengthException>(() => trainer.Fit(new Dataset(new float[10], new[] { 0, 1 }, 5)));
        Assert.Throws<InputLengthException>(() => trainer.Fit(new Dataset(new float[8], new float[4], 4, 2)));
        Assert.Throws<InputLengthException>(() => trainer.Fit(good.Take(0)));
        Assert.Throws<InputLengthException>(() => trainer.Fit(good, new FitOptions { Validation = good.Take(0) }));
        Assert.Throws<InputLengthException>(() => trainer.Evaluate(good.Take(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Evaluate(good, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { Epochs = 0 });
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void A_model_without_loss_cannot_be_trained()
    {
        ParameterSet parameters = new Classifier().Parameters;
        var model = new Classifier(parameters) { Program = new LinearProgram("Plain", 4, 3, parameters, trainable: false) };
        Assert.Contains("[Loss(...)]", Assert.Throws<ModelHasNoLossException>(() => new Trainer<Classifier>(model, new Sgd())).Message);
    }

    private sealed class Recorder : IProgress<FitProgress>
    {
        public List<FitProgress> Reports { get; } = [];

        public Action<FitProgress>? OnReport { get; init; }

        public void Report(FitProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke(value);
        }
    }
}
