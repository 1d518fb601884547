using ModelCompiler.Reference;
using ModelCompiler.Serialization;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Activations of 8 bits: predictions are those of a reference whose weights and inputs were rounded by this test, closer than one step of one of them would show, for every instruction set, with and
/// without tests of bounds; calibration widens; files keep its ranges; and a model without them says so.
/// </summary>
public class ActivationQuantizationTests
{
    private const int Batch = 5;

    private static readonly WindowSource Same = new(3, 3) { Padding = ReferencePadding.Same };

    /// <summary>Layers in single precision, if any, and one that multiplies bytes.</summary>
    private static readonly (string Name, int[] Input, LayerSource[] First, LayerSource Last)[] Nets =
    [
        ("Dense", [64], [], new DenseSource(257) { Activation = ActivationSource.Tanh }),
        ("DenseOverlapping", [1640], [], new DenseSource(10)),
        ("DenseOfRectified", [10], [new DenseSource(132) { Activation = ActivationSource.ReLU }], new DenseSource(128) { UseBias = false }),
        ("DenseOfMap", [3, 3, 8], [new ActivationLayerSource(ActivationSource.ReLU), new FlattenSource()], new DenseSource(250)),
        ("PointWise", [6, 5, 16], [], new Conv2DSource(40, new(1, 1)) { Activation = ActivationSource.ReLU }),
        ("PaddedSigned", [7, 6, 8], [], new Conv2DSource(24, Same)),
        ("PaddedRectified", [7, 6, 8], [new ActivationLayerSource(ActivationSource.ReLU)], new Conv2DSource(64, Same) { Activation = ActivationSource.Tanh }),
        ("PaddedUnevenly", [24, 20, 8], [], new Conv2DSource(19, new(3, 2) { Padding = ReferencePadding.Same, StrideHeight = 2, StrideWidth = 2 })),
        ("Dilated", [11, 10, 4], [new ActivationLayerSource(ActivationSource.ReLU)], new Conv2DSource(32, Same with { DilationHeight = 2, DilationWidth = 3 })),
        ("DilatedSigned", [11, 10, 4], [], new Conv2DSource(34, Same with { DilationHeight = 2, DilationWidth = 3 })),
        ("Strided", [13, 12, 12], [new ActivationLayerSource(ActivationSource.ReLU)], new Conv2DSource(32, Same with { StrideHeight = 2, StrideWidth = 3 })),
        ("Wide", [12, 40, 4], [], new Conv2DSource(8, new(5, 5))),
        ("Sequence", [31, 20], [], new Conv1DSource(48, new(5) { Padding = ReferencePadding.Same })),
    ];

    public static TheoryData<string, bool> Ways()
    {
        var data = new TheoryData<string, bool>();
        foreach (string target in Targets.All)
            foreach (bool isChecked in (bool[])[false, true]) data.Add(target, isChecked);
        return data;
    }

    [Theory, MemberData(nameof(Ways))]
    public void Predictions_are_those_of_rounded_weights_and_inputs(string target, bool isChecked)
    {
        ModelSource[] sources = [.. Nets.Select(Source)];
        var assembly = InMemoryCompiler.Compile(sources, new(Targets.Runnable(target), Checked: isChecked));
        foreach (var (net, source) in Nets.Zip(sources))
        {
            var (model, inputs, expected) = Calibrated(assembly, net, source);
            Agreement.Near(source, "outputs", expected, model.Predict(inputs), tolerance: 1e-5);
        }
    }

    /// <summary>Sums of whole numbers are exact: one sample, a batch and any number of threads give the same bits, on every instruction set.</summary>
    [Fact]
    public void Bits_are_the_same_for_any_batch_threads_and_instruction_set()
    {
        ModelSource[] sources = [.. Nets.Select(Source)];
        float[][]? first = null;
        foreach (string target in Targets.All)
        {
            var assembly = InMemoryCompiler.Compile(sources, new(Targets.Runnable(target)));
            var outputs = new List<float[]>();
            foreach (var (net, source) in Nets.Zip(sources))
            {
                var (model, inputs, _) = Calibrated(assembly, net, source);
                model.Threads = 1;
                float[] all = model.Predict(inputs);
                model.Threads = 3;
                Assert.Equal(all, model.Predict(inputs));
                int size = inputs.Length / Batch;
                Assert.Equal(all, Enumerable.Range(0, Batch).SelectMany(i => model.Predict(inputs[(i * size)..((i + 1) * size)])));
                // What floats are added up before may be added up in another order elsewhere.
                if (!net.First.Any(l => l is DenseSource) && net.Last is not DenseSource { Activation: ActivationSource.Tanh }) outputs.Add(all);
            }

            first ??= [.. outputs];
            Assert.Equal(first, outputs);
        }
    }

