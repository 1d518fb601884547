using System.Runtime.InteropServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <content>What travels between ranks in a step.</content>
internal sealed partial class PartedRunner
{
    /// <summary>256 KiB.</summary>
    private const int MostFloatsOfOneMessage = 64 * 1024;

    private readonly List<(PartNode Node, PartTerm Term)> terms = [];
    private List<PartNode>[] rootsOf = [];
    private FloatRange[] segments = [], sent = [], received = [], ranges = [];
    private AlignedBuffer[] arrived = [];
    private AlignedBuffer everything = new(0);
    private byte[] ownReport = [], reports = [];
    private int right, mostRoots, largestSegment;
    private bool outputsAreShared = true;

    /// <summary>What this rank tells the others in a step.</summary>
    private PartReport Report => new(ownReport);

    /// <summary>Seconds that each rank computed in the last step, waiting for others not counted.</summary>
    public float[] RankSeconds { get; private set; } = [];

    /// <summary>The same over all steps since it was last cleared.</summary>
    public double[] RankTotals { get; private set; } = [];

    public ReadOnlySpan<float> LastOutputs
    {
        get
        {
            if (!outputsAreShared)
                Share(outputs, Layout.OutputSize);
            outputsAreShared = true;
            return outputs.AsSpan(0, parts.Samples * Layout.OutputSize);
        }
    }

    private void PrepareExchange()
    {
        ownReport = new byte[PartReport.Size(partCount)];
        reports = new byte[ownReport.Length * ranks.Size];
        (RankSeconds, RankTotals) = (new float[ranks.Size], new double[ranks.Size]);
        (segments, sent, received, ranges) = (new FloatRange[ranks.Size], new FloatRange[ranks.Size], new FloatRange[ranks.Size],
            new FloatRange[ranks.Size]);
        rootsOf = new List<PartNode>[ranks.Size];
        for (int rank = 0; rank < ranks.Size; rank++)
            rootsOf[rank] = [];
        buckets = [.. Buckets()];
        largestSegment = buckets.Max(b => Enumerable.Range(0, ranks.Size).Max(rank => Segment(b, rank).Length));
    }

    /// <summary>The share of a bucket that a rank adds up.</summary>
    private FloatRange Segment(FloatRange bucket, int rank)
    {
        int start = Start(rank);
        return new FloatRange(start, Start(rank + 1) - start);

        int Start(int r) => r == ranks.Size ? bucket.End : bucket.Start
            + ((int)((long)bucket.Length * r / ranks.Size) & -AlignedBuffer.Alignment);
    }

    /// <summary>Brings the sum of all parts into <see cref="total"/>, on all ranks.</summary>
    private void SumGradients()
    {
        if (ranks.Size == 1)
        {
            right = Report.Right;
            RankSeconds[0] = Report.Seconds;
            sum.Run(ownTerms[0], total.Length, total, 0, Threads);
        }
        else if (travels)
        {
            EndExchange();
            ExchangeReports();
        }
        else
        {
            ExchangeAll();
        }
    }

    /// <summary>
    /// Whether all terms of all ranks go to all: between two ranks that moves as many bytes as a sum by segments, and small ones cost less
    /// than a second message. Decided by sizes that all ranks know.
    /// </summary>
    private bool FitsOneMessage()
    {
        if (reduction == GradientReduction.Fastest || Layout.GradientBuckets.Length > 0)
            return false;
        return (ranks.Size == 2 && CountRoots() <= 2) || (long)CountRoots() * total.Length <= MostFloatsOfOneMessage;
    }

    /// <summary>The terms of each rank, and how many there are of all.</summary>
    private int CountRoots()
    {
        mostRoots = 0;
        int all = 0;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            rootsOf[rank].Clear();
            new PartNode(0, partCount).Within(parts, FirstPart(rank), FirstPart(rank + 1), rootsOf[rank]);
            mostRoots = Math.Max(mostRoots, rootsOf[rank].Count);
            all += rootsOf[rank].Count;
        }

