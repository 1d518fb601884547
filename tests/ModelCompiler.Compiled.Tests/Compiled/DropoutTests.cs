using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Dropout's masks are the compiled model's own; a linear network shows them, and everything else must follow from them.</summary>
public class DropoutTests
{
    private const int Size = 600;
    private static readonly double[] Rates = [0.1, 0.25, 0.5, 0.9];

    /// <summary>A diagonal dense layer makes output / input the mask.</summary>
    private static ModelSource Network(double rate) =>
        new($"Drop{rate * 100:0}", [Size], [new DenseSource(Size), new DropoutSource(rate)], new(LossKindSource.MeanSquaredError));

    private static ModelSource TwoLayers { get; } =
        new("DropTwice", [Size], [new DenseSource(Size), new DropoutSource(0.5), new DropoutSource(0.5)], new(LossKindSource.MeanSquaredError));

    private static ModelSource Deep { get; } =
        new("DropDeep", [6, 5, 3], [new Conv2DSource(7, new(2, 2)) { Activation = ActivationSource.Tanh }, new DropoutSource(0.3)], new(LossKindSource.MeanSquaredError));

    private static ModelSource Channels { get; } = new(
        "DropChannels", [6, 5, 3], [new Conv2DSource(20, new(2, 2)) { Activation = ActivationSource.Tanh }, new DropoutSource(0.3, DropoutUnitSource.Channel)], new(LossKindSource.MeanSquaredError));

