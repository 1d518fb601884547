using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Interpretation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Compiled.Tests.Interpreted;

/// <summary>
/// Every pass of the compiler against the reference, interpreted in double: no rounding to forgive, so the tolerance is close. Toy machines let small networks take the passes' every way. A mistake
/// found here lies before lowering, in the pass that is named; one found only in compiled models lies behind.
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
    public void Layers_and_options_mean_what_the_reference_says(bool toy) =>
        CheckAll([.. LayerCases.All.Where((_, i) => LongTests.Run || i % 2 == (toy ? 1 : 0))], i => toy ? ToyMachines.Draw((ulong)i) : null);

    [Theory, InlineData(1, false), InlineData(2, true), InlineData(3, true)]
    public void Random_networks_mean_what_the_reference_says(ulong seed, bool toy)
    {
        var networks = new RandomNetworks(seed);
        CheckAll([.. Enumerable.Range(0, 40).Select(i => networks.Next($"Random{i}"))], i => toy ? ToyMachines.Draw(seed + (ulong)i) : null);
    }

    /// <summary>Winograd's convolutions with and without a pooling behind them, and toy machines for which small ones are run in bands of rows, or a sample whole.</summary>
    private static readonly (string Machine, ModelSource Source)[] Bands =
    [
        .. from machine in new[] { "cache=64;work=10;cells=1;channels=4;bands=2", "cache=32768;cells=1;channels=4" }
           from pooled in new[] { false, true }
           select (machine, new ModelSource($"Banded{pooled}", [16, 12, 3],
               [
                   new Conv2DSource(16, new(1, 1)) { Activation = ActivationSource.Tanh },
                   new Conv2DSource(16, new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh },
                   .. pooled ? [new PoolingSource(Max: false, new(2, 2))] : Array.Empty<LayerSource>(),
                   new GlobalAveragePoolingSource(),
               ],
               new(LossKindSource.MeanSquaredError))),
    ];

    [Fact]
    public void Bands_of_rows_mean_what_the_reference_says()
    {
        foreach (var (machine, source) in Bands) CheckAll([source], _ => machine);
    }

    /// <summary>Networks whose training scales the loss on devices: penalties, statistics, several losses.</summary>
    private static readonly ModelSource[] Scaled =
    [
        new(
            "ScaledDense",
            [5],
            [new DenseSource(4) { Activation = ActivationSource.Tanh, L1 = 0.02, L2 = 0.03 }, new DenseSource(3)],
            new(LossKindSource.MeanSquaredError))
        {
            TrainingPrecision = ReferencePrecision.Float16,
        },
        new(
            "ScaledMap",
            [6, 5, 3],
            [
                new Conv2DSource(4, new(3, 3)), new BatchNormalizationSource(), new GlobalAveragePoolingSource(),
                new DenseSource(2) { L2 = 0.1 },
            ],
            new(LossKindSource.MeanSquaredError))
        {
            TrainingPrecision = ReferencePrecision.Float16,
        },
    ];

    [Fact]
    public void A_scale_of_the_loss_is_no_part_of_the_CSharp_program() => CheckAll(Scaled, _ => null);

    /// <summary>A pass that no network here lets do anything would not be tested by the others.</summary>
    [Fact]
    public void Every_pass_changes_some_network()
    {
        var changing = new HashSet<string>();
        foreach (var ((source, model), i) in InterpretedModel.Bind(LayerCases.All).Select((bound, i) => (bound, i)))
            changing.UnionWith(model.ChangingPasses(ToyMachines.Draw((ulong)i), training: source.Loss is not null));
        foreach (var (machine, source) in Bands)
        {
            var passes = InterpretedModel.Bind([source]).Single().Model.ChangingPasses(machine, training: true);
            Assert.Contains("tile-and-fuse", passes);
            changing.UnionWith(passes);
        }
        foreach (var (_, model) in InterpretedModel.Bind(Scaled)) changing.UnionWith(model.ChangingPasses(null, training: true));
        Assert.Equal(InterpretedModel.Passes.Order(), changing.Order());
    }

    private static void CheckAll(IReadOnlyList<ModelSource> sources, Func<int, string?> machineOf)
    {
        var failures = new List<string>();
        foreach (var ((source, model), i) in InterpretedModel.Bind(sources).Select((bound, i) => (bound, i)))
        {
            string? machine = machineOf(i);
            try
            {
                Check(source, model, machine);
            }
            catch (Exception exception)
            {
                failures.Add($"{exception.Message}\n{source}\nmachine {machine}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {sources.Count} failed:\n\n{string.Join("\n\n", failures.Take(10))}");
    }

    private static void Check(ModelSource source, InterpretedModel model, string? machine)
    {
        var reference = source.Reference();
        var random = new SplitMix64(3);
        RandomWeights.Draw(reference, random);
        double[] inputs = Agreement.Widen(random.Floats(Batch * reference.InputSize));
        double[] outputs = reference.Predict(inputs);
        foreach (var (pass, actual) in model.Predict(reference, inputs, machine)) Near($"after {pass}: outputs", outputs, actual);
        if (source.Loss is null) return;

        DropoutHash.SetMasks(source, reference, Batch);
        double[] targets = Agreement.Widen(source.Loss.Targets(random, Batch * reference.OutputSize, reference.OutputShape[^1]));
        var expected = reference.Step(inputs, targets);
        double tolerance = Tolerance + Rounding(source, expected.Outputs);
        // What a batch's or a sample's own statistics take away cancels: gradients before them are small differences of large numbers.
        double floor = source.Layers.Any(l => l is BatchNormalizationSource or SampleNormalizationSource) ? Magnitude.Of(reference.Parameters.SelectMany(p => p.Gradients)) : Vanished;
        foreach (var step in model.Step(reference, inputs, targets, machine))
        {
            Near($"after {step.Pass}: outputs of the step", expected.Outputs, step.Outputs);
            Near($"after {step.Pass}: loss", [expected.Loss], [step.Loss], tolerance: tolerance);
            Assert.Equal(reference.Parameters.Where(p => p.Trainable).Select(p => p.Name).Order(), step.Gradients.Keys.Order());
            foreach (var (name, gradient) in step.Gradients)
                Near($"after {step.Pass}: gradient of {name}", reference.Parameters.Single(p => p.Name == name).Gradients, gradient, floor, tolerance);
        }
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
