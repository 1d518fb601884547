using Architectures.Data;
using Architectures.Report;
using Architectures.Training;
using ModelCompiler.OpenCL;

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

    /// <summary>Shows what it does, if that can be seen without training.</summary>
    public virtual void Demonstrate(ConsoleReport report)
    {
    }

    /// <summary>Trains it from scratch and finds out what it has learnt.</summary>
    /// <exception cref="ExampleException">It has nothing to learn, or its data cannot be found.</exception>
    public abstract TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation);
}

/// <summary>A network that learns.</summary>
/// <param name="Create">An instance with weights drawn from a seed.</param>
internal sealed record Network<T>(string Name, string About, Func<int, T> Create, Workload Learns, double LearningRate = 1e-3)
    : Network(Name, About)
    where T : class, ITrainableModel<T>, IOpenCLModel<T>
{
    public override ModelSummary Summary => T.Summary;

    public override Workload Workload => Learns;

    public override TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation) =>
        new TrainingRun<T>(this, options, report).Run(cancellation);
}

/// <summary>A network whose numbers are all fixed.</summary>
/// <param name="Shows">What its work is shown on, if on anything.</param>
internal sealed record Filter<T>(string Name, string About, Func<T> Create, Workload? Shows = null) : Network(Name, About)
    where T : class, IModel<T>
{
    private const int Pictures = 4;

    public override ModelSummary Summary => T.Summary;

    public override Workload? Workload => null;

    public override void Demonstrate(ConsoleReport report)
    {
        if (Shows is null)
            return;
        var samples = Shows.Open(new Request(T.Summary.InputShape, Train: 1, Test: Pictures, Seed: 1, Folder: null));
        report.Pictures(samples.Test.Inputs.ToArray(), Create().Predict(samples.Test.Inputs), T.Summary.InputShape[1], Pictures);
    }

    public override TrainingOutcome Train(TrainingOptions options, ConsoleReport report, CancellationToken cancellation) =>
        throw new ExampleException($"'{Name}' has no weights: there is nothing to train. See 'summary {Name}'.");
}
