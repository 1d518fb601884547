using System.Diagnostics;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>
/// Decides before each step whether to look at something, and at what: in turn at the network and at predictions, as often as the budget
/// allows, and never while nobody watches.
/// </summary>
internal sealed class Lookout : IDisposable
{
    private static readonly TimeSpan networkPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan predictionsShown = TimeSpan.FromSeconds(1.5);
    private static readonly long firstCost = Stopwatch.Frequency / 200;
    private const int FirstLooks = 3;

    private readonly Hub hub;
    private readonly RunState run;
    private readonly FitContext context;
    private readonly RunRecorder recorder;
    private readonly Budget budget;
    private readonly NetworkLook network;
    private readonly PredictionLook? predictions;
    private readonly Penalties penalties;
    private bool networkIsNext = true, looking, failed;
    private long predictionsWritten;
    private int beginnings, endings, predicted;

    public Lookout(Hub hub, RunState run, FitContext context, RunRecorder recorder, Budget budget, Dataset? heldOut)
    {
        (this.hub, this.run, this.context, this.recorder, this.budget) = (hub, run, context, recorder, budget);
        network = new NetworkLook(context.Trainer, run.Description, hub, budget);
        run.HistoryOf = layer => network.WriteHistory(layer, run.Description.NameOfTensor);
        predictions = heldOut is null ? null : new PredictionLook(context.Trainer.Session, heldOut, context.Summary);
        penalties = new Penalties(context.Summary.Architecture, context.Optimizer);
    }

    /// <summary>Before a step.</summary>
    public void BeforeStep()
    {
        if (!hub.IsWatched)
            return;
        long now = Stopwatch.GetTimestamp();
        if (!budget.Allows(now))
            return;
        Try(Look);
    }

    /// <summary>After the step.</summary>
    public void AfterStep()
    {
        if (looking)
            Try(EndLook);
    }

    /// <summary>A look at the predictions out of turn, while the fit waits: weights may be others now.</summary>
    public void LookWhilePaused()
    {
        if (hub.IsWatched && predictions is not null && budget.Allows(Stopwatch.GetTimestamp()))
            Try(LookAtPredictions);
    }

    public void Dispose() => predictions?.Dispose();

    /// <summary>A look that fails ends all looking, and says so on the page: the fit goes on.</summary>
    private void Try(Action look)
    {
        if (failed)
            return;
        try
        {
            look();
        }
        catch (Exception exception)
        {
            failed = true;
            looking = false;
            recorder.Notice = $"The network is not looked at any more: {exception.Message}";
        }
    }

    private void Look()
    {
        long now = Stopwatch.GetTimestamp();
        if (networkIsNext || predictions is null)
        {
            looking = true;
            network.Begin();
            Spend(now, ref beginnings);
        }
        else
        {
            LookAtPredictions();
        }

        networkIsNext = !networkIsNext;
    }

    private void EndLook()
    {
        looking = false;
        long start = Stopwatch.GetTimestamp();
        run.Network = network.End(context.Step, out (double Forward, double Backward) timing);
        recorder.AddTiming(timing.Forward, timing.Backward);
        if (penalties.Any)
            run.History.Add("regularization", context.Step, penalties.Of(context.Parameters));
        Spend(start - network.CopyTicks, ref endings);
        budget.Rest(networkPause);
    }

    private void LookAtPredictions()
    {
        long start = Stopwatch.GetTimestamp();
        predictions!.Look();
        if (predictions.IsReady && (predictionsWritten == 0 || Stopwatch.GetElapsedTime(predictionsWritten) >= predictionsShown))
        {
            predictionsWritten = Stopwatch.GetTimestamp();
            run.Predictions = predictions.Write(context.Step);
        }

        Spend(start, ref predicted);
    }

    /// <summary>
    /// Counts what a look took. Code and a device's kernels are compiled at the first looks of each kind: that is not what a look costs,
    /// and must not keep the next one waiting for minutes.
    /// </summary>
    private void Spend(long start, ref int looks)
    {
        long spent = Stopwatch.GetTimestamp() - start;
        budget.Spend(++looks <= FirstLooks ? Math.Min(spent, firstCost) : spent);
    }
}
