using System.Diagnostics;
using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Serialization;
using ModelCompiler.Training;
using Transfer.Networks;

namespace Transfer;

/// <summary>Accuracy on the test set of one way to learn from so many samples.</summary>
internal sealed record Outcome(int PerClass, double Scratch, double Features, double FineTuned, double Seconds);

/// <summary>Three ways to learn ten classes from few samples: from scratch, from a pretrained network's features, and by fine-tuning that
/// network's end.</summary>
internal sealed class Comparison(ResNet18 pretrained, Dataset train, Dataset test, int seed, Action<string> say)
{
    private const int Batch = 32;
    private readonly Features features = new(pretrained);
    private readonly Dataset largeTest = Pictures.Enlarged(test);
    private Dataset? testFeatures;

    public Outcome Run(int perClass, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Dataset few = Pictures.OfEachClass(train, perClass), large = Pictures.Enlarged(few);
        // As many steps for few samples as for many would be: small sets are seen more often.
        int epochs = Math.Clamp(1000 / ((perClass * 10 / Batch) + 1), 6, 100);
        double scratch = Learn(new FromScratch(seed), new Adam(1e-3f), few, test, epochs, cancellation);
        say($"{perClass} a class, from scratch: {scratch:P1}");

        Dataset known = Extract(large);
        testFeatures ??= Extract(largeTest);
        var head = new LinearClassifier(seed);
        double shelf = Learn(head, new Adam(2e-3f), known, testFeatures, 2 * epochs, cancellation);
        say($"{perClass} a class, features and a linear classifier: {shelf:P1}");

        double tuned = Learn(Tuned(head), new Adam(1e-4f), large, largeTest, Math.Clamp(epochs / 4, 2, 10), cancellation);
        say($"{perClass} a class, fine-tuned: {tuned:P1}");
        return new Outcome(perClass, scratch, shelf, tuned, watch.Elapsed.TotalSeconds);
    }

    /// <summary>The pretrained weights under a head that has learnt already: a head of random weights would first of all spoil
    /// the features.</summary>
    private FineTuned Tuned(LinearClassifier head)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            pretrained.Save(file);
            var model = new FineTuned(seed);
            TransferredWeights taken = model.LoadMatching(file);
            if (taken.Missing is not ["classes.kernel", "classes.bias"])
                throw new ExampleException($"The pretrained weights do not fit: {taken}.");
            foreach (ParameterTensor tensor in head.Parameters)
                tensor.Span.CopyTo(model.Parameters[tensor.Name].Span);
            model.Parameters.Touch();
            return model;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Dataset Extract(Dataset pictures)
    {
        var values = new float[pictures.Count * Features.OutputSize];
        for (int at = 0; at < pictures.Count; at += 256)
        {
            int count = Math.Min(256, pictures.Count - at);
            features.Predict(pictures.Inputs.Slice(at * Features.InputSize, count * Features.InputSize),
                values.AsSpan(at * Features.OutputSize, count * Features.OutputSize));
        }

        return Dataset.FromArrays(values, pictures.Labels.ToArray(), Features.OutputSize);
    }

    private static double Learn<T>(T model, Optimizer optimizer, Dataset few, Dataset test, int epochs, CancellationToken cancellation)
        where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, optimizer);
        trainer.Fit(few, new FitOptions { Epochs = epochs, BatchSize = Batch, CancellationToken = cancellation });
        return trainer.Evaluate(test).Accuracy;
    }
}
