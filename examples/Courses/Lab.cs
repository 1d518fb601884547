using Courses.Data;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace Courses;

/// <summary>Trains for the chapters.</summary>
internal sealed class Lab(CourseData data, int seed, CancellationToken cancellation, Action<string> say)
{
    public CourseData Data => data;

    public int Seed => seed;

    /// <summary>Says what is going on.</summary>
    public void Say(string text) => say(text);

    /// <summary>Trains a network and returns its epochs.</summary>
    /// <param name="model">The network.</param>
    /// <param name="optimizer">The rule.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="test">What it is tested on after each epoch.</param>
    /// <param name="epochs">Passes over the data.</param>
    /// <param name="batch">Samples of a step.</param>
    /// <param name="callbacks">Told as it goes.</param>
    public History Train<T>(
        T model, Optimizer optimizer, Dataset train, Dataset test, int epochs, int batch = 32, params IReadOnlyList<ICallback> callbacks)
        where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, optimizer, new TrainerOptions { Seed = seed });
        History history = trainer.Fit(train, new FitOptions
        {
            Epochs = epochs,
            BatchSize = batch,
            Validation = test,
            StopOnNaN = false,
            CancellationToken = cancellation,
            Callbacks = callbacks,
        });
        cancellation.ThrowIfCancellationRequested();
        return history;
    }

    /// <summary>Accuracy as a prediction has it, without dropout.</summary>
    public static double Accuracy<T>(T model, Dataset set) where T : class, ITrainableModel<T> =>
        new Trainer<T>(model, new Sgd(1e-3f)).Evaluate(set).Accuracy;

    /// <summary>Runs independent trainings side by side, each on one thread, and returns their results in order.</summary>
    public TResult[] SideBySide<TResult>(params IReadOnlyList<Func<TResult>> runs)
    {
        var results = new TResult[runs.Count];
        try
        {
            Parallel.For(
                0, runs.Count,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
                i => results[i] = runs[i]());
        }
        catch (AggregateException exception) when (exception.InnerExceptions.Any(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException("Cancelled.", exception, cancellation);
        }

        return results;
    }
}
