using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Compares compiled models with the reference: outputs, loss and every gradient.</summary>
internal static class Agreement
{
    /// <summary>Allowed difference, relative to the largest value of the tensor. float32 rounds at 6e-8; sums of thousands of terms and a few layers lose some digits of that.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>
    /// The same where predictions quantize activations: a value is off by up to half a step of 255 of its layer's range, and layers add that
    /// up. Programs are compared closely where they are interpreted without rounding, and single layers by <c>ActivationQuantizationTests</c>.
    /// </summary>
    public const double QuantizedTolerance = 0.1;

    /// <summary>
    /// Inputs closer than this to a place where a derivative jumps (relative to the values there) are drawn again: float32 may fall to the other side, and both would be right.
    /// </summary>
    private const double KinkMargin = 5e-6;

    /// <summary>The same of networks with a million values in front of a kink, of sums of few terms: none would be farther from all of them.</summary>
    private const double FewTermsMargin = 4e-7;

    /// <summary>Checks one model with random weights and inputs.</summary>
    public static void Check(CompiledAssembly assembly, ModelSource source, int batch, ulong seed = 1) => Check(assembly.Model(source), source, batch, seed);

    /// <summary>Checks one model, wherever it runs, with random weights and inputs.</summary>
    public static void Check(ITestModel model, ModelSource source, int batch, ulong seed = 1)
    {
        var reference = source.Reference();
        var random = new SplitMix64(seed);
        Assert.Equal(reference.Parameters.Select(p => p.Name).Order(), model.Parameters.Select(p => p.Name).Order());
        model.Randomize(reference, random);

        float[] inputs = random.Floats(batch * reference.InputSize);
        double[] expected = reference.Predict(Widen(inputs));
        if (IsQuantized(source)) model.Calibrate(inputs);
        double tolerance = OfPredictions(source);
        double Moved() => Roundings.Move(reference, [inputs], moved => reference.Predict(moved[0]));
        Near(source, "outputs", expected, model.Predict(inputs), tolerance: tolerance, rounded: Moved);
        // One sample may take a way of its own; of the scale of all of them.
        Near(source, "outputs of one sample", expected[..reference.OutputSize], model.Predict(inputs[..reference.InputSize]), Floor(expected), tolerance, Moved);
        foreach (string output in reference.Outputs.Keys)
        {
            double[] values = reference.Predict(output, Widen(inputs));
            double MovedOutput() => Roundings.Move(reference, [inputs], moved => reference.Predict(output, moved[0]));
            Near(source, output, values, model.PredictOutput(output, inputs), tolerance: tolerance, rounded: MovedOutput);
            float[] one = model.PredictOutput(output, inputs[..reference.InputSize]);
            Near(source, $"{output} of one sample", values[..(values.Length / batch)], one, Floor(values), tolerance, MovedOutput);
        }

        if (source.Loss is not null) CheckStep(model, source, reference, batch, random);

        double Floor(double[] all) => IsQuantized(source) ? all.Max(Math.Abs) : 1e-6;
    }

    private static bool IsQuantized(ModelSource source) => source.Precision == ReferencePrecision.Int8Activations;

    private static double OfPredictions(ModelSource source) => IsQuantized(source) ? QuantizedTolerance : Tolerance;

    /// <summary>Checks one training step; the gradients of dropout need their mask and are not compared here.</summary>
    private static void CheckStep(ITestModel model, ModelSource source, ReferenceNetwork reference, int batch, SplitMix64 random)
    {
        var (inputs, targets, step) = Draw(source, reference, batch, random);
        if (IsQuantized(source)) model.Calibrate(inputs);
        else Near(source, "loss of an evaluation", [reference.Evaluate(Widen(inputs), Widen(targets))], [model.Evaluate(inputs, targets)]);
        if (source.Layers.Any(l => l is DropoutSource { Rate: > 0 })) return;

        Near(source, "loss", [step.Loss], [model.Step(inputs, targets)]);
        Near(source, "outputs of the step", step.Outputs, model.LastOutputs);
        double[][] gradients = [.. reference.Parameters.Select(p => p.Gradients.ToArray())];
        double[] floors = Floors(reference, inputs, targets);
        foreach (var (i, parameter) in reference.Parameters.Index())
        {
            Assert.Equal(parameter.Trainable, model.Parameters[parameter.Name].Trainable);
            Assert.Equal(parameter.Shape, model.Parameters[parameter.Name].Shape);
            if (!parameter.Trainable) continue;
            double Moved() => Roundings.Move(reference, [inputs, targets], moved =>
            {
                reference.Step(moved[0], moved[1]);
                return [.. parameter.Gradients];
            });
            Near(source, $"gradient of {parameter.Name}", gradients[i], model.Gradient(parameter.Name), floors[i], rounded: Moved);
        }
    }

