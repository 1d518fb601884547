using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

[Collection(nameof(Alone))]
public class CallbackTests
{
    [Fact]
    public void Calls_come_in_order_and_see_the_fit()
    {
        var calls = new List<string>();
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam());
        var recorder = new Recorder { On = (name, c) => calls.Add($"{name} {c.Epoch}/{c.EpochCount} {c.Batch}/{c.BatchCount} of {c.BatchSize}, step {c.Step}") };
        trainer.Fit(Classifier.MakeData(30), new FitOptions { Epochs = 2, BatchSize = 20, Callbacks = [recorder] });
        Assert.Equal(
            [
                "FitBegin 0/2 0/2 of 0, step 0",
                "EpochBegin 1/2 0/2 of 0, step 0",
                "BatchBegin 1/2 1/2 of 20, step 0",
                "BatchEnd 1/2 1/2 of 20, step 1",
                "BatchBegin 1/2 2/2 of 10, step 1",
                "BatchEnd 1/2 2/2 of 10, step 2",
                "EpochEnd 1/2 2/2 of 10, step 2",
                "EpochBegin 2/2 0/2 of 0, step 2",
            ],
            calls.Take(8));
        Assert.Equal("FitEnd 2/2 2/2 of 10, step 4", calls[^1]);
    }

    [Fact]
    public void The_context_has_figures_weights_and_gradients()
    {
        var model = new Classifier(1);
        var trainer = new Trainer<Classifier>(model, new Adam(0.01));
        var losses = new List<double>();
        EpochResult? seen = null;
        var recorder = new Recorder
        {
            On = (name, c) =>
            {
                Assert.Same(trainer, c.Trainer);
                Assert.Same(model.Parameters, c.Parameters);
                Assert.Same(trainer.Gradients, c.Gradients);
                Assert.Equal("Classifier", c.Summary.ModelName);
                Assert.Equal(0.01, c.LearningRate);
                if (name == "BatchEnd")
                    losses.Add(c.BatchLoss);
                if (name == "EpochEnd")
                {
                    seen = Assert.Single(c.History);
                    Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], c.Metrics.Keys);
                    Assert.Equal(seen.ValidationLoss, c.Metrics["val_loss"]);
                    Assert.Equal(c.Validation!.Accuracy, c.Metrics["val_accuracy"]);
                    Assert.True(c.SamplesPerSecond > 0);
                    Assert.Equal(40, c.SamplesDone);
                }
            },
        };
        History history = trainer.Fit(Classifier.MakeData(40), new FitOptions { BatchSize = 20, Callbacks = [recorder], Validation = Classifier.MakeData(9) });
        Assert.Same(seen, Assert.Single(history.Epochs));
        Assert.Equal(losses.Average(), seen!.Metrics["loss"], 1e-9);
        Assert.Contains("'val_f1'", Assert.Throws<MetricNotFoundException>(() => seen.Metrics["val_f1"]).Message);
    }

    [Fact]
    public void A_callback_may_predict_set_the_rate_and_stop_between_steps()
    {
        var model = new Classifier(1);
        var trainer = new Trainer<Classifier>(model, new Adam(0.01));
        var recorder = new Recorder
        {
            On = (name, c) =>
            {
                _ = model.Predict([1, 2, 3, 4]);
                if (name == "BatchEnd" && c is { Epoch: 2, Batch: 3 })
                    c.Stop("enough");
                if (name == "EpochEnd")
                    c.LearningRate /= 2;
            },
        };
        History history = trainer.Fit(Classifier.MakeData(100), new FitOptions { Epochs = 5, BatchSize = 10, Callbacks = [recorder] });
        Assert.Single(history.Epochs);
        Assert.False(history.Cancelled);
        Assert.Equal("enough", history.StopReason);
        Assert.Equal(13, trainer.StepCount);
        Assert.Equal(0.005, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void A_callback_that_throws_ends_the_fit_and_all_are_told()
    {
        Exception? told = null;
        var thrower = new Recorder { On = (name, _) => { if (name == "BatchEnd") throw new InvalidOperationException("mine"); } };
        var listener = new Recorder { On = (name, c) => { if (name == "FitEnd") told = c.Exception; } };
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam());
        var options = new FitOptions { Callbacks = [listener, thrower] };
        var exception = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Classifier.MakeData(40), options));
        Assert.Same(exception, told);
        Assert.Equal(1, trainer.StepCount);
    }

    [Fact]
    public void Batches_with_callbacks_allocate_nothing()
    {
        long before = 0, allocated = -1;
        var watcher = new Recorder
        {
            On = (name, c) =>
            {
                if (name == "BatchEnd" && c is { Epoch: 1, Batch: 5 })
                    before = GC.GetAllocatedBytesForCurrentThread();
                if (name == "BatchEnd" && c is { Epoch: 1, Batch: 50 })
                    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            },
        };
        new Trainer<Classifier>(new Classifier(1), new Adam()).Fit(Classifier.MakeData(500), new FitOptions { BatchSize = 10, Callbacks = [watcher] });
        Assert.Equal(0, allocated);
    }

    private sealed class Recorder : ICallback
    {
        public required Action<string, FitContext> On { get; init; }

        public void FitBegin(FitContext context) => On(nameof(FitBegin), context);

        public void EpochBegin(FitContext context) => On(nameof(EpochBegin), context);

        public void BatchBegin(FitContext context) => On(nameof(BatchBegin), context);

        public void BatchEnd(FitContext context) => On(nameof(BatchEnd), context);

        public void EpochEnd(FitContext context) => On(nameof(EpochEnd), context);

        public void FitEnd(FitContext context) => On(nameof(FitEnd), context);
    }
}
