using System.Runtime.InteropServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <content>What travels between ranks in a step.</content>
internal sealed partial class PartedRunner
{
    private readonly List<(PartNode Node, PartTerm Term)> terms = [];
    private List<PartNode>[] rootsOf = [];
    private FloatRange[] segments = [], sent = [], received = [], ranges = [];
    private AlignedBuffer[] arrived = [];
    private PartReport report = new(0);
    private byte[] reports = [];
    private int right;
    private bool outputsAreShared = true;

    /// <summary>Seconds that each rank computed in the last step, waiting for others not counted.</summary>
    public float[] RankSeconds { get; private set; } = [];

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
        report = new PartReport(partCount);
        reports = new byte[report.Bytes.Length * ranks.Size];
        RankSeconds = new float[ranks.Size];
        (segments, sent, received, ranges) = (new FloatRange[ranks.Size], new FloatRange[ranks.Size], new FloatRange[ranks.Size], new FloatRange[ranks.Size]);
        rootsOf = new List<PartNode>[ranks.Size];
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            rootsOf[rank] = [];
            int start = SegmentStart(rank);
            segments[rank] = new FloatRange(start, SegmentStart(rank + 1) - start);
        }
    }

    /// <summary>Each rank adds up a share of the floats.</summary>
    private int SegmentStart(int rank) => rank == ranks.Size ? total.Length : (int)((long)total.Length * rank / ranks.Size) & -AlignedBuffer.Alignment;

    /// <summary>Brings the sum of all parts into <see cref="total"/>, on all ranks.</summary>
    private void SumGradients()
    {
        if (ranks.Size == 1)
        {
            sum.Run(ownTerms[0], total.Length, total, 0, Threads);
            return;
        }

        if (reduction == GradientReduction.Fastest)
        {
            if (ownTerms.Count == 0)
                total.Span.Clear();
            else
                sum.Run(ownTerms[0], total.Length, total, 0, Threads);
            ranks.Sum(total.Span);
            return;
        }

        ExchangeTerms();
        ranks.Gather(total.Span, segments);
    }

    /// <summary>Sends each rank its segment of this one's terms, and adds up what arrives.</summary>
    private void ExchangeTerms()
    {
        terms.Clear();
        for (int i = 0; i < roots.Count; i++)
            terms.Add((roots[i], ownTerms[i] with { Start = segments[ranks.Rank].Start }));
        int length = segments[ranks.Rank].Length, rounds = roots.Count;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            rootsOf[rank].Clear();
            if (rank != ranks.Rank)
                new PartNode(0, partCount).Within(parts, FirstPart(rank), FirstPart(rank + 1), rootsOf[rank]);
            rounds = Math.Max(rounds, rootsOf[rank].Count);
        }

        ReserveArrivals(rounds, length);
        for (int round = 0; round < rounds; round++)
            ExchangeRound(round, length);
        sum.Run(SumOf(new PartNode(0, partCount)), length, total, segments[ranks.Rank].Start, Threads);
    }

    private int FirstPart(int rank) => BatchParts.FirstOf(rank, ranks.Size, partCount);

    private void ReserveArrivals(int rounds, int length)
    {
        if (arrived.Length >= rounds)
            return;
        AlignedBuffer[] before = arrived;
        arrived = new AlignedBuffer[rounds];
        before.CopyTo(arrived, 0);
        for (int i = before.Length; i < rounds; i++)
            arrived[i] = new AlignedBuffer(length * (ranks.Size - 1));
    }

    /// <summary>The n-th term of each rank travels.</summary>
    private void ExchangeRound(int round, int length)
    {
        int place = 0;
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            sent[rank] = rank == ranks.Rank || round >= roots.Count ? default : segments[rank];
            received[rank] = default;
            if (round >= rootsOf[rank].Count)
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
        right = report.Right;
        RankSeconds[ranks.Rank] = report.Seconds;
        if (ranks.Size == 1)
            return;
        ranks.Gather(report.Bytes, reports);
        (right, int size) = (0, report.Bytes.Length);
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            var other = new PartReport(reports.AsMemory(rank * size, size));
            right += other.Right;
            RankSeconds[rank] = other.Seconds;
            int from = FirstPart(rank), to = FirstPart(rank + 1);
            other.Losses[from..to].CopyTo(report.Losses[from..to]);
        }
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

    /// <summary>What a rank tells the others of its parts: losses, samples that were recognised, seconds.</summary>
    private struct PartReport
    {
        private readonly Memory<byte> memory;

        public PartReport(int parts) : this(new byte[sizeof(float) * (parts + 2)])
        {
        }

        public PartReport(Memory<byte> memory) => this.memory = memory;

        public readonly Span<byte> Bytes => memory.Span;

        public readonly Span<float> Losses => Floats[2..];

        public readonly int Right
        {
            get => MemoryMarshal.Cast<byte, int>(memory.Span)[0];
            set => MemoryMarshal.Cast<byte, int>(memory.Span)[0] = value;
        }

        public readonly float Seconds
        {
            get => Floats[1];
            set => Floats[1] = value;
        }

        private readonly Span<float> Floats => MemoryMarshal.Cast<byte, float>(memory.Span);

        public readonly void Clear() => memory.Span.Clear();
    }
}