    [Fact]
    public void Calls_of_calibration_widen_the_ranges_to_those_of_all_samples()
    {
        var (assembly, source) = One("Dense");
        CompiledModel together = assembly.Model(source), apart = assembly.Model(source), reset = assembly.Model(source);
        float[] inputs = new SplitMix64(5).Floats(Batch * 64);
        together.Calibrate(inputs);
        for (int i = Batch - 1; i >= 0; i--) apart.Calibrate(inputs[(i * 64)..((i + 1) * 64)]);
        reset.Calibrate([.. inputs.Select(x => 100 * x)]);
        float[] wide = reset.Predict(inputs);
        reset.Program.ResetCalibration();
        Assert.False(reset.Program.IsCalibrated);
        reset.Calibrate(inputs);
        Assert.Equal(together.Predict(inputs), apart.Predict(inputs));
        Assert.Equal(together.Predict(inputs), reset.Predict(inputs));
        Assert.NotEqual(wide, reset.Predict(inputs));
    }

    [Fact]
    public void A_prediction_without_ranges_says_what_to_do()
    {
        var (assembly, source) = One("Dense");
        CompiledModel model = assembly.Model(source);
        Assert.False(model.Program.IsCalibrated);
        string message = Assert.Throws<ModelNotCalibratedException>(() => model.Predict(new float[64])).Message;
        Assert.Contains("Calibrate", message);
        Assert.Throws<ModelNotCalibratedException>(() => model.Evaluate(new float[64], new float[257]));
        Assert.Throws<InputLengthException>(() => model.Calibrate([]));
        Assert.Throws<InputLengthException>(() => model.Calibrate(new float[65]));
        Assert.Throws<ArgumentException>(() => model.Calibrate([float.NaN, .. new float[63]]));
        Assert.False(model.Program.IsCalibrated);
        // Training needs none.
        Assert.True(float.IsFinite(model.Step(new float[64], new float[257])));
        model.Calibrate(new float[64]);
        Assert.All(model.Predict(new float[64]), y => Assert.Equal(0, y));
    }

