using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Weights in fewer bits: predictions are those of a reference whose weights were rounded by this test, for every instruction set, with and without tests of bounds; training is what it is without.
/// That each layer reads them rightly is tested with all other layers, by weights that lose nothing (<see cref="PrecisionCases"/>).
/// </summary>
public class PrecisionTests
{
    private const int Batch = 3;

    private static readonly WindowSource Same = new(3, 3) { Padding = ReferencePadding.Same };

    /// <summary>Kernels of more than a first-level cache holds, each behind one that is less and stays as it is.</summary>
    private static readonly (string Name, int[] Input, LayerSource[] Layers)[] Nets =
    [
        ("Dense", [40], [new DenseSource(230) { Activation = ActivationSource.Tanh }, new DenseSource(37)]),
        ("Convolution", [7, 6, 5], [new Conv2DSource(32, new(1, 1)) { Activation = ActivationSource.ReLU }, new Conv2DSource(64, Same) { Activation = ActivationSource.ReLU }]),
    ];

    public static TheoryData<string, bool, ReferencePrecision> Ways()
    {
        var data = new TheoryData<string, bool, ReferencePrecision>();
        foreach (string target in Targets.All)
            foreach (bool isChecked in (bool[])[false, true])
                foreach (var precision in (ReferencePrecision[])[ReferencePrecision.BFloat16, ReferencePrecision.Int8]) data.Add(target, isChecked, precision);
        return data;
    }

    [Theory, MemberData(nameof(Ways))]
    public void Predictions_are_those_of_rounded_weights(string target, bool isChecked, ReferencePrecision precision)
    {
        ModelSource[] sources = [.. Nets.Select(n => Source(n, precision))];
        // Winograd's way would keep the transformed kernel as it is.
        var assembly = InMemoryCompiler.Compile(sources, new(Targets.Runnable(target), Checked: isChecked, Convolution: "direct"));
        foreach (ModelSource source in sources)
        {
            CompiledModel model = assembly.Model(source);
            var reference = source.Reference();
            Randomize(model, reference);
            foreach (var kernel in reference.Parameters.Where(p => p.Shape.Length > 1 && 4 * p.Values.Length >= 32_000)) Round(kernel, precision);

            float[] inputs = new SplitMix64(5).Floats(Batch * reference.InputSize);
            Agreement.Near(source, "outputs", reference.Predict(Agreement.Widen(inputs)), model.Predict(inputs));
        }
    }

    [Theory, InlineData(ReferencePrecision.BFloat16), InlineData(ReferencePrecision.Int8)]
    public void Training_keeps_single_precision(ReferencePrecision precision)
    {
        foreach (var net in Nets)
        {
            ModelSource single = Source(net, ReferencePrecision.Single), other = Source(net, precision);
            (float[] Outputs, float Loss, float[][] Gradients) Step(ModelSource source)
            {
                CompiledModel model = InMemoryCompiler.Compile([source], new(Targets.Runnable(Targets.All[0]))).Model(source);
                var reference = source.Reference();
                Randomize(model, reference);
                var random = new SplitMix64(7);
                float loss = model.Step(random.Floats(Batch * reference.InputSize), random.Floats(Batch * reference.OutputSize));
                return (model.LastOutputs, loss, [.. reference.Parameters.Select(p => model.Gradient(p.Name))]);
            }

            Assert.Equal(Step(single), Step(other), (a, b) => a.Loss == b.Loss && a.Outputs.SequenceEqual(b.Outputs) && a.Gradients.Zip(b.Gradients, (x, y) => x.SequenceEqual(y)).All(same => same));
        }
    }

    /// <summary>Weights that change are rounded anew, and nothing else of a model is.</summary>
    [Fact]
    public void Weights_that_change_are_rounded_anew()
    {
        ModelSource source = Source(Nets[0], ReferencePrecision.Int8);
        CompiledModel model = InMemoryCompiler.Compile([source], new(Targets.Runnable(Targets.All[0]))).Model(source);
        float[] inputs = new SplitMix64(5).Floats(source.Reference().InputSize);
        float[] Predicted(float value)
        {
            model.Parameters["dense_2.kernel"].Span.Fill(value);
            model.Parameters["dense_2.bias"].Span.Fill(1);
            model.Parameters.Touch();
            return model.Predict(inputs);
        }

        Randomize(model, source.Reference());
        float[] one = Predicted(0.125f);
        // A channel of zeros has no scale to divide by.
        Assert.All(Predicted(0), y => Assert.Equal(1, y));
        Assert.Equal(one, Predicted(0.125f));
        Assert.All(one.Zip(Predicted(0.25f)), y => Assert.Equal(2 * (y.First - 1), y.Second - 1, 1e-5));
    }

    private static ModelSource Source((string Name, int[] Input, LayerSource[] Layers) net, ReferencePrecision precision) =>
        new($"Kept{net.Name}", net.Input, net.Layers, new(LossKindSource.MeanSquaredError)) { Precision = precision };

    /// <summary>Weights that lose something.</summary>
    private static void Randomize(CompiledModel model, ReferenceNetwork reference)
    {
        var random = new SplitMix64(3);
        foreach (var parameter in reference.Parameters)
        {
            float[] values = random.Floats(parameter.Values.Length, -0.3f, 0.2f);
            values.CopyTo(model.Parameters[parameter.Name].Span);
            for (int i = 0; i < values.Length; i++) parameter.Values[i] = values[i];
        }

        model.Parameters.Touch();
    }

    private static void Round(ReferenceParameter kernel, ReferencePrecision precision)
    {
        int channels = kernel.Shape[^1];
        for (int c = 0; c < channels; c++)
        {
            int[] own = [.. Enumerable.Range(0, kernel.Values.Length / channels).Select(row => (row * channels) + c)];
            double scale = own.Max(i => Math.Abs(kernel.Values[i])) / 127;
            foreach (int i in own)
            {
                // Eight bits of fraction, one of them the first, which is not written.
                double unit = precision == ReferencePrecision.Int8 ? scale : Math.Pow(2, Math.Floor(Math.Log2(Math.Abs(kernel.Values[i]))) - 7);
                kernel.Values[i] = Math.Round(kernel.Values[i] / unit, MidpointRounding.ToEven) * unit;
            }
        }
    }
}
