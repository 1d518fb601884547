using Architectures.Data;
using Architectures.Report;
using Architectures.Training;

namespace Architectures;

/// <summary>A network of the catalog, seen without its type.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="About">One line on what it is known for.</param>
internal abstract record Network(string Name, string About)
{
    /// <summary>What the compiler knows about it.</summary>
    public abstract ModelSummary Summary { get; }

    /// <summary>What it learns, or null if it has nothing to learn.</summary>
    public abstract Workload? Workload { get; }

    /// <summary>Trains it from scratch and finds out what it has learnt.</summary>
    /// <exception cref="ExampleException">It has nothing to learn, or its data cannot be found.</exception>
    public abstract TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation);
}

/// <summary>A network that learns.</summary>
/// <param name="Create">An instance with weights drawn from a seed.</param>
internal sealed record Network<T>(string Name, string About, Func<int, T> Create, Workload Learns, double LearningRate = 1e-3) : Network(Name, About)
    where T : class, ITrainableModel<T>
{
    public override ModelSummary Summary => T.Summary;

    public override Workload Workload => Learns;

    public override TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation) =>
        new TrainingRun<T>(this, options, report).Run(cancellation);
}

/// <summary>A network whose numbers are all fixed.</summary>
internal sealed record Filter<T>(string Name, string About, Func<T> Create) : Network(Name, About)
    where T : class, IModel<T>
{
    public override ModelSummary Summary => T.Summary;

    public override Workload? Workload => null;

    public override TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation) =>
        throw new ExampleException($"'{Name}' has no weights: there is nothing to train. See 'summary {Name}'.");
}
