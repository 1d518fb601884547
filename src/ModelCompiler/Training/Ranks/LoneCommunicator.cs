namespace ModelCompiler.Training;

/// <summary>One process: what it has is what all have.</summary>
internal sealed class LoneCommunicator : Communicator
{
    public override int Rank => 0;

    public override int Size => 1;

    public override int LocalRank => 0;

    public override int LocalSize => 1;

    public override void Barrier()
    {
    }

    public override void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> sent, Span<float> to,
        ReadOnlySpan<FloatRange> received)
    {
    }

    public override void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges)
    {
    }

    public override void Gather(ReadOnlySpan<byte> own, Span<byte> all) => own.CopyTo(all);

    public override void Sum(Span<float> values)
    {
    }

    public override void Broadcast(Span<byte> values)
    {
    }

    public override void Abort(string reason) => throw new InvalidOperationException(reason);
}
