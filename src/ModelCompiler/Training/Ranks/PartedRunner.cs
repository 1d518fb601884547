using System.Diagnostics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// Steps over batches that are divided into parts, which ranks share. Each part is a step of its own up to its gradients; those, and the
/// moving statistics of normalizations, are means over the part's samples, and their weighted sum is that of the batch. The parts decide in
/// which order sums are taken, so that the number of ranks changes no bit.
/// </summary>
internal sealed partial class PartedRunner : IStepRunner, IGradientProgress
{
    private readonly IStepRunner inner;
    private readonly Communicator ranks;
    private readonly GradientReduction reduction;
    private readonly int partCount, firstPart, lastPart;
    private readonly AlignedBuffer total;
    private readonly Stack<AlignedBuffer> free = [];
    private readonly PartSum sum = new();
    private readonly List<PartNode> roots = [];
    private readonly List<PartTerm> ownTerms = [];
    private float[] outputs = [];
    private float[] inputGradients = [];
    private StepCapture? capture;
    private BatchParts parts;

    /// <param name="inner">Where each part's steps run.</param>
    /// <param name="ranks">Who shares them.</param>
    /// <param name="partCount">Parts of a batch.</param>
    /// <param name="reduction">How gradients are added up.</param>
    /// <param name="overlap">Whether gradients travel while others are still computed; null: where that pays.</param>
    /// <exception cref="TooFewBatchPartsException">Fewer parts than ranks.</exception>
    public PartedRunner(IStepRunner inner, Communicator ranks, int partCount, GradientReduction reduction, bool? overlap = null)
    {
        (this.inner, this.ranks, this.reduction) = (inner, ranks, reduction);
        this.partCount = reduction == GradientReduction.Fastest && ranks.Size > 1 ? ranks.Size : partCount;
        if (this.partCount < ranks.Size)
            throw new TooFewBatchPartsException(inner.Layout.ModelName, partCount, ranks.Size);
        firstPart = BatchParts.FirstOf(ranks.Rank, ranks.Size, this.partCount);
        lastPart = BatchParts.FirstOf(ranks.Rank + 1, ranks.Size, this.partCount);
        total = NewBuffer();
        bool pays = overlap ?? (ranks.LocalSize < ranks.Size || ranks.ProcessorsOfThisRank > inner.Threads);
        overlaps = pays && ranks.Size > 1 && ranks.AllowsOtherThreads && Layout.GradientBuckets.Length > 0;
        PrepareExchange();
    }

    public Communicator Ranks => ranks;

    /// <summary>For tests: what this rank does besides.</summary>
    public Action? Computing { get; set; }

    /// <summary>Parts of a batch.</summary>
    public int PartCount => partCount;

    /// <summary>
    /// Whether this rank acts without the others, as rank 0 does while callbacks that the others do not have are called: evaluations then
    /// run here alone, with the same bits.
    /// </summary>
    public bool ActsAlone { get; set; }

    /// <summary>Whether weights were replaced while this rank acted alone, so that the others must be given all of its state.</summary>
    public bool StateWasReplaced { get; set; }

    public ProgramLayout Layout => inner.Layout;

    public long StepCount => inner.StepCount;

    public int Threads => inner.Threads;

    public IOptimizerMemory OptimizerMemory => inner.OptimizerMemory;

    public AlignedBuffer Gradients => total;

    public ParameterSet Parameters => inner.Parameters;

    public ReadOnlySpan<float> InputGradients =>
        Layout.Training is { InputGradient: >= 0 } ? inputGradients.AsSpan(0, parts.Samples * Layout.InputSize) : default;

    public int ParameterFloats => inner.ParameterFloats;

    public bool SkippedUpdate { get; private set; }

    public bool OutputsAreHere => true;

    public StepCapture? Capture { set => capture = value; }

    public double? DropoutByHand
    {
        get => inner.DropoutByHand;
        set => inner.DropoutByHand = value;
    }

    /// <summary>Whether this rank was asked to end the fit; the others hear of it with the next step.</summary>
    public bool WantsEnd { get; set; }

    /// <summary>Whether any rank was, as of the last step.</summary>
    public bool SomeRankWantsEnd { get; private set; }

    /// <summary>Begins a fit.</summary>
    public void ForgetCancellation() => WantsEnd = SomeRankWantsEnd = false;

    public void TakeParameters(ParameterSet values)
    {
        inner.TakeParameters(values);
        StateWasReplaced |= ActsAlone;
    }

    public void SetParameters(ReadOnlySpan<float> source)
    {
        inner.SetParameters(source);
        StateWasReplaced |= ActsAlone;
    }

    public void CopyParametersTo(Span<float> destination) => inner.CopyParametersTo(destination);

    public void BeginFit() => inner.BeginFit();

    public void EndFit() => inner.EndFit();

    public void Enter() => inner.Enter();

    public void Exit() => inner.Exit();

    public int CountRight(ReadOnlySpan<int> labels) => right;

    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly)
    {
        long start = Stopwatch.GetTimestamp();
        Begin(inputs);
        Computing?.Invoke();
        BeginExchange();
        try
        {
            ComputeOwnParts(inputs, targets, seed);
        }
        catch
        {
            AbandonExchange();
            throw;
        }

        PartReport own = Report;
        own.Seconds = (float)Stopwatch.GetElapsedTime(start).TotalSeconds;
        own.WantsEnd = WantsEnd;
        SumGradients();
        ShareInputGradients();
        for (int rank = 0; rank < RankTotals.Length; rank++)
            RankTotals[rank] += RankSeconds[rank];
        float loss = MeanLoss();
        // All ranks hold the same bits, so they decide the same.
        bool overflowed = !CompiledProgram.AreFinite(total.Span);
        if (inner.OptimizerMemory.LossScale is { } scale)
        {
            inner.OptimizerMemory.LossScale = scale.After(overflowed);
            SkippedUpdate = finiteOnly && !(float.IsFinite(loss) && !(overflowed && scale.IsLeast));
            if (!overflowed && !SkippedUpdate)
                inner.Apply(total);
            return loss;
        }

        SkippedUpdate = finiteOnly && !(float.IsFinite(loss) && !overflowed);
        if (!SkippedUpdate)
            inner.Apply(total);
        return loss;
    }

    public float ComputeGradients(ReadOnlySpan<float> inputs, StepTargets targets, int seed, AlignedBuffer into) =>
        throw new NotSupportedException("A batch that is divided is not divided again.");

    public void Apply(AlignedBuffer gradients) => inner.Apply(gradients);

    public float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets)
    {
        Begin(inputs);
        (int from, int to) = ActsAlone ? (0, partCount) : (firstPart, lastPart);
        for (int part = from; part < to; part++)
        {
            if (parts.Length(part) == 0)
                continue;
            Report.Losses[part] = inner.Evaluate(Slice(inputs, parts, part), Slice(targets, parts, part));
            TakeOutputs(part);
        }

        outputsAreShared = ActsAlone || ranks.Size == 1;
        if (!outputsAreShared)
            ExchangeReports();
        return MeanLoss();
    }

    public string? FindOrigin(ReadOnlySpan<float> inputs, StepTargets targets, int seed)
    {
        // Each rank looks through all parts, so that all find the same.
        for (int part = 0; part < partCount; part++)
        {
            if (parts.Length(part) > 0
                && inner.FindOrigin(Slice(inputs, parts, part), Slice(targets, parts, part), SeedOf(part, seed)) is { } kernel)
                return kernel;
        }

        return null;
    }
}
