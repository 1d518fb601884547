namespace ModelCompiler.Training;

/// <summary>
/// Ranks that are threads of one process, such as one for each of its devices. What one sends, the others read where it lies.
/// </summary>
internal sealed class LocalRanks : IDisposable
{
    private readonly Barrier barrier;
    private readonly CancellationTokenSource failed = new();
    private readonly nint[] sources;

    /// <param name="count">How many.</param>
    public LocalRanks(int count)
    {
        barrier = new Barrier(count);
        sources = new nint[2 * count];
        Members = [.. Enumerable.Range(0, count).Select(rank => new Member(this, rank))];
    }

    /// <summary>One for each thread.</summary>
    public IReadOnlyList<Communicator> Members { get; }

    /// <summary>Has those that wait for a rank which failed give up.</summary>
    public void Fail() => failed.Cancel();

    public void Dispose()
    {
        barrier.Dispose();
        failed.Dispose();
    }

    private void Wait() => barrier.SignalAndWait(failed.Token);

    private sealed unsafe class Member(LocalRanks ranks, int rank) : Communicator
    {
        public override int Rank => rank;

        public override int Size => ranks.Members.Count;

        public override int LocalRank => rank;

        public override int LocalSize => Size;

        public override int ProcessorsOfThisRank => Environment.ProcessorCount;

        public override void Barrier() => ranks.Wait();

        public override void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> sent, Span<float> to,
            ReadOnlySpan<FloatRange> received)
        {
            fixed (float* own = from)
            fixed (FloatRange* pieces = sent)
            {
                (ranks.sources[2 * rank], ranks.sources[2 * rank + 1]) = ((nint)own, (nint)pieces);
                ranks.Wait();
                for (int other = 0; other < Size; other++)
                {
                    if (other != rank && received[other].Length > 0)
                        new ReadOnlySpan<float>((float*)ranks.sources[2 * other] + ((FloatRange*)ranks.sources[2 * other + 1])[rank].Start,
                            received[other].Length).CopyTo(to[received[other].Start..]);
                }

                ranks.Wait();
            }
        }

        public override void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges)
        {
            fixed (float* own = values)
            {
                ranks.sources[2 * rank] = (nint)own;
                ranks.Wait();
                for (int other = 0; other < Size; other++)
                {
                    if (other != rank)
                        new ReadOnlySpan<float>((float*)ranks.sources[2 * other] + ranges[other].Start,
                            ranges[other].Length).CopyTo(values[ranges[other].Start..]);
                }

                ranks.Wait();
            }
        }

        public override void Gather(ReadOnlySpan<byte> own, Span<byte> all)
        {
            fixed (byte* source = own)
            {
                ranks.sources[2 * rank] = (nint)source;
                ranks.Wait();
                for (int other = 0; other < Size; other++)
                    new ReadOnlySpan<byte>((byte*)ranks.sources[2 * other], own.Length).CopyTo(all[(other * own.Length)..]);
                ranks.Wait();
            }
        }

        public override void Sum(Span<float> values)
        {
            fixed (float* own = values)
            {
                ranks.sources[2 * rank] = (nint)own;
                ranks.Wait();
                // Each adds up a share of the floats where all can read it, and then reads the others' shares.
                int from = (int)((long)values.Length * rank / Size), to = (int)((long)values.Length * (rank + 1) / Size);
                for (int i = from; i < to; i++)
                {
                    float sum = ((float*)ranks.sources[0])[i];
                    for (int other = 1; other < Size; other++)
                        sum += ((float*)ranks.sources[2 * other])[i];
                    own[i] = sum;
                }

                ranks.Wait();
                for (int other = 0; other < Size; other++)
                {
                    int start = (int)((long)values.Length * other / Size), end = (int)((long)values.Length * (other + 1) / Size);
                    if (other != rank)
                        new ReadOnlySpan<float>((float*)ranks.sources[2 * other] + start, end - start).CopyTo(values[start..]);
                }

                ranks.Wait();
            }
        }

        public override void Broadcast(Span<byte> values)
        {
            fixed (byte* own = values)
            {
                ranks.sources[2 * rank] = (nint)own;
                ranks.Wait();
                if (rank > 0)
                    new ReadOnlySpan<byte>((byte*)ranks.sources[0], values.Length).CopyTo(values);
                ranks.Wait();
            }
        }

        public override void Abort(string reason) => ranks.Fail();
    }
}
