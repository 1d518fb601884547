using System.Runtime.ExceptionServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// Steps that several runners of one process share, such as one for each device: ranks that are threads. All make the same update, so that
/// their weights stay equal.
/// </summary>
internal sealed unsafe class SeveralRunners : IStepRunner, IDisposable
{
    private readonly IStepRunner[] inner;
    private readonly LocalRanks ranks;
    private readonly SeveralMemories memory;
    private readonly Exception?[] failures;
    private readonly RankThread[] threads;
    private PartedRunner[] runners;
    private Work work;

    /// <param name="inner">Runners of the same model and optimizer, with equal weights.</param>
    public SeveralRunners(IStepRunner[] inner)
    {
        this.inner = inner;
        ranks = new LocalRanks(inner.Length);
        memory = new SeveralMemories([.. inner.Select(i => i.OptimizerMemory)]);
        failures = new Exception?[inner.Length];
        // Ranks wait for one another within a step, so that each needs a thread of its own.
        threads = [.. Enumerable.Range(1, inner.Length - 1).Select(rank => new RankThread(this, rank))];
        runners = Divide(parts: null, GradientReduction.FixedOrder);
    }

    public ProgramLayout Layout => inner[0].Layout;

    public int Threads => inner[0].Threads;

    public long StepCount => inner[0].StepCount;

    public IOptimizerMemory OptimizerMemory => memory;

    public AlignedBuffer Gradients => runners[0].Gradients;

    public ParameterSet Parameters => inner[0].Parameters;

    public ReadOnlySpan<float> LastOutputs => runners[0].LastOutputs;

    public ReadOnlySpan<float> InputGradients => runners[0].InputGradients;

    public int ParameterFloats => inner[0].ParameterFloats;

    public bool SkippedUpdate => runners[0].SkippedUpdate;

    public bool OutputsAreHere => true;

    public StepCapture? Capture { set => runners[0].Capture = value; }

    public double? DropoutByHand
    {
        get => inner[0].DropoutByHand;
        set => Array.ForEach(inner, i => i.DropoutByHand = value);
    }

    /// <summary>Takes up what a trainer's options say.</summary>
    public SeveralRunners With(TrainerOptions? options)
    {
        if (options?.Communicator is { Size: > 1 })
            throw new NotSupportedException($"'{Layout.ModelName}': several devices in each of several processes. Start a process for each "
                + "device, and give each the device of its Communicator.LocalRank.");
        runners = Divide(options?.BatchParts, options?.GradientReduction ?? GradientReduction.FixedOrder);
        return this;
    }

    public void TakeParameters(ParameterSet values) => Array.ForEach(inner, i => i.TakeParameters(values));

    public void CopyParametersTo(Span<float> destination) => inner[0].CopyParametersTo(destination);

    public void SetParameters(ReadOnlySpan<float> source)
    {
        foreach (IStepRunner runner in inner)
            runner.SetParameters(source);
    }

    public string? FindOrigin(ReadOnlySpan<float> inputs, StepTargets targets, int seed) => runners[0].FindOrigin(inputs, targets, seed);

    public void BeginFit() => Array.ForEach(inner, i => i.BeginFit());

    public void EndFit() => Array.ForEach(inner, i => i.EndFit());

    public void Enter()
    {
        int entered = 0;
        try
        {
            for (; entered < inner.Length; entered++)
                inner[entered].Enter();
        }
        catch
        {
            while (entered > 0)
                inner[--entered].Exit();
            throw;
        }
    }

    public void Exit() => Array.ForEach(inner, i => i.Exit());

    public int CountRight(ReadOnlySpan<int> labels) => runners[0].CountRight(labels);

    public float Step(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly) =>
        Run(inputs, targets, seed, finiteOnly, trains: true);

    public float Evaluate(ReadOnlySpan<float> inputs, StepTargets targets) =>
        Run(inputs, targets, seed: 0, finiteOnly: false, trains: false);

    public float ComputeGradients(ReadOnlySpan<float> inputs, StepTargets targets, int seed, AlignedBuffer into) =>
        throw new NotSupportedException("Several runners divide batches themselves.");

    public void Apply(AlignedBuffer gradients) => Array.ForEach(inner, i => i.Apply(gradients));

    public void Dispose()
    {
        Array.ForEach(threads, t => t.Dispose());
        ranks.Dispose();
    }

    private PartedRunner[] Divide(int? parts, GradientReduction reduction) =>
        [.. inner.Select(
            (runner, i) => new PartedRunner(runner, ranks.Members[i], parts ?? TrainerOptions.DefaultPartsOf(inner.Length), reduction))];

    private float Run(ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool finiteOnly, bool trains)
    {
        fixed (float* samples = inputs, dense = targets.Dense, weights = targets.Weights)
        fixed (int* labels = targets.Labels)
        {
            work = new Work(
                samples, inputs.Length, labels, targets.Labels.Length, dense, targets.Dense.Length, weights, targets.Weights.Length,
                    targets.AreLabels, seed, finiteOnly, trains);
            foreach (RankThread thread in threads)
                thread.Begin();
            float loss = RunRank(0);
            foreach (RankThread thread in threads)
                thread.Join();
            if (Array.Find(failures, f => f is not (null or OperationCanceledException)) is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            return loss;
        }
    }

    private float RunRank(int rank)
    {
        try
        {
            var inputs = new ReadOnlySpan<float>(work.Inputs, work.InputLength);
            var labels = new ReadOnlySpan<int>(work.Labels, work.LabelLength);
            StepTargets targets = work.AreLabels
                ? new StepTargets(labels)
                : new StepTargets(labels, new ReadOnlySpan<float>(work.Dense, work.DenseLength),
                new ReadOnlySpan<float>(work.Weights, work.WeightLength));
            float loss = work.Trains ? runners[rank].Step(inputs, targets, work.Seed, work.FiniteOnly) : runners[rank]
                .Evaluate(inputs, targets);
            // All take part in bringing outputs together, wanted or not.
            _ = runners[rank].LastOutputs;
            return loss;
        }
        catch (Exception exception)
        {
            failures[rank] = exception;
            ranks.Fail();
            return float.NaN;
        }
    }

    /// <summary>A thread that runs one rank's part of each step, and waits for the next.</summary>
    private sealed class RankThread : IDisposable
    {
        private readonly SemaphoreSlim begin = new(0), end = new(0);
        private readonly Thread thread;
        private bool disposed;

        public RankThread(SeveralRunners owner, int rank)
        {
            thread = new Thread(() =>
            {
                begin.Wait();
                while (!disposed)
                {
                    owner.RunRank(rank);
                    end.Release();
                    begin.Wait();
                }
            })
            { IsBackground = true, Name = $"ModelCompiler device {rank}" };
            thread.Start();
        }

        public void Begin() => begin.Release();

        public void Join() => end.Wait();

        public void Dispose()
        {
            disposed = true;
            begin.Release();
            thread.Join();
            begin.Dispose();
            end.Dispose();
        }
    }

    private readonly struct Work(
        float* inputs, int inputLength, int* labels, int labelLength, float* dense, int denseLength, float* weights, int weightLength,
            bool areLabels, int seed, bool finiteOnly, bool trains)
    {
        public readonly float* Inputs = inputs, Dense = dense, Weights = weights;
        public readonly int* Labels = labels;
        public readonly int InputLength = inputLength, LabelLength = labelLength, DenseLength = denseLength,
            WeightLength = weightLength, Seed = seed;
        public readonly bool AreLabels = areLabels, FiniteOnly = finiteOnly, Trains = trains;
    }
}
