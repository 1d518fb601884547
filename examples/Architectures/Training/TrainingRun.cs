using System.Diagnostics;
using Architectures.Data;
using Architectures.Report;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace Architectures.Training;

/// <summary>Trains one network from scratch.</summary>
internal sealed class TrainingRun<T>(Network<T> network, TrainingOptions options, ConsoleReport report)
    where T : class, ITrainableModel<T>
{
    private const int FewClasses = 5;
    private const int Pictures = 4;

    /// <summary>Cancelling ends the training early and goes on with what was learnt.</summary>
    public TrainingOutcome Run(CancellationToken cancellation)
    {
        // 1. Something to learn, as much as the network's size allows.
        var plan = TrainingPlan.For(T.Summary, options);
        var samples = network.Learns.Open(new Request(T.Summary.InputShape, plan.Train, plan.Test, options.Seed, options.Data));
        report.Say($"{network.Name} learns {network.Learns.Name}: {samples.Description}, {samples.Train.Count} to learn from, {samples.Test.Count} to be tested on");

        // 2. How well it does before and after.
        var model = network.Create(options.Seed);
        model.Threads = options.Threads;
        var trainer = new Trainer<T>(model, new Adam(network.LearningRate), new TrainerOptions { Seed = options.Seed });
        var before = trainer.Evaluate(samples.Test, plan.Batch);
        var started = Stopwatch.GetTimestamp();
        report.Train(progress => trainer.Fit(samples.Train, new FitOptions
        {
            Epochs = options.Epochs,
            BatchSize = plan.Batch,
            Validation = samples.Test,
            Progress = progress,
            CancellationToken = cancellation,
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = trainer.Evaluate(samples.Test, plan.Batch);

        // 3. The figures.
        var labelled = samples.Test.HasLabels;
        var outcome = new TrainingOutcome(
            network.Name, samples.Description, samples.Train.Count, (int)trainer.StepCount, seconds, before.Loss, after.Loss,
            labelled ? after.Accuracy : null,
            labelled && T.OutputSize > FewClasses ? after.TopK(FewClasses) : null);
        report.Outcome(outcome);
        ShowPictures(model, samples.Test);
        return outcome;
    }

    /// <summary>Where grey pictures come out of grey pictures, a few of them.</summary>
    private void ShowPictures(T model, Dataset test)
    {
        if (T.Summary.InputShape is not [_, var width, 1] || T.OutputSize != T.InputSize || test.Count < Pictures)
            return;
        var inputs = test.Take(Pictures).Inputs;
        report.Pictures(inputs.ToArray(), model.Predict(inputs), width, Pictures);
    }
}
