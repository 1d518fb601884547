using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>What a checkpoint keeps of a fit under way: where it is, its history, the epoch's sums, and what callbacks remember.</summary>
internal static class FitState
{
    private const string Section = "fit", HistorySection = "history", SumsSection = "sums", CallbackPrefix = "callback ";

    /// <summary>The checkpoint that a fit's options ask to go on from; null for a new run.</summary>
    /// <exception cref="CheckpointException">The latest is asked for, but no callback says in which folder.</exception>
    public static string? FindResumed(FitOptions options)
    {
        if (!options.Resume.IsLatest)
            return options.Resume.Path;
        Checkpoints checkpoints = options.Callbacks.OfType<Checkpoints>().FirstOrDefault() ?? throw new CheckpointException(
            "Resume.FromLatest needs to know the folder: add new Checkpoints(\"runs/name\") to FitOptions.Callbacks, or name a file "
                + "with Resume.From(path).");
        return Checkpoints.Latest(checkpoints.Folder);
    }

    /// <summary>Adds a fit to a checkpoint.</summary>
    public static void Add(CheckpointContent content, FitLoop fit)
    {
        FitContext context = fit.Context;
        CallbackState state = content.Add(Section);
        state.Set("epoch", context.Epoch);
        state.Set("batch", context.Batch);
        state.Set("samples_done", context.SamplesDone);
        state.Set("batch_size", fit.Options.BatchSize);
        state.Set("full_batch_size", context.FullBatchSize);
        state.Set("seconds", context.EpochElapsed.TotalSeconds);
        AddHistory(content.Add(HistorySection), context.History);
        fit.Sums.Save(content.Add(SumsSection));
        foreach ((string name, IStatefulCallback callback) in fit.Callbacks.Stateful)
            callback.SaveState(content.Add(CallbackPrefix + name));
    }

    /// <summary>Puts a trainer and a fit where a checkpoint was made.</summary>
    /// <returns>Whether that is inside an epoch.</returns>
    /// <exception cref="CheckpointException">It does not fit.</exception>
    public static bool Load(LoadedCheckpoint loaded, TrainingSession session, FitLoop fit)
    {
        FitContext context = fit.Context;
        if (loaded.Find(Section) is not { } state)
            throw new CheckpointException(loaded.Path, "was made outside a fit and has no place in one to go on from.",
                "Load it with trainer.LoadCheckpoint and start a new fit.");
        EpochResult[] history = ReadHistory(loaded.Section(HistorySection));
        int epoch = (int)state.Number("epoch"), batch = (int)state.Number("batch"), batchSize = (int)state.Number("batch_size");
        bool inside = epoch > history.Length;
        if (inside && batchSize != fit.Options.BatchSize)
        {
            throw new CheckpointException(
                loaded.Path, $"was made inside an epoch in batches of {batchSize}, but FitOptions.BatchSize is {fit.Options.BatchSize}.",
                $"Go on with batches of {batchSize}.");
        }

        TrainerState.Restore(loaded, session);
        foreach ((string name, IStatefulCallback callback) in fit.Callbacks.Stateful)
        {
            if (loaded.Find(CallbackPrefix + name) is { } saved)
                callback.LoadState(saved);
        }

        foreach (EpochResult result in history)
            context.Add(result);
        context.Resume(epoch, batch, (long)state.Number("samples_done"), state.Number("seconds"));
        if (inside)
            context.FullBatchSize = (int)state.Number("full_batch_size");
        if (inside)
            fit.Sums.Load(loaded.Section(SumsSection));
        return inside;
    }

    private static void AddHistory(CallbackState state, IReadOnlyList<EpochResult> history)
    {
        state.Set("epochs", history.Count);
        for (int i = 0; i < history.Count; i++)
        {
            string key = (i + 1).ToString(CultureInfo.InvariantCulture);
            state.Set($"{key} names", string.Join(' ', history[i].Metrics.Keys));
            foreach ((string name, double value) in history[i].Metrics)
                state.Set($"{key} {name}", value);
            state.Set($"{key} learning rate", history[i].LearningRate);
            state.Set($"{key} time", history[i].Seconds);
        }
    }

    private static EpochResult[] ReadHistory(CallbackState state)
    {
        var history = new EpochResult[(int)state.Number("epochs")];
        for (int i = 0; i < history.Length; i++)
        {
            string key = (i + 1).ToString(CultureInfo.InvariantCulture);
            var metrics = new MetricValues();
            foreach (string name in (state.Text($"{key} names") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                metrics.Set(name, state.Number($"{key} {name}"));
            history[i] = EpochResult.From(i + 1, metrics, state.Number($"{key} time"), state.Number($"{key} learning rate"));
        }

        return history;
    }
}
