using System.Diagnostics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <content>
/// Gradients in buckets, which travel in the order in which the backward pass makes them: while it goes on, on a thread of their own, or
/// all at its end. Either way all ranks send and add up the same floats in the same order, so that nobody needs to know what another rank
/// does. </content>
internal sealed partial class PartedRunner
{
    private readonly bool overlaps;

    /// <summary>Sums that wait for this rank's last part, innermost first.</summary>
    private readonly List<(PartTerm Into, PartTerm Other)> open = [];

    private SemaphoreSlim whole = new(0);
    private ExchangeThread? exchanging;
    private FloatRange[] buckets = [];
    private bool travels;
    private int told;

    /// <summary>Seconds in which gradients travelled and were added up, of all steps.</summary>
    public double ExchangeSeconds { get; private set; }

    /// <summary>Those of them for which this rank waited with nothing left to compute.</summary>
    public double WaitSeconds { get; private set; }

    void IGradientProgress.Launched(int launch)
    {
        for (GradientBucket[] planned = Layout.GradientBuckets; told < planned.Length && planned[told].Launch <= launch; told++)
            whole.Release();
    }

    /// <summary>The gradients as they were planned, and then what is no gradient.</summary>
    private IEnumerable<FloatRange> Buckets()
    {
        int end = Layout.GradientBuckets.Length == 0 ? total.Length : AlignedBuffer.RoundUp(inner.OptimizerMemory.Length);
        if (Layout.GradientBuckets.Length == 0)
            yield return new FloatRange(0, end);
        int before = end;
        foreach (GradientBucket bucket in Layout.GradientBuckets)
        {
            yield return new FloatRange(bucket.Start, before - bucket.Start);
            before = bucket.Start;
        }

        if (end < total.Length)
            yield return new FloatRange(end, total.Length - end);
    }

    private void BeginExchange()
    {
        travels = ranks.Size > 1 && !FitsOneMessage();
        if (!travels)
            return;
        _ = CountRoots();
        told = 0;
        if (overlaps)
            (exchanging ??= new ExchangeThread(ExchangeAsTheyCome)).Begin();
    }

    /// <summary>After an error while gradients were computed. Other ranks may never answer, so the thread is left to itself.</summary>
    private void AbandonExchange()
    {
        inner.Progress = null;
        if (exchanging is null || !travels)
            return;
        exchanging.IsAbandoned = true;
        whole.Release();
        (exchanging, whole) = (null, new SemaphoreSlim(0));
    }

    private void EndExchange()
    {
        long start = Stopwatch.GetTimestamp();
        if (overlaps)
        {
            for (; told < buckets.Length; told++)
                whole.Release();
            exchanging!.Join();
        }
        else
        {
            foreach (FloatRange bucket in buckets)
                ExchangeBucket(bucket, Threads);
        }

        WaitSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void ExchangeAsTheyCome(ExchangeThread thread)
    {
        SemaphoreSlim come = whole;
        foreach (FloatRange bucket in buckets)
        {
            come.Wait();
            if (thread.IsAbandoned)
                return;
            // The others belong to the backward pass.
            ExchangeBucket(bucket, threads: 1);
        }
    }

    private void ExchangeBucket(FloatRange bucket, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        CloseSums(bucket, threads);
        if (reduction == GradientReduction.Fastest)
            AddEverywhere(bucket, threads);
        else
            AddInSegments(bucket, threads);
        ExchangeSeconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void CloseSums(FloatRange bucket, int threads)
    {
        if (open.Count == 0)
            return;
        PartTerm root = default;
        foreach ((PartTerm into, PartTerm other) in open)
            root = sum.Add(into with { Start = bucket.Start }, other with { Start = bucket.Start });
        sum.Run(root, bucket.Length, root.Buffer, bucket.Start, threads);
    }

    private void AddEverywhere(FloatRange bucket, int threads)
    {
        if (ownTerms.Count == 0)
            total.Span.Slice(bucket.Start, bucket.Length).Clear();
        else
            sum.Run(ownTerms[0] with { Start = bucket.Start }, bucket.Length, total, bucket.Start, threads);
        ranks.Sum(total.Span.Slice(bucket.Start, bucket.Length));
    }

    /// <summary>Sends each rank its segment of this one's terms, adds up what arrives, and gathers the segments.</summary>
    private void AddInSegments(FloatRange bucket, int threads)
    {
        for (int rank = 0; rank < ranks.Size; rank++)
            segments[rank] = Segment(bucket, rank);
        FloatRange own = segments[ranks.Rank];
        terms.Clear();
        for (int i = 0; i < roots.Count; i++)
            terms.Add((roots[i], ownTerms[i] with { Start = own.Start }));
        ReserveArrivals(mostRoots);
        for (int round = 0; round < mostRoots; round++)
            ExchangeRound(round, own.Length);
        sum.Run(SumOf(new PartNode(0, partCount)), own.Length, total, own.Start, threads);
        ranks.Gather(total.Span, segments);
    }
}