    [Fact]
    public void Files_keep_the_ranges_and_models_of_other_precisions_leave_them()
    {
        var net = Nets.Single(n => n.Name == "PaddedRectified");
        ModelSource source = Source(net), single = source with { Name = "SingleOfPadded", Precision = ReferencePrecision.Single };
        var assembly = InMemoryCompiler.Compile([source, single], new(Targets.Runnable(Targets.All[0])));
        var (model, inputs, _) = Calibrated(assembly, net, source);
        CompiledModel other = assembly.Model(source), ofSingle = assembly.Model(single);
        string path = Path.Combine(Path.GetTempPath(), $"ranges-{Guid.NewGuid():N}.safetensors");
        try
        {
            ModelFile.Save(path, model.Program);
            ModelFile.Load(path, other.Program);
            Assert.Equal(model.Predict(inputs), other.Predict(inputs));
            ModelFile.Load(path, ofSingle.Program);
            ModelFile.Save(path, ofSingle.Program);
            ModelFile.Load(path, other.Program);
            Assert.Throws<ModelNotCalibratedException>(() => other.Predict(inputs));
            other.Calibrate(inputs);
            Assert.Equal(model.Predict(inputs), other.Predict(inputs));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Ranges follow weights that change only when asked, and bytes of weights follow at once.</summary>
    [Fact]
    public void Weights_that_change_are_rounded_anew()
    {
        var (assembly, source) = One("DenseOverlapping");
        CompiledModel model = assembly.Model(source);
        float[] inputs = new SplitMix64(5).Floats(1640);
        model.Calibrate(inputs);
        float[] Predicted(float value)
        {
            model.Parameters["dense_1.kernel"].Span.Fill(value);
            model.Parameters["dense_1.bias"].Span.Fill(1);
            model.Parameters.Touch();
            return model.Predict(inputs);
        }

        float[] one = Predicted(0.125f);
        Assert.All(Predicted(0), y => Assert.Equal(1, y));
        Assert.Equal(one, Predicted(0.125f));
        Assert.All(one.Zip(Predicted(0.25f)), y => Assert.Equal(2 * (y.First - 1), y.Second - 1, 1e-3));
    }

    private static (CompiledAssembly Assembly, ModelSource Source) One(string name)
    {
        ModelSource source = Source(Nets.Single(n => n.Name == name));
        return (InMemoryCompiler.Compile([source], new(Targets.Runnable(Targets.All[0]))), source);
    }

    private static ModelSource Source((string Name, int[] Input, LayerSource[] First, LayerSource Last) net) =>
        new($"Bytes{net.Name}", net.Input, [.. net.First, net.Last], new(LossKindSource.MeanSquaredError)) { Precision = ReferencePrecision.Int8Activations, Direct = true };

    /// <summary>A model that has seen its inputs, in two calls, and what it should make of them.</summary>
    private static (CompiledModel Model, float[] Inputs, double[] Expected) Calibrated(
        CompiledAssembly assembly, (string Name, int[] Input, LayerSource[] First, LayerSource Last) net, ModelSource source)
    {
        CompiledModel model = assembly.Model(source);
        var whole = source.Reference();
        var random = new SplitMix64(3);
        foreach (var parameter in whole.Parameters)
        {
            float[] weights = random.Floats(parameter.Values.Length, -0.3f, 0.2f);
            weights.CopyTo(model.Parameters[parameter.Name].Span);
            for (int i = 0; i < weights.Length; i++) parameter.Values[i] = weights[i];
        }

        model.Parameters.Touch();
        float[] inputs = new SplitMix64(5).Floats(Batch * whole.InputSize, -0.7f, 1.3f);
        int half = 2 * whole.InputSize;
        model.Calibrate(inputs[..half]);
        model.Calibrate(inputs[half..]);
        ReferenceParameter[] all = [.. whole.Parameters];
        double[] values = Agreement.Widen(inputs);
        int[] shape = net.Input;
        int own = 0;
        if (net.First.Length > 0)
        {
            var first = (source with { Layers = net.First, Loss = null }).Reference();
            foreach (var parameter in first.Parameters) all[own++].Values.CopyTo(parameter.Values);
            (values, shape) = (first.Predict(values), [.. first.OutputShape]);
        }

        var last = (source with { Input = shape, Layers = [net.Last], Loss = null }).Reference();
        foreach (var parameter in last.Parameters) all[own++].Values.CopyTo(parameter.Values);
        RoundWeights(last.Parameters.First());
        return (model, inputs, last.Predict(Rounded(values)));
    }

    private static void RoundWeights(ReferenceParameter kernel)
    {
        int channels = kernel.Shape[^1];
        for (int c = 0; c < channels; c++)
        {
            int[] own = [.. Enumerable.Range(0, kernel.Values.Length / channels).Select(row => (row * channels) + c)];
            double scale = own.Max(i => Math.Abs(kernel.Values[i])) / 127;
            foreach (int i in own) kernel.Values[i] = Math.Round(kernel.Values[i] / scale, MidpointRounding.ToEven) * scale;
        }
    }

    /// <summary>The nearest of 256 steps from the least to the greatest value, one of which is 0.</summary>
    private static double[] Rounded(double[] values)
    {
        double least = Math.Min(0, values.Min()), greatest = Math.Max(0, values.Max()), step = (greatest - least) / 255;
        double zero = Math.Round(-least / step, MidpointRounding.ToEven);
        return [.. values.Select(v => (Math.Clamp(Math.Round((v / step) + zero, MidpointRounding.ToEven), 0, 255) - zero) * step)];
    }
}
