using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// Random networks whose training keeps 16 bits, beside the same networks in single precision on the same device: one step's loss, outputs
/// and gradients. <c>MODELCOMPILER_RANDOM_NETWORKS=200</c> runs more of them.
/// </summary>
public class MixedRandomNetworkTests
{
    private static readonly int Count =
        int.Parse(Environment.GetEnvironmentVariable("MODELCOMPILER_RANDOM_NETWORKS") is { Length: > 0 } text ? text : "6");

    /// <summary>
    /// Of the median network; single ones meet a kink (a maximum, a rectifier) between the two values of a number, where a gradient jumps.
    /// </summary>
    [DeviceTheory]
    [InlineData(ReferencePrecision.Float16, 2e-3, 0.3)]
    [InlineData(ReferencePrecision.BFloat16, 2e-2, 0.8)]
    public void A_step_is_near_that_of_single_precision(ReferencePrecision precision, double median, double most)
    {
        var networks = new RandomNetworks(77);
        ModelSource[] singles = [.. Draw(networks).Where(s => s.Loss is not null && !s.Layers.Any(IsRandom)).Take(Count)];
        ModelSource[] mixed = [.. singles.Select(s => s with { Name = s.Name + "Mixed", TrainingPrecision = precision })];
        var assembly = InMemoryCompiler.Compile([.. singles, .. mixed], DeviceCases.Options);
        var distances = new List<double>();
        for (int i = 0; i < singles.Length; i++)
        {
            var (kind, variant, batch) = (i % 2 == 0 ? DeviceKind.Cpu : DeviceKind.Gpu, i / 2 % 3, 4 + (i % 5));
            Step one = Run(assembly, singles[i], kind, variant, batch), other = Run(assembly, mixed[i], kind, variant, batch);
            Assert.True(float.IsFinite(other.Loss), $"{mixed[i]}");
            double distance = one.Gradients.Zip(other.Gradients, (a, b) => Distance(a, b, one.Gradients)).Max();
            string which = $"{kind}, way {variant}, batch {batch}";
            Assert.True(distance <= most, $"{which}: gradients differ by {distance:g2} of the largest\n{mixed[i]}");
            bool near = Math.Abs(one.Loss - other.Loss) <= (most / 10 * Math.Abs(one.Loss)) + 1e-3;
            Assert.True(near, $"{which}: loss {other.Loss} beside {one.Loss}\n{mixed[i]}");
            distances.Add(distance);
        }

        distances.Sort();
        Assert.InRange(distances[distances.Count / 2], 0, median);
    }

    private static bool IsRandom(LayerSource layer) => layer is DropoutSource { Rate: > 0 };

    private static IEnumerable<ModelSource> Draw(RandomNetworks networks)
    {
        for (int i = 0; ; i++) yield return networks.Next($"Drawn{i}");
    }

    private static Step Run(CompiledAssembly assembly, ModelSource source, DeviceKind kind, int variant, int batch)
    {
        using var model = new DeviceTestModel(assembly, source, kind, variant);
        var reference = source.Reference();
        model.Randomize(reference, new SplitMix64(3));
        var random = new SplitMix64(5);
        float[] inputs = random.Floats(batch * reference.InputSize);
        float[] targets = source.Loss!.Targets(random, batch * reference.OutputSize, reference.OutputShape[^1]);
        float loss = model.Step(inputs, targets);
        return new Step(loss, [.. reference.Parameters.Where(p => p.Trainable).Select(p => model.Gradient(p.Name))]);
    }

    /// <summary>The length of a difference as a part of the longest gradient: what cancels has no digits of its own.</summary>
    private static double Distance(float[] expected, float[] actual, float[][] all) =>
        Length(expected.Zip(actual, (e, a) => a - e)) / Math.Max(all.Max(g => Length(g)), 1e-20);

    private static double Length(IEnumerable<float> values) => Math.Sqrt(values.Sum(v => (double)v * v));

    private sealed record Step(float Loss, float[][] Gradients);
}
