using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Interpretation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Compiled.Tests.Interpreted;

/// <summary>
/// Definitions, gradients and fusion against the reference, interpreted in double: no rounding to forgive, so the tolerance is close.
/// A mistake found here lies before lowering; one found only in compiled models lies behind.
/// </summary>
public class InterpretedTests
{
    private const int Batch = 2;

    /// <summary>Constants such as 1 / count are floats in the program.</summary>
    private const double Tolerance = 2e-6;

    /// <summary>Gradients of saturated layers are differences of numbers that double holds to this place.</summary>
    private const double Vanished = 1e-9;

    /// <summary>From 1 to the next double.</summary>
    private const double Ulp = 2.3e-16;

    [Theory, InlineData(false), InlineData(true)]
    public void Layers_and_options_mean_what_the_reference_says(bool fused) => CheckAll(LayerCases.All, fused);

    [Theory, InlineData(1, false), InlineData(2, true), InlineData(3, true)]
    public void Random_networks_mean_what_the_reference_says(ulong seed, bool fused)
    {
        var networks = new RandomNetworks(seed);
        CheckAll([.. Enumerable.Range(0, 40).Select(i => networks.Next($"Random{i}"))], fused);
    }

    private static void CheckAll(IReadOnlyList<ModelSource> sources, bool fused)
    {
        var failures = new List<string>();
        foreach (var (source, model) in InterpretedModel.Bind(sources))
        {
            try
            {
                Check(source, model, fused);
            }
            catch (Exception exception)
            {
                failures.Add($"{exception.Message}\n{source}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {sources.Count} failed:\n\n{string.Join("\n\n", failures.Take(10))}");
    }

    private static void Check(ModelSource source, InterpretedModel model, bool fused)
    {
        var reference = source.Reference();
        var random = new SplitMix64(3);
        RandomWeights.Draw(reference, random);
        double[] inputs = Agreement.Widen(random.Floats(Batch * reference.InputSize));
        Near("outputs", reference.Predict(inputs), model.Predict(reference, inputs, fused));
        if (source.Loss is null) return;

        DropoutHash.SetMasks(source, reference, Batch);
        double[] targets = Agreement.Widen(source.Loss.Targets(random, Batch * reference.OutputSize, reference.OutputShape[^1]));
        var expected = reference.Step(inputs, targets);
        var actual = model.Step(reference, inputs, targets, fused);
        Near("outputs of the step", expected.Outputs, actual.Outputs);
        double tolerance = Tolerance + Rounding(source, expected.Outputs);
        Near("loss", [expected.Loss], [actual.Loss], tolerance: tolerance);
        Assert.Equal(reference.Parameters.Where(p => p.Trainable).Select(p => p.Name).Order(), actual.Gradients.Keys.Order());
        // What a batch's or a sample's own statistics take away cancels: gradients before them are small differences of large numbers.
        double floor = source.Layers.Any(l => l is BatchNormalizationSource or SampleNormalizationSource) ? Magnitude.Of(reference.Parameters.SelectMany(p => p.Gradients)) : Vanished;
        foreach (var (name, gradient) in actual.Gradients) Near($"gradient of {name}", reference.Parameters.Single(p => p.Name == name).Gradients, gradient, floor, tolerance);
    }

    /// <summary>The reference's cross-entropy is that of probabilities, of which double holds 1 - y no better than to this part of it; the program's is that of logits.</summary>
    private static double Rounding(ModelSource source, double[] outputs) =>
        source.Loss is { Kind: LossKindSource.BinaryCrossEntropy or LossKindSource.BinaryFocalCrossEntropy } ? outputs.Max(y => Ulp / (1 - y + Ulp)) : 0;

    private static void Near(string what, double[] expected, double[] actual, double floor = 0, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double allowed = tolerance * Math.Max(Magnitude.Of(expected), floor);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= allowed)) Assert.Fail($"{what}[{i}] of {expected.Length}: expected {expected[i]}, got {actual[i]}");
    }
}