        return all;
    }

    /// <summary>Reports and terms in one message; each rank makes all sums.</summary>
    private void ExchangeAll()
    {
        int head = AlignedBuffer.RoundUp(Report.Bytes.Length / sizeof(float)), floats = 0;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            ranges[rank] = new FloatRange(floats, head + rootsOf[rank].Count * total.Length);
            floats = ranges[rank].End;
        }

        if (everything.Length < floats)
            everything = new AlignedBuffer(floats);
        Span<float> own = everything.Span.Slice(ranges[ranks.Rank].Start, ranges[ranks.Rank].Length);
        MemoryMarshal.Cast<byte, float>(Report.Bytes).CopyTo(own);
        for (int i = 0; i < ownTerms.Count; i++)
            ownTerms[i].Buffer.Span.CopyTo(own[(head + i * total.Length)..]);
        ranks.Gather(everything.Span[..floats], ranges);
        terms.Clear();
        BeginReports();
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            TakeReport(rank, new PartReport(MemoryMarshal.AsBytes(everything.Span.Slice(ranges[rank].Start, head))));
            for (int i = 0; i < rootsOf[rank].Count; i++)
                terms.Add(
                    (rootsOf[rank][i], new PartTerm(everything, ranges[rank].Start + head + i * total.Length, WeightOf(rootsOf[rank][i]))));
        }

        sum.Run(SumOf(new PartNode(0, partCount)), total.Length, total, 0, Threads);
    }

    private int FirstPart(int rank) => BatchParts.FirstOf(rank, ranks.Size, partCount);

    private void ReserveArrivals(int rounds)
    {
        if (arrived.Length >= rounds)
            return;
        AlignedBuffer[] before = arrived;
        arrived = new AlignedBuffer[rounds];
        before.CopyTo(arrived, 0);
        for (int i = before.Length; i < rounds; i++)
            arrived[i] = new AlignedBuffer(largestSegment * (ranks.Size - 1));
    }

    /// <summary>The n-th term of each rank travels.</summary>
    private void ExchangeRound(int round, int length)
    {
        int place = 0;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            sent[rank] = rank == ranks.Rank || round >= roots.Count ? default : segments[rank];
            received[rank] = default;
            if (rank == ranks.Rank || round >= rootsOf[rank].Count)
                continue;
            received[rank] = new FloatRange(place, length);
            PartNode node = rootsOf[rank][round];
            terms.Add((node, new PartTerm(arrived[round], place, WeightOf(node))));
            place += length;
        }

        ranks.Exchange(round < roots.Count ? ownTerms[round].Buffer.Span : [], sent, arrived[round].Span, received);
    }

    /// <summary>A node of several parts counts 1, unless only one of them has samples: then it is that part's mean.</summary>
    private float WeightOf(PartNode node)
    {
        if (node.IsPart)
            return parts.Weight(node.From);
        if (parts.Length(node.Left.From, node.Left.To) == 0)
            return WeightOf(node.Right);
        return parts.Length(node.Right.From, node.Right.To) == 0 ? WeightOf(node.Left) : 1;
    }

    private PartTerm SumOf(PartNode node)
    {
        foreach ((PartNode known, PartTerm term) in terms)
        {
            if (known == node)
                return term;
        }

        if (parts.Length(node.Left.From, node.Left.To) == 0)
            return SumOf(node.Right);
        PartTerm left = SumOf(node.Left);
        return parts.Length(node.Right.From, node.Right.To) == 0 ? left : sum.Add(left, SumOf(node.Right));
    }

    private void ExchangeReports()
    {
        ranks.Gather(Report.Bytes, reports);
        BeginReports();
        for (int rank = 0; rank < ranks.Size; rank++)
            TakeReport(rank, new PartReport(reports.AsSpan(rank * Report.Bytes.Length, Report.Bytes.Length)));
    }

    private void BeginReports() => (right, SomeRankWantsEnd) = (0, false);

    private void TakeReport(int rank, PartReport other)
    {
        right += other.Right;
        SomeRankWantsEnd |= other.WantsEnd;
        RankSeconds[rank] = other.Seconds;
        other.Losses[FirstPart(rank)..FirstPart(rank + 1)].CopyTo(Report.Losses[FirstPart(rank)..]);
    }

    private void ShareInputGradients()
    {
        if (ranks.Size > 1 && Layout.Training is { InputGradient: >= 0 })
            Share(inputGradients, Layout.InputSize);
    }

    /// <summary>Gives all ranks the numbers of all samples.</summary>
    private void Share(float[] numbers, int size)
    {
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            int from = parts.Start(FirstPart(rank)), to = parts.Start(FirstPart(rank + 1));
            ranges[rank] = new FloatRange(from * size, (to - from) * size);
        }

        ranks.Gather(numbers.AsSpan(0, parts.Samples * size), ranges);
    }
}