    private static ModelSource Samples { get; } = new(
        "DropSamples", [6, 5, 3], [new Conv2DSource(7, new(2, 2)) { Activation = ActivationSource.Tanh }, new DropoutSource(0.3, DropoutUnitSource.Sample)], new(LossKindSource.MeanSquaredError));

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => InMemoryCompiler.Compile([.. Rates.Select(Network), TwoLayers, Deep, Channels, Samples]));

    public static TheoryData<double> AllRates => [.. Rates];

    [Theory, MemberData(nameof(AllRates))]
    public void Keeps_the_right_share_and_scales_it(double rate)
    {
        float[] mask = Mask(Network(rate), batch: 8, dropoutSeed: 3);
        float scale = (float)(1 / (1 - rate));
        Assert.All(mask, factor => Assert.True(factor == 0 || Math.Abs(factor - scale) < 1e-5 * scale, $"a factor of {factor} at rate {rate}"));
        double kept = mask.Count(factor => factor != 0) / (double)mask.Length;
        // Five standard deviations of a fair draw.
        Assert.InRange(kept, 1 - rate - 5 * Math.Sqrt(rate * (1 - rate) / mask.Length), 1 - rate + 5 * Math.Sqrt(rate * (1 - rate) / mask.Length));
    }

    [Fact]
    public void Samples_steps_and_layers_draw_masks_of_their_own()
    {
        float[] mask = Mask(Network(0.5), batch: 2, dropoutSeed: 3);
        Assert.Equal(mask, Mask(Network(0.5), batch: 2, dropoutSeed: 3));
        AssertUnrelated(mask[..Size], mask[Size..]);
        AssertUnrelated(mask, Mask(Network(0.5), batch: 2, dropoutSeed: 4));
        // Two layers that drew the same mask would keep half of the values; of their own, a quarter.
        double kept = Mask(TwoLayers, batch: 8, dropoutSeed: 3).Count(factor => factor != 0) / (8.0 * Size);
        Assert.InRange(kept, 0.2, 0.3);
    }

    [Fact]
    public void Neighbours_are_unrelated()
    {
        float[] mask = Mask(Network(0.5), batch: 4, dropoutSeed: 8);
        foreach (int distance in (int[])[1, 2, 3, 4, 8, 16, 32]) AssertUnrelated(mask[..^distance], mask[distance..]);
    }

    [Fact]
    public void Predict_drops_nothing()
    {
        var source = Network(0.5);
        Agreement.Check(Assembly.Value, source, batch: 3);
        Agreement.Check(Assembly.Value, Deep, batch: 3);
    }

    [Fact]
    public void Channels_and_samples_are_dropped_as_a_whole()
    {
        float[] channels = Outputs(Channels, batch: 16), samples = Outputs(Samples, batch: 64);
        // 5×4 places of 20 channels, 5×4×7 elements.
        var byChannel = channels.Index().GroupBy(e => (Sample: e.Index / 400, Channel: e.Index % 20)).Select(g => g.Count(e => e.Item == 0)).ToArray();
        var bySample = samples.Chunk(140).Select(s => s.Count(y => y == 0)).ToArray();
        Assert.All(byChannel, zeros => Assert.True(zeros is 0 or 20));
        Assert.All(bySample, zeros => Assert.True(zeros is 0 or 140));
        Assert.InRange(byChannel.Count(zeros => zeros > 0) / 320.0, 0.17, 0.43);
        Assert.InRange(bySample.Count(zeros => zeros > 0) / 64.0, 0.05, 0.55);
        Assert.True(byChannel.Chunk(20).Select(sample => string.Concat(sample.Select(zeros => zeros > 0 ? "-" : "+"))).Distinct().Count() > 8, "samples drop the same channels");

        static float[] Outputs(ModelSource source, int batch)
        {
            var model = Assembly.Value.Model(source, seed: 4);
            float[] inputs = new SplitMix64(2).Floats(batch * 90);
            model.Step(inputs, new float[batch * source.Reference().OutputSize], 5);
            return [.. model.LastOutputs];
        }
    }

    [Theory, InlineData(1, "Deep"), InlineData(5, "Deep"), InlineData(5, "Channels"), InlineData(5, "Samples")]
    public void The_gradient_sees_the_mask_of_the_forward_pass(int batch, string network)
    {
        ModelSource source = network switch { "Channels" => Channels, "Samples" => Samples, _ => Deep };
        var reference = source.Reference();
        var model = Assembly.Value.Model(source);
        var random = new SplitMix64(6);
        model.Randomize(reference, random);
        float[] inputs = random.Floats(batch * reference.InputSize), targets = random.Floats(batch * reference.OutputSize);
        float loss = model.Step(inputs, targets, dropoutSeed: 21);

        double[] undropped = reference.Predict(Agreement.Widen(inputs));
        ReferenceDropout dropout = reference.Layers.OfType<ReferenceDropout>().Single();
        dropout.Mask = [.. model.LastOutputs.Zip(undropped, (y, x) => y == 0 ? 0 : 1 / (1 - 0.3))];
        Assert.Contains(0, dropout.Mask);

        ReferenceStep step = reference.Step(Agreement.Widen(inputs), Agreement.Widen(targets));
        Agreement.Near(source, "outputs", step.Outputs, model.LastOutputs);
        Agreement.Near(source, "loss", [step.Loss], [loss]);
        foreach (var parameter in reference.Parameters) Agreement.Near(source, parameter.Name, parameter.Gradients, model.Gradient(parameter.Name));
    }

    private static float[] Mask(ModelSource source, int batch, uint dropoutSeed)
    {
        var model = Assembly.Value.Model(source);
        model.Parameters["dense_1.bias"].Span.Clear();
        Span<float> kernel = model.Parameters["dense_1.kernel"].Span;
        kernel.Clear();
        for (int i = 0; i < Size; i++) kernel[i * Size + i] = 1;
        model.Parameters.Touch();

        float[] inputs = new SplitMix64(2).Floats(batch * Size, 1, 2);
        model.Step(inputs, new float[inputs.Length], dropoutSeed);
        return [.. model.LastOutputs.Zip(inputs, (y, x) => y / x)];
    }

    /// <summary>Masks at rate a half that know nothing of each other agree in half of the places.</summary>
    private static void AssertUnrelated(float[] a, float[] b)
    {
        double equal = a.Zip(b).Count(pair => (pair.First == 0) == (pair.Second == 0)) / (double)a.Length;
        Assert.InRange(equal, 0.5 - 2.5 / Math.Sqrt(a.Length), 0.5 + 2.5 / Math.Sqrt(a.Length));
    }
}
