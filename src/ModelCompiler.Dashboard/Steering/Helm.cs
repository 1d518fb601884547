using ModelCompiler.Serialization;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>Carries commands out between two steps, on the fit's thread, and writes down what they change.</summary>
internal sealed class Helm
{
    private readonly FitContext context;
    private readonly RunState run;
    private readonly Settings settings;
    private readonly BestWeights best;
    private readonly Queue<HandChange> replay;
    private readonly string? replayLog;
    private bool oneStep;

    /// <param name="context">The fit.</param>
    /// <param name="run">Where commands come from, and what is shown.</param>
    /// <param name="replayLog">A log of an earlier run to repeat; null for none.</param>
    /// <param name="startPaused">Whether to wait before the first step.</param>
    /// <exception cref="FormatException">The log is none.</exception>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public Helm(FitContext context, RunState run, string? replayLog, bool startPaused)
    {
        (this.context, this.run, this.replayLog) = (context, run, replayLog);
        IReadOnlyList<HandChange> replay = replayLog is null ? [] : RunLog.Read(replayLog);
        settings = new Settings(context);
        best = new BestWeights(context);
        this.replay = new Queue<HandChange>(replay.Where(c => c.Action is "set" or "stop" or "reinitialize" or "load"));
        IsPaused = startPaused;
    }

    public bool IsPaused { get; private set; }

    public Settings Settings => settings;

    /// <summary>Called when something changed that viewers should see at once.</summary>
    public Action? Changed { get; set; }

    /// <summary>Called now and then while the fit waits.</summary>
    public Action? WhilePaused { get; set; }

    /// <summary>Before a step: what waits is done; while the fit is paused, its thread waits here for more.</summary>
    public void BeforeStep()
    {
        while (replay.TryPeek(out HandChange? change) && change.Step <= context.Step)
            Replay(replay.Dequeue());
        if (!run.Commands.IsEmpty)
            CarryOut();
        if (!IsPaused)
            return;
        Changed?.Invoke();
        while (IsPaused && !oneStep && !context.StopRequested && !context.Options.CancellationToken.IsCancellationRequested)
        {
            try
            {
                run.Commands.Wait(TimeSpan.FromMilliseconds(200), context.Options.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            CarryOut();
            WhilePaused?.Invoke();
        }

        oneStep = false;
        Changed?.Invoke();
    }

    /// <summary>After an epoch: the weights may be the best so far.</summary>
    public void AfterEpoch() => best.Consider();

    private void CarryOut()
    {
        while (run.Commands.TryTake(out CommandQueue.Asked asked))
        {
            (bool done, string said) = (false, "");
            try
            {
                (done, said) = Do(asked.Command);
            }
            catch (Exception exception)
            {
                // Whatever a file or a disk does: the one who asked is told, and the fit goes on.
                said = exception.Message;
            }

            asked.Answer.TrySetResult((done, said));
            Changed?.Invoke();
        }
    }

    private void Replay(HandChange change)
    {
        string name = change.Name ?? "";
        (bool done, string said) = change.Action switch
        {
            "set" => Set(new Command.Set(name, change.Value ?? double.NaN)),
            "stop" => Stop(keepBest: name != "now"),
            "reinitialize" => Reinitialize((int)(change.Value ?? 0)),
            // What was loaded then lies beside the log; this run keeps a copy, so that its own log can be repeated.
            _ => Load(name, File.Exists(Beside(name)) ? run.Folder.Keep(Beside(name), name) : null, matching: change.Value == 1),
        };
        if (!done)
            throw new InvalidOperationException(
                $"{replayLog}: '{change.Action} {name}' after step {change.Step} cannot be repeated: {said}");
    }

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(replayLog!))!, Path.GetFileName(name));

    private (bool Done, string Said) Do(Command command) => command switch
    {
        Command.Pause => Pause(),
        Command.Resume => Resume(),
        Command.OneStep => OneStep(),
        Command.Set set => Set(set),
        Command.Stop stop => Stop(stop.KeepBest),
        Command.Reinitialize again => Reinitialize(again.Seed),
        Command.Snapshot snapshot => Snapshot(snapshot.Extension),
        Command.Load load => Load(load.File, run.Folder.Find(load.File), load.Matching),
        _ => (false, "There is no such command."),
    };

    private (bool, string) Pause()
    {
        if (!IsPaused)
            Log("pause");
        IsPaused = true;
        return (true, $"Paused after step {context.Step}.");
    }

    private (bool, string) Resume()
    {
        if (IsPaused)
            Log("resume");
        IsPaused = false;
        return (true, "Goes on.");
    }

    private (bool, string) OneStep()
    {
        IsPaused = true;
        oneStep = true;
        return (true, $"One step after step {context.Step}.");
    }

    private (bool, string) Set(Command.Set set)
    {
        (double before, string? fault) = settings.Set(set.Name, set.Value);
        if (fault is not null)
            return (false, fault);
        Log("set", set.Name, set.Value, before);
        return (true, FormattableString.Invariant($"{set.Name} is {set.Value} after step {context.Step}."));
    }

    private (bool, string) Stop(bool keepBest)
    {
        string kept = keepBest && best.Restore() is { } epoch ? $" The weights are those after epoch {epoch}, the best so far." : "";
        Log("stop", keepBest ? null : "now");
        context.Stop("stopped by hand on the training page");
        IsPaused = false;
        return (true, $"Stopped after step {context.Step}.{kept}");
    }

    private (bool, string) Reinitialize(int seed)
    {
        ITrainer trainer = context.Trainer;
        var drawn = ParameterSet.Create(trainer.Program.Layout.ModelName, trainer.Program.ParameterSet.Descriptions, seed);
        trainer.Session.ReplaceWeights(drawn, forget: true);
        best.Forget();
        Log("reinitialize", value: seed);
        return (true, $"The weights are drawn anew from seed {seed}.");
    }

    private (bool, string) Snapshot(string extension)
    {
        ITrainer trainer = context.Trainer;
        string file = $"step-{context.Step}{extension}";
        trainer.Session.BringWeightsTo(trainer.Program.ParameterSet);
        ModelFile.Save(run.Folder.PathOf(file), trainer.Program);
        Log("snapshot", file);
        return (true, file);
    }

    private (bool, string) Load(string file, string? path, bool matching)
    {
        if (path is null)
            return (false, $"There is no file '{file}' in the run's folder.");
        ITrainer trainer = context.Trainer;
        // Both ways: what a partial load leaves must be what is trained, on a device too.
        trainer.Session.BringWeightsTo(trainer.Program.ParameterSet);
        string said = "All weights loaded.";
        if (matching)
            said = ModelFile.LoadMatching(path, trainer.Program).ToString();
        else
            ModelFile.Load(path, trainer.Program);
        trainer.Session.ReplaceWeights(trainer.Program.ParameterSet, forget: true);
        best.Forget();
        Log("load", file, matching ? 1 : 0);
        return (true, said);
    }

    private void Log(string action, string? name = null, double? value = null, double? before = null) =>
        run.Log.Add(new HandChange(context.Step, DateTimeOffset.Now, action, name, value, before));
}
