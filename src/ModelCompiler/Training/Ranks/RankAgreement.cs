using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// Keeps the ranks of a fit together. Callbacks run on rank 0, and what they change (learning rate, size of batches, dropout, an end) holds
/// on all ranks before the next step; an end that any rank was asked for, by its cancellation token, ends all.
/// </summary>
internal sealed class RankAgreement
{
    private readonly PartedRunner runner;
    private readonly FitContext context;
    private readonly CancellationToken cancellation;
    private readonly byte[] all;
    private readonly bool eachStep;

    public RankAgreement(PartedRunner runner, FitContext context, CancellationToken cancellation)
    {
        (this.runner, this.context, this.cancellation) = (runner, context, cancellation);
        all = new byte[Unsafe.SizeOf<Wishes>() * runner.Ranks.Size];
        // A message that nobody needs is not sent: without callbacks of rank 0 that may steer there is nothing to agree on but a
        // cancellation, which travels with the gradients.
        byte own = (byte)(context.Options.Callbacks.Any(c => c is not (ICallbackOnEveryRank or INeverSteers)) ? 1 : 0);
        Span<byte> others = all.AsSpan(0, runner.Ranks.Size);
        runner.Ranks.Gather([own], others);
        eachStep = others.ContainsAnyExcept((byte)0);
        runner.ForgetCancellation();
    }

    /// <summary>Whether the fit was cancelled, on any rank.</summary>
    public bool Cancelled { get; private set; }

    /// <summary>
    /// Agrees where callbacks may have changed something. What a rank was asked by its cancellation token goes along with the step to come.
    /// </summary>
    public void BeforeStep()
    {
        runner.WantsEnd = cancellation.IsCancellationRequested;
        if (eachStep)
            Agree();
    }

    /// <summary>Takes up what the step brought, and agrees once more.</summary>
    public void AfterStep()
    {
        Cancelled |= runner.SomeRankWantsEnd;
        if (eachStep)
            Agree();
    }

    /// <summary>Makes what rank 0 wants hold here.</summary>
    public void Agree()
    {
        Optimizer optimizer = context.Optimizer;
        Wishes own = new()
        {
            Stop = context.StopRequested ? 1 : 0,
            Cancel = cancellation.IsCancellationRequested ? 1 : 0,
            Replaced = runner.StateWasReplaced ? 1 : 0,
            BatchSize = context.FullBatchSize,
            Rate = optimizer.RateByHand ?? double.NaN,
            Dropout = runner.DropoutByHand ?? double.NaN,
            Momentum = optimizer.MomentumByHand ?? double.NaN,
            WeightDecay = optimizer.WeightDecay,
        };
        runner.Ranks.Gather(MemoryMarshal.AsBytes(new ReadOnlySpan<Wishes>(in own)), all);
        ReadOnlySpan<Wishes> wishes = MemoryMarshal.Cast<byte, Wishes>(all);
        foreach (Wishes wish in wishes)
            Cancelled |= wish.Cancel != 0;
        if (wishes[0].Replaced != 0)
            RankCheckpoint.Share(context.Trainer.Session, runner);
        if (runner.Ranks.Rank > 0)
            Follow(wishes[0], optimizer);
    }

    private void Follow(in Wishes first, Optimizer optimizer)
    {
        if (first.Stop != 0)
            context.Stop();
        context.FullBatchSize = first.BatchSize;
        optimizer.RateByHand = double.IsNaN(first.Rate) ? null : first.Rate;
        runner.DropoutByHand = double.IsNaN(first.Dropout) ? null : first.Dropout;
        if (!double.IsNaN(first.Momentum) && optimizer.MomentumByHand != first.Momentum)
            optimizer.MomentumByHand = first.Momentum;
        if (optimizer.WeightDecay != first.WeightDecay)
            optimizer.ChangeWeightDecay(first.WeightDecay);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Wishes
    {
        public int Stop, Cancel, Replaced, BatchSize;
        public double Rate, Dropout, Momentum, WeightDecay;
    }
}
