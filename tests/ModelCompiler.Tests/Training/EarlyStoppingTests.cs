using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

public class EarlyStoppingTests
{
    [Fact]
    public void It_stops_after_patience_epochs_and_restores_the_best()
    {
        var model = new Classifier(1);
        // So large a rate that the loss soon rises.
        var trainer = new Trainer<Classifier>(model, new Sgd(4));
        float[]? bestWeights = null;
        double best = double.PositiveInfinity;
        var watch = new Watch(c =>
        {
            if (c.Metrics["val_loss"] < best)
                (best, bestWeights) = (c.Metrics["val_loss"], model.Parameters.Buffer.Span.ToArray());
        });
        var stopping = new EarlyStopping(patience: 3, restoreBest: true);
        History history = trainer.Fit(Classifier.MakeData(60), new FitOptions { Epochs = 100, BatchSize = 10, Validation = Classifier.MakeData(30, 6), Callbacks = [watch, stopping] });
        Assert.InRange(history.Epochs.Count, 4, 99);
        Assert.False(history.Cancelled);
        Assert.Contains("val_loss did not improve on", history.StopReason);
        Assert.Equal(history.Epochs.Count, stopping.StoppedEpoch);
        Assert.Equal(history.Epochs.Count - 3, stopping.BestEpoch);
        Assert.Equal(best, stopping.Best);
        Assert.Equal(bestWeights, model.Parameters.Buffer.Span.ToArray());
    }

    [Fact]
    public void Any_metric_in_either_direction_with_a_least_change()
    {
        History Fit(EarlyStopping stopping) => new Trainer<Classifier>(new Classifier(1), new Sgd(1e-9)).Fit(
            Classifier.MakeData(60), new FitOptions { Epochs = 20, BatchSize = 10, Callbacks = [stopping] });

        Assert.Equal(3, Fit(new EarlyStopping(patience: 2, monitor: "accuracy")).Epochs.Count);
        Assert.Equal(3, Fit(new EarlyStopping(patience: 2, minDelta: 0.1)).Epochs.Count);
        Assert.Equal(8, Fit(new EarlyStopping(patience: 2, minDelta: 0.1, startFromEpoch: 5)).Epochs.Count);
        Assert.Equal(2, Fit(new EarlyStopping(patience: 2, monitor: "loss", baseline: 1e-3)).Epochs.Count);
        Assert.Contains("'val_loss'", Assert.Throws<MetricNotFoundException>(() => Fit(new EarlyStopping(monitor: "val_loss"))).Message);
    }

    [Fact]
    public void The_log_has_exact_numbers_and_the_console_sensible_ones()
    {
        using var folder = new TemporaryFolder();
        using var text = new StringWriter();
        History history = new Trainer<Classifier>(new Classifier(1), new Sgd(0.5)).Fit(Classifier.MakeData(60), new FitOptions
        {
            Epochs = 2,
            BatchSize = 10,
            Validation = Classifier.MakeData(30, 6),
            Callbacks = [new CsvLog(folder.File("a/log.csv")), new ConsoleProgress(text, rewrites: false)],
        });
        string[] lines = File.ReadAllLines(folder.File("a/log.csv"));
        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Equal(history.Epochs[1].ValidationLoss, double.Parse(lines[2].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        string[] printed = text.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(["Epoch 1/2", "Epoch 2/2"], [printed[0], printed[2]]);
        Assert.Matches(@"^6/6 \[={24}\] \S+ \S+/step [\d,]+ samples/s - loss: \d\.\d{4} - accuracy: \d\.\d{4} - val_loss: \d\.\d{4} - val_accuracy: \d\.\d{4}$", printed[1]);
    }

    private sealed class Watch(Action<FitContext> action) : ICallback
    {
        public void EpochEnd(FitContext context) => action(context);
    }
}
