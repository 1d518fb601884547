namespace ModelCompiler.Training;

/// <summary>Settings of a <see cref="Trainer{T}"/>.</summary>
public sealed class TrainerOptions
{
    /// <summary>What dropout and the order of samples are drawn from: equal seeds, weights and data give equal results, bit for bit, on
    /// any number of threads. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The ranks that train together, such as <c>Mpi.World</c>: each takes its share of every batch, and all make the same update. They are
    /// given the same data, options and weights. Default: none; this process trains by itself.
    /// </summary>
    public Communicator? Communicator { get; init; }

    /// <summary>
    /// In how many parts each batch is divided. Each part's gradients are summed by themselves, and the parts' sums in one fixed order, so
    /// that runs with the same number of parts end with the same weights to the last bit, on any number of ranks up to that. Dropout is
    /// drawn, and normalizations over the batch are computed, for each part. Default: with a <see cref="Communicator"/> 4, or as many as
    /// there are ranks if those are more; without one, batches are not divided, which is faster where weights are many.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? BatchParts
    {
        get;
        init => field = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchParts), value, $"TrainerOptions.BatchParts is at least 1; got {value}.");
    }

    /// <summary>How gradients of several ranks are added up. Default: so that the number of ranks changes no bit.</summary>
    public GradientReduction GradientReduction { get; init; }

    /// <summary>
    /// Whether gradients of several ranks travel while those of the layers before are still computed, on a thread of their own. Only
    /// networks with more than 4 MiB of gradients have several messages; on an OpenCL device all gradients are there at once. It changes no
    /// bit. Default: where there are several machines, or where this rank has a processor more than threads: MPI takes one while it waits.
    /// </summary>
    public bool? OverlapGradients { get; init; }

    /// <summary>Parts of a batch where nobody says it: the same for one to four ranks.</summary>
    internal static int DefaultPartsOf(int ranks) => Math.Max(4, ranks);

    /// <summary>Where steps run, divided if these options ask for it.</summary>
    internal static IStepRunner Divide(IStepRunner runner, TrainerOptions? options)
    {
        if (runner is SeveralRunners several)
            return several.With(options);
        if (options is null or { Communicator: null, BatchParts: null })
            return runner;
        Communicator ranks = options.Communicator ?? Communicator.Alone;
        return new PartedRunner(runner, ranks, options.BatchParts ?? DefaultPartsOf(ranks.Size), options.GradientReduction,
            options.OverlapGradients);
    }
}
