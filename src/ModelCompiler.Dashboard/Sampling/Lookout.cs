using System.Diagnostics;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>Decides before each step whether to look at something, and at what: in turn at the network and at predictions, as often as the budget allows, and never while nobody watches.</summary>
internal sealed class Lookout : IDisposable
{
    private static readonly TimeSpan networkPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan predictionsShown = TimeSpan.FromSeconds(1.5);

    private readonly Hub hub;
    private readonly RunState run;
    private readonly FitContext context;
    private readonly RunRecorder recorder;
    private readonly Budget budget;
    private readonly NetworkLook network;
    private readonly PredictionLook? predictions;
    private readonly Penalties penalties;
    private bool networkIsNext = true, looking;
    private long predictionsWritten;

    public Lookout(Hub hub, RunState run, FitContext context, RunRecorder recorder, Budget budget, Dataset? heldOut)
    {
        (this.hub, this.run, this.context, this.recorder, this.budget) = (hub, run, context, recorder, budget);
        network = new NetworkLook(context.Trainer, run.Description, hub, budget);
        run.HistoryOf = layer => network.WriteHistory(layer, run.Description.NameOfTensor);
        predictions = heldOut is null ? null : new PredictionLook(context.Trainer.Session, heldOut, context.Summary);
        penalties = new Penalties(context.Summary.Architecture);
    }

    /// <summary>Before a step.</summary>
    public void BeforeStep()
    {
        if (!hub.IsWatched)
            return;
        long now = Stopwatch.GetTimestamp();
        if (!budget.Allows(now))
            return;
        if (networkIsNext || predictions is null)
        {
            looking = true;
            network.Begin();
            Spend(now);
        }
        else
        {
            LookAtPredictions(now);
        }

        networkIsNext = !networkIsNext;
    }

    /// <summary>After the step.</summary>
    public void AfterStep()
    {
        if (!looking)
            return;
        looking = false;
        long start = Stopwatch.GetTimestamp();
        run.Network = network.End(context.Step, out (double Forward, double Backward) timing);
        recorder.AddTiming(timing.Forward, timing.Backward);
        if (penalties.Any)
            run.History.Add("regularization", context.Step, penalties.Of(context.Parameters));
        Spend(start);
        budget.Rest(networkPause);
    }

    /// <summary>A look at the predictions out of turn, while the fit waits: weights may be others now.</summary>
    public void LookWhilePaused()
    {
        if (hub.IsWatched && predictions is not null && budget.Allows(Stopwatch.GetTimestamp()))
            LookAtPredictions(Stopwatch.GetTimestamp());
    }

    public void Dispose() => predictions?.Dispose();

    private void LookAtPredictions(long start)
    {
        predictions!.Look();
        if (predictions.IsReady && (predictionsWritten == 0 || Stopwatch.GetElapsedTime(predictionsWritten) >= predictionsShown))
        {
            predictionsWritten = Stopwatch.GetTimestamp();
            run.Predictions = predictions.Write(context.Step);
        }

        Spend(start);
    }

    private void Spend(long start) => budget.Spend(Stopwatch.GetTimestamp() - start);
}
