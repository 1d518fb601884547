using System.Diagnostics;
using Digits.Data;
using Digits.Devices;
using Digits.Report;
using ModelCompiler;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace Digits;

/// <summary>Trains one network and finds out how good and how fast it is.</summary>
/// <param name="create">A network with weights drawn from a seed.</param>
/// <param name="ranks">The processes that train together; null for one by itself.</param>
internal sealed class TrainingRun<T>(
    Func<int, T> create, DigitSource digits, Options options, ConsoleReport report, Communicator? ranks = null)
    where T : class, ITrainableModel<T>, IOpenCLModel<T>
{
    private const int MisreadToShow = 8;

    /// <summary>All of it, told to the report as it goes. Cancelling ends the training early and goes on with what was learnt.</summary>
    public RunResult Run(CancellationToken cancellation)
    {
        // 1. The network, and what the compiler knows about it before it runs.
        report.Summary(T.Summary);
        report.Say($"{digits.Description}: {digits.Train.Count} images to learn from, {digits.Test.Count} to be tested on");
        var model = Create(options.Seed);
        using var onDevice = ToDevice(model);
        if (onDevice is not null)
            report.Say($"on OpenCL device {onDevice.Device}");
        var trainer = NewTrainer(model, onDevice, ranks);
        if (ranks is { Size: > 1 })
            report.Say($"{ranks.Size} processes share each batch");

        // 2. Training, tested after each epoch.
        using var page = options.Live && ranks is null or { Rank: 0 } ? NewPage() : null;
        var started = Stopwatch.GetTimestamp();
        var history = report.Train(progress => trainer.Fit(digits.Train, FitOptions(progress, page, cancellation)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        // 3. How well it reads digits that it has never seen, and which it takes for others.
        var metrics = trainer.Evaluate(digits.Test, options.Batch);
        onDevice?.CopyParametersTo(model);
        var answers = model.Predict(digits.Test.Inputs);
        var confusion = Counts(metrics.ConfusionMatrix!);
        report.Test(metrics, confusion, seconds);
        report.Misread(FindMisread(answers), index => digits.Test.Input(index).ToArray());

        // 4. How fast one process is.
        var speaks = ranks is null or { Rank: 0 };
        var times = speaks ? Measure(model) : new SampleTimes(0, 0);
        report.Times(times, options.Batch);

        // 5. The weights go to a file; a fresh network that loads them must answer the same.
        if (speaks)
            SaveAndReload(model, answers);
        report.Saved(options.WeightsPath, digits.Test.Count);

        return new RunResult
        {
            Net = T.Summary.ModelName,
            Parameters = T.ParameterCount,
            Data = digits.Description,
            TrainImages = digits.Train.Count,
            TestImages = digits.Test.Count,
            Epochs = history.Epochs,
            TestLoss = metrics.Loss,
            TestAccuracy = metrics.Accuracy,
            Confusion = confusion,
            Times = times,
            Weights = options.WeightsPath,
            TrainingSeconds = seconds,
        };
    }

    private T Create(int seed)
    {
        var model = create(seed);
        model.Threads = options.Threads;
        return model;
    }

    /// <summary>A copy of the model on the device that was asked for, or null on the processor.</summary>
    private OpenCLModel<T>? ToDevice(T model) => DeviceChoice.Find(options.Device) is { } device ? model.ToOpenCL(device) : null;

    private Trainer<T> NewTrainer(T model, OpenCLModel<T>? onDevice, Communicator? communicator)
    {
        Optimizer optimizer = options.Optimizer switch
        {
            OptimizerKind.Adam => new Adam(options.Rate),
            _ => new Sgd(options.Rate, Options.SgdMomentum),
        };
        var settings = new TrainerOptions { Seed = options.Seed, Communicator = communicator };
        return onDevice is null ? new Trainer<T>(model, optimizer, settings) : new Trainer<T>(onDevice, optimizer, settings);
    }

    /// <summary>The live page, served from now on. It ends with the run.</summary>
    private Dashboard NewPage()
    {
        var page = new Dashboard(new DashboardOptions { Folder = Path.Combine(Path.GetTempPath(), "digits-runs"), Opened = _ => { } });
        report.Say($"training page: {page.Open()}");
        return page;
    }

    private FitOptions FitOptions(IProgress<FitProgress> progress, Dashboard? page, CancellationToken cancellation) => new()
    {
        Epochs = options.Epochs,
        BatchSize = options.Batch,
        Validation = digits.Test,
        Progress = progress,
        Callbacks = page is null ? [] : [page],
        CancellationToken = cancellation,
    };

    private static long[,] Counts(ConfusionMatrix confusion)
    {
        var counts = new long[confusion.Classes, confusion.Classes];
        for (var truth = 0; truth < confusion.Classes; truth++)
            for (var answer = 0; answer < confusion.Classes; answer++)
                counts[truth, answer] = confusion[truth, answer];
        return counts;
    }

    private List<Misread> FindMisread(float[] answers)
    {
        var misread = new List<Misread>();
        for (var index = 0; index < digits.Test.Count && misread.Count < MisreadToShow; index++)
        {
            var scores = answers.AsSpan(index * T.OutputSize, T.OutputSize);
            var answer = Largest(scores);
            if (answer != digits.Test.Labels[index])
                misread.Add(new Misread(index, digits.Test.Labels[index], answer, scores[answer]));
        }

        return misread;
    }

    private static int Largest(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                best = i;
        return best;
    }

    /// <summary>Times a batch on a copy of its own, so that the trained weights stay as they are.</summary>
    private SampleTimes Measure(T model)
    {
        var batch = Math.Min(options.Batch, digits.Train.Count);
        var inputs = digits.Train.Inputs[..(batch * T.InputSize)].ToArray();
        var labels = digits.Train.Labels[..batch].ToArray();
        var outputs = new float[batch * T.OutputSize];
        var copy = Create(options.Seed);
        using var onDevice = ToDevice(copy);
        var trainer = NewTrainer(copy, onDevice, communicator: null);

        var forward = Stopclock.MedianMicroseconds(() => Predict(model, onDevice, inputs, outputs)) / batch;
        var step = Stopclock.MedianMicroseconds(() => trainer.Step(inputs, labels)) / batch;
        return new SampleTimes(forward, Math.Max(0, step - forward));
    }

    private static void Predict(T model, OpenCLModel<T>? onDevice, float[] inputs, float[] outputs)
    {
        if (onDevice is null)
            model.Predict(inputs, outputs);
        else
            onDevice.Predict(inputs, outputs);
    }

    private void SaveAndReload(T model, float[] answers)
    {
        model.Save(options.WeightsPath);

        var reloaded = Create(options.Seed + 1);
        reloaded.Load(options.WeightsPath);
        if (!reloaded.Predict(digits.Test.Inputs).AsSpan().SequenceEqual(answers))
            throw new ExampleException($"The network loaded from '{options.WeightsPath}' answers differently from the one that was saved.");
    }
}