    /// <summary>How far the gradients of one training step are from the reference's: for each model the largest difference, relative to the largest value of the tensor's gradient.</summary>
    /// <param name="source">What all the models are.</param>
    /// <param name="models">The same network on several machines, which share what the reference computes.</param>
    public static double[] GradientDistances(ModelSource source, IReadOnlyList<ITestModel> models, int batch, ulong seed = 1)
    {
        var reference = source.Reference();
        foreach (ITestModel model in models) model.Randomize(reference, new SplitMix64(seed));
        var random = new SplitMix64(seed + 1);
        float[] inputs, targets;
        do
        {
            inputs = random.Floats(batch * reference.InputSize);
            targets = source.Loss!.Targets(random, batch * reference.OutputSize, reference.OutputShape[^1]);
        }
        while (reference.Step(Widen(inputs), Widen(targets)).DistanceToKink <= FewTermsMargin);
        return [.. models.Select(model =>
        {
            model.Step(inputs, targets);
            return reference.Parameters.Where(p => p.Trainable).Max(p => Distance(p.Gradients, model.Gradient(p.Name)));
        })];
    }

    private static double Distance(ReadOnlySpan<double> expected, float[] actual)
    {
        double largest = 0, scale = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            // Not a number is no small difference.
            largest = double.IsNaN(actual[i]) ? double.PositiveInfinity : Math.Max(largest, Math.Abs(expected[i] - actual[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return largest / scale;
    }

    /// <summary>
    /// On which scale each gradient is compared, if it is not large itself: a thousandth of the largest one, and what it is before the batch's own statistics take their part
    /// away. What is left of such a difference (nothing, of a bias before a normalization) is rounded as its terms are.
    /// </summary>
    private static double[] Floors(ReferenceNetwork reference, float[] inputs, float[] targets)
    {
        double least = 1e-3 * reference.Parameters.Where(p => p.Trainable).Select(p => Magnitude.Of(p.Gradients)).DefaultIfEmpty(1).Max();
        ReferenceBatchNormalization[] normalizations = [.. reference.Layers.OfType<ReferenceBatchNormalization>()];
        if (normalizations.Length > 0)
        {
            foreach (var layer in normalizations) layer.DifferentiatesStatistics = false;
            reference.Step(Widen(inputs), Widen(targets));
            foreach (var layer in normalizations) layer.DifferentiatesStatistics = true;
        }

        // A scale's gradient is a sum of the same terms as its shift's, each times a normalized value: of equal values that is the rounding of their mean, over the root of epsilon.
        double Shift(string name) => name.EndsWith(".gamma", StringComparison.Ordinal)
            ? reference.Parameters.Where(p => p.Name == name[..^5] + "beta").Select(p => Magnitude.Of(p.Gradients)).FirstOrDefault() : 0;
        return [.. reference.Parameters.Select(p => Math.Max(least, normalizations.Length > 0 ? Math.Max(Magnitude.Of(p.Gradients), Shift(p.Name)) : 0))];
    }

    private static (float[] Inputs, float[] Targets, ReferenceStep Step) Draw(ModelSource source, ReferenceNetwork reference, int batch, SplitMix64 random)
    {
        for (int attempt = 0; ; attempt++)
        {
            float[] inputs = random.Floats(batch * reference.InputSize);
            float[] targets = source.Loss!.Targets(random, batch * reference.OutputSize, reference.OutputShape[^1]);
            var step = reference.Step(Widen(inputs), Widen(targets));
            if (step.DistanceToKink > KinkMargin) return (inputs, targets, step);
            Assert.True(attempt < 100, $"no inputs away from kinks were found for\n{source}");
        }
    }

    /// <summary>Every element within the tolerance, relative to the tensor's largest value or <paramref name="floor"/>; or within what roundings explain, which is asked for only then.</summary>
    public static void Near(object source, string what, double[] expected, float[] actual, double floor = 1e-6, double tolerance = Tolerance, Func<double>? rounded = null)
    {
        Assert.Equal(expected.Length, actual.Length);
        double allowed = tolerance * Math.Max(expected.Max(Math.Abs), floor);
        bool asked = rounded is null;
        for (int i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i] - actual[i]) <= allowed) continue;
            if (!asked && float.IsFinite(actual[i])) (asked, allowed) = (true, Math.Max(allowed, rounded!()));
            if (!(Math.Abs(expected[i] - actual[i]) <= allowed))
                Assert.Fail($"{what}[{i}] of {expected.Length}: expected {expected[i]}, got {actual[i]}, allowed difference {allowed:g3}\n{source}");
        }
    }

    public static double[] Widen(float[] values) => [.. values.Select(v => (double)v)];
}
