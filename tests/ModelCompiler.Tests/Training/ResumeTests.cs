using ModelCompiler.Data;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

public class ResumeTests
{
    [Fact]
    public void A_run_that_ends_after_any_step_goes_on_to_the_same_bits()
    {
        using var undisturbed = new TemporaryFolder();
        string expected = Run.Train(undisturbed.Path);
        foreach (int last in (int[])[3, 12, 17, 25, 60])
        {
            using var folder = new TemporaryFolder();
            Assert.Throws<OperationCanceledException>(() => Run.Train(folder.Path, c => { if (c.Step == last) throw new OperationCanceledException(); }));
            Assert.Equal(expected, Run.Train(folder.Path));
        }

        // After the last step of an epoch, before its end: what is left of it is the validation alone.
        using var atEnd = new TemporaryFolder();
        Assert.Throws<OperationCanceledException>(() => Run.Train(atEnd.Path, afterEpoch: c => { if (c.Step == 60) throw new OperationCanceledException(); }));
        Assert.EndsWith("step-0000000060.ckpt", Checkpoints.Latest(atEnd.Path));
        Assert.Equal(expected, Run.Train(atEnd.Path));
        Assert.Equal(expected, Run.Train(undisturbed.Path)); // Complete already: nothing is left to do.
    }

    [Fact]
    public void A_trainer_loaded_from_a_checkpoint_goes_on_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.ckpt");
        Dataset data = Classifier.MakeData(60);
        var first = new Classifier(1);
        var trainer = new Trainer<Classifier>(first, new Adam(0.05), new TrainerOptions { Seed = 4 });
        trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 16 });
        trainer.SaveCheckpoint(path);
        trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = 16 });

        var second = new Classifier(7);
        var other = new Trainer<Classifier>(second, new Adam(0.05));
        other.LoadCheckpoint(path);
        Assert.Equal(8, other.StepCount);
        other.Fit(data, new FitOptions { Epochs = 2, BatchSize = 16 });
        Assert.Equal(first.Parameters.Buffer.Span.ToArray(), second.Parameters.Buffer.Span.ToArray());
    }

    [Fact]
    public void The_last_few_and_the_best_are_kept()
    {
        using var folder = new TemporaryFolder();
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam(0.05));
        var checkpoints = new Checkpoints(folder.Path, keepLast: 2, monitor: "loss", mode: MetricMode.Max);
        History history = trainer.Fit(Classifier.MakeData(60), new FitOptions { Epochs = 5, BatchSize = 30, Callbacks = [checkpoints] });
        int best = history.Epochs.MaxBy(e => e.Loss)!.Epoch;
        Assert.Equal(1, best);
        Assert.Equal(["step-0000000002.ckpt", "step-0000000008.ckpt", "step-0000000010.ckpt"], Directory.GetFiles(folder.Path, "*.ckpt").Select(Path.GetFileName).Order());
        Assert.Equal(folder.File("step-0000000002.ckpt"), checkpoints.Best);
        Assert.Equal(folder.File("step-0000000010.ckpt"), Checkpoints.Latest(folder.Path));
        var loaded = new Classifier(5);
        loaded.Load(folder.File("best.safetensors"));
        Assert.NotEqual(new Classifier(5).Parameters.Buffer.Span.ToArray(), loaded.Parameters.Buffer.Span.ToArray());
    }

    [Fact]
    public void Resuming_asks_for_what_it_needs()
    {
        var trainer = new Trainer<Classifier>(new Classifier(1), new Adam(0.05));
        Dataset data = Classifier.MakeData(60);
        Assert.Contains("new Checkpoints(", Assert.Throws<CheckpointException>(() => trainer.Fit(data, new FitOptions { Resume = Resume.FromLatest })).Message);
        using var folder = new TemporaryFolder();
        trainer.SaveCheckpoint(folder.File("outside.ckpt"));
        Assert.Contains("outside a fit", Assert.Throws<CheckpointException>(() => trainer.Fit(data, new FitOptions { Resume = Resume.From(folder.File("outside.ckpt")) })).Message);
        Assert.Contains("missing.ckpt", Assert.Throws<CheckpointException>(() => trainer.LoadCheckpoint(folder.File("missing.ckpt"))).Message);
        var checkpoints = new Checkpoints(folder.File("runs"), everySteps: 1);
        var stop = new StopAt(2);
        trainer.Fit(data, new FitOptions { BatchSize = 10, Callbacks = [stop, checkpoints] });
        string message = Assert.Throws<CheckpointException>(() => trainer.Fit(data, new FitOptions { BatchSize = 20, Callbacks = [checkpoints], Resume = Resume.FromLatest })).Message;
        Assert.Contains("batches of 10, but FitOptions.BatchSize is 20", message);
    }

    private sealed class StopAt(int batch) : ICallback
    {
        public void BatchEnd(FitContext context)
        {
            if (context.Batch == batch)
                context.Stop();
        }
    }
}
