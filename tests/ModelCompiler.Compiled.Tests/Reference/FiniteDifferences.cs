using ModelCompiler.Reference;
using ModelCompiler.Testing;

namespace ModelCompiler.Compiled.Tests.Reference;

/// <summary>Compares a reference gradient with central differences, both in double.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-7;

    /// <summary>Checks one layer against a random weighting of its outputs.</summary>
    public static void CheckLayer(ReferenceLayer layer, int[] inputShape, ulong seed = 1)
    {
        layer.Connect(inputShape);
        var random = new SplitMix64(seed);
        var input = Doubles(random, layer.InputSize);
        var weights = Doubles(random, layer.OutputSize);
        foreach (var parameter in layer.Parameters) Doubles(random, parameter.Values.Length).CopyTo(parameter.Values, 0);

        double Objective() => layer.Forward(input, 0).Zip(weights, (y, w) => y * w).Sum();

        var inputGradient = layer.Backward(input, layer.Forward(input, 0), weights, 0);
        Check("input", input, inputGradient, Objective);
        foreach (var parameter in layer.Parameters) Check(parameter.Name, parameter.Values, parameter.Gradients, Objective);
    }

    /// <summary>Checks a whole network's step: loss, mean over the batch, penalties.</summary>
    public static void CheckNetwork(ReferenceNetwork network, int batch, Func<SplitMix64, double> target, ulong seed = 1)
    {
        var random = new SplitMix64(seed);
        var inputs = Doubles(random, batch * network.InputSize);
        var targets = new double[batch * network.OutputSize];
        for (int i = 0; i < targets.Length; i++) targets[i] = target(random);
        foreach (var parameter in network.Parameters) Doubles(random, parameter.Values.Length).CopyTo(parameter.Values, 0);

        var step = network.Step(inputs, targets);
        var gradients = network.Parameters.Select(p => (double[])[.. p.Gradients]).ToArray();
        double Objective() => network.Step(inputs, targets).Loss;

        Check("inputs", inputs, step.InputGradients, Objective);
        foreach (var (parameter, gradient) in network.Parameters.Zip(gradients)) Check(parameter.Name, parameter.Values, gradient, Objective);
    }

    private static void Check(string name, double[] values, double[] gradient, Func<double> objective)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double kept = values[i];
            values[i] = kept + Step;
            double above = objective();
            values[i] = kept - Step;
            double below = objective();
            values[i] = kept;

            double expected = (above - below) / (2 * Step);
            Assert.True(
                Math.Abs(gradient[i] - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)),
                $"{name}[{i}]: the gradient is {gradient[i]}, finite differences give {expected}");
        }
    }

    private static double[] Doubles(SplitMix64 random, int count) => [.. random.Floats(count).Select(v => (double)v)];
}
