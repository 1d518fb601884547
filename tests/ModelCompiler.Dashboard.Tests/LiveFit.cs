using System.Diagnostics;
using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace DashboardTests;

/// <summary>A fit on a thread of its own with a page, until it is disposed of.</summary>
internal sealed class LiveFit<T> : IDisposable where T : class, ITrainableModel<T>
{
    private readonly CancellationTokenSource over = new();
    private readonly Task<History> fit;
    private bool disposed;

    public LiveFit(T model, DashboardOptions? options = null, Optimizer? optimizer = null, Dataset? data = null, int epochs = int.MaxValue, int batch = 16, IReadOnlyList<ICallback>? more = null)
    {
        Model = model;
        Folder = options?.Folder is { } given && given != "runs" ? given : Directory.CreateTempSubdirectory("dashboard-runs-").FullName;
        Page = new Dashboard(With(options, Folder));
        Trainer = new Trainer<T>(model, optimizer ?? new Sgd(0.05, momentum: 0.9) { WeightDecay = 1e-3, WeightDecayForm = WeightDecayForm.Coupled }, new TrainerOptions { Seed = 3 });
        data ??= Samples.Draw(640, 1);
        Address = Page.Open();
        fit = Task.Factory.StartNew(
            () => Trainer.Fit(data, new FitOptions
            {
                Epochs = epochs,
                BatchSize = batch,
                Validation = Samples.Draw(128, 2),
                Callbacks = [Page, .. more ?? []],
                CancellationToken = over.Token,
            }),
            TaskCreationOptions.LongRunning);
    }

    public T Model { get; }

    public Trainer<T> Trainer { get; }

    public Dashboard Page { get; }

    public Uri Address { get; }

    public string Folder { get; }

    /// <summary>The run's folder, once the fit has begun.</summary>
    public string RunFolder => Page.RunFolder!;

    /// <summary>Waits for the fit's own end.</summary>
    public History Wait() => fit.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();

    public bool IsOver => fit.IsCompleted;

    /// <summary>Waits until so many more steps were taken.</summary>
    public void WaitForSteps(int count)
    {
        long goal = Trainer.StepCount + count;
        for (var start = Stopwatch.StartNew(); Trainer.StepCount < goal; Thread.Sleep(2))
        {
            if (fit.IsFaulted)
                fit.GetAwaiter().GetResult();
            if (start.Elapsed > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"Training does not go on: {Trainer.StepCount} steps, {goal} wanted.");
        }
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        over.Cancel();
        try
        {
            fit.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        }
        finally
        {
            Page.Dispose();
            over.Dispose();
        }
    }

    private static DashboardOptions With(DashboardOptions? o, string folder) => new()
    {
        Folder = folder,
        Opened = _ => { },
        Token = o?.Token,
        RunName = o?.RunName,
        ClassNames = o is { ClassNames.Count: > 0 } ? o.ClassNames : ["red", "green", "blue", "grey"],
        HeldOut = o?.HeldOut,
        MostCost = o?.MostCost ?? 0.02,
        Replay = o?.Replay,
        StartPaused = o?.StartPaused ?? false,
    };
}

/// <summary>Pictures of 8×8 in which one colour, or none, prevails: a small network learns them in seconds.</summary>
internal static class Samples
{
    public static Dataset Draw(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[count * 8 * 8 * 3];
        var labels = new int[count];
        for (int s = 0; s < count; s++)
        {
            labels[s] = s % 4;
            for (int i = 0; i < 64 * 3; i++)
                inputs[s * 64 * 3 + i] = (float)random.NextDouble() * 0.7f + (i % 3 == labels[s] ? 0.3f : 0);
        }

        return new Dataset(inputs, labels, 8 * 8 * 3);
    }
}
