using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>Says when the first gradients travel.</summary>
internal sealed class Watched(Communicator inner, ManualResetEventSlim sent) : Communicator
{
    public override int Rank => inner.Rank;

    public override int Size => inner.Size;

    public override int LocalRank => inner.LocalRank;

    public override int LocalSize => inner.LocalSize;

    public override void Barrier() => inner.Barrier();

    public override void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> parts, Span<float> to, ReadOnlySpan<FloatRange> received)
    {
        inner.Exchange(from, parts, to, received);
        sent.Set();
    }

    public override void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges) => inner.Gather(values, ranges);

    public override void Gather(ReadOnlySpan<byte> own, Span<byte> all) => inner.Gather(own, all);

    public override void Sum(Span<float> values) => inner.Sum(values);

    public override void Broadcast(Span<byte> values) => inner.Broadcast(values);

    public override void Abort(string reason) => inner.Abort(reason);
}

/// <summary>Holds a launch up until something happened; a step in which it never happens goes on after a while.</summary>
internal sealed class WaitBefore(int launch, ManualResetEventSlim happened) : ILaunchObserver
{
    private int steps;

    public bool Happened { get; private set; }

    public void Launching(int kernel, long work)
    {
        // The rank's last part of the batch: before it nothing can have travelled.
        if (kernel == launch && ++steps == 2)
            Happened = happened.Wait(TimeSpan.FromSeconds(30));
    }

    public void Launched(int kernel)
    {
    }
}

/// <summary>A launch that fails.</summary>
internal sealed class Failing : ILaunchObserver
{
    public void Launching(int kernel, long work) => throw new IOException("This launch fails.");

    public void Launched(int kernel)
    {
    }
}
