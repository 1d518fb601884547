using System.Globalization;
using ModelCompiler.Serialization;

namespace ModelCompiler.Training;

/// <summary>
/// Saves the whole training into a folder after each epoch, or more often: <c>step-0000001200.ckpt</c>. The last few and that of the best
/// epoch are kept, and the best epoch's weights alone as <c>best.safetensors</c>, which <c>model.Load</c> reads.
/// <see cref="Resume.FromLatest"/> goes on from the last.
/// </summary>
public sealed class Checkpoints : IStatefulCallback, IRunsLast, INeverSteers
{
    private const string Prefix = "step-", Extension = ".ckpt", BestWeights = "best.safetensors";

    private readonly MonitoredMetric metric;
    private readonly bool keepBest;
    private string? best;

    /// <summary>Names the folder; it is made when a fit begins.</summary>
    /// <param name="folder">Where the checkpoints are; one run's own.</param>
    /// <param name="keepLast">How many of the latest are kept, at least 1.</param>
    /// <param name="everySteps">Steps after which one is made inside an epoch, too; 0 for epochs alone.</param>
    /// <param name="monitor">
    /// The metric whose best epoch is kept. Default: <c>val_loss</c>, or <c>loss</c> without a validation set.
    /// </param>
    /// <param name="mode">Which way the metric improves.</param>
    /// <param name="keepBest">Whether the best epoch is kept besides the last ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is too small.</exception>
    public Checkpoints(string folder, int keepLast = 3, int everySteps = 0, string? monitor = null,
        MetricMode mode = MetricMode.Auto, bool keepBest = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(keepLast, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(everySteps);
        (Folder, KeepLast, EverySteps, this.keepBest) = (folder, keepLast, everySteps, keepBest);
        metric = new MonitoredMetric(nameof(Checkpoints), monitor, mode);
    }

    /// <summary>Where the checkpoints are.</summary>
    public string Folder { get; }

    /// <summary>How many of the latest are kept.</summary>
    public int KeepLast { get; }

    /// <summary>Steps after which one is made inside an epoch; 0 for epochs alone.</summary>
    public int EverySteps { get; }

    /// <summary>The best epoch's checkpoint, or null before the first.</summary>
    public string? Best => best is null ? null : Path.Combine(Folder, best);

    /// <summary>The checkpoint of the latest step in a folder, or null if there is none.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public static string? Latest(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return All(folder).LastOrDefault();
    }

    /// <inheritdoc/>
    public void FitBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Directory.CreateDirectory(Folder);
        // What a process left behind that was killed while it wrote.
        foreach (string temporary in Directory.EnumerateFiles(Folder, "*.tmp"))
            File.Delete(temporary);
        if (context.History.Count == 0 && context.Batch == 0)
        {
            metric.Reset();
            best = null;
        }
    }

    /// <inheritdoc/>
    public void BatchEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (EverySteps > 0 && context.Step % EverySteps == 0)
            Save(context);
    }

    /// <inheritdoc/>
    public void EpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (keepBest && metric.Improves(context))
        {
            best = NameOf(context.Step);
            SaveBestWeights(context);
        }

        Save(context);
    }

    /// <inheritdoc/>
    public void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        metric.Save(state);
        if (best is not null)
            state.Set("best_file", best);
    }

    /// <inheritdoc/>
    public void LoadState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        metric.Load(state);
        best = state.Text("best_file");
    }

    private static string NameOf(long step) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D10}{Extension}");

    private static List<string> All(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}").Order(StringComparer.Ordinal)]
        : [];

    private void SaveBestWeights(FitContext context)
    {
        string path = Path.Combine(Folder, BestWeights);
        try
        {
            ModelFile.SaveWeights(path, context.Parameters, context.Trainer.Runner.Layout);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"the best weights could not be written: {exception.Message}",
                "Files before it are whole. Make room or choose another folder.", exception);
        }
    }

    private void Save(FitContext context)
    {
        context.Trainer.SaveCheckpoint(Path.Combine(Folder, NameOf(context.Step)));
        List<string> all = All(Folder);
        foreach (string old in all.Take(Math.Max(0, all.Count - KeepLast)).Where(path => Path.GetFileName(path) != best))
            File.Delete(old);
    }
}
