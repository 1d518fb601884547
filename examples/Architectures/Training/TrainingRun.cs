using System.Diagnostics;
using Architectures.Data;
using Architectures.Report;
using Digits.Devices;
using ModelCompiler.Data;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace Architectures.Training;

/// <summary>Trains one network from scratch.</summary>
internal sealed class TrainingRun<T>(Network<T> network, TrainingOptions options, ConsoleReport report)
    where T : class, ITrainableModel<T>, IOpenCLModel<T>
{
    private const int FewClasses = 5;
    private const int Pictures = 4;

    /// <summary>Cancelling ends the training early and goes on with what was learnt.</summary>
    public TrainingOutcome Run(CancellationToken cancellation)
    {
        // 1. Where to train, and something to learn, as much as the network's size allows.
        var device = DeviceChoice.Find(options.Device);
        var plan = TrainingPlan.For(T.Summary, options);
        var samples = network.Learns.Open(new Request(T.Summary.InputShape, plan.Train, plan.Test, options.Seed, options.Data));
        report.Say($"{network.Name} learns {network.Learns.Name}: {samples.Description}, {samples.Train.Count} to learn from, "
            + $"{samples.Test.Count} to be tested on");

        // 2. How well it does before and after.
        var model = network.Create(options.Seed);
        model.Threads = options.Threads;
        using var onDevice = device is null ? null : model.ToOpenCL(device);
        if (onDevice is not null)
            report.Say($"on OpenCL device {onDevice.Device}");
        var trainer = NewTrainer(model, onDevice);
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
        onDevice?.CopyParametersTo(model);
        ShowPictures(model, samples.Test);
        return outcome;
    }

    private Trainer<T> NewTrainer(T model, OpenCLModel<T>? onDevice)
    {
        var optimizer = new Adam(network.LearningRate);
        var settings = new TrainerOptions { Seed = options.Seed };
        return onDevice is null ? new Trainer<T>(model, optimizer, settings) : new Trainer<T>(onDevice, optimizer, settings);
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
