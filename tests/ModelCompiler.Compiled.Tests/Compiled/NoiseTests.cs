using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Normal numbers of a training step, as a linear network shows them, and the sampling of a variational autoencoder.</summary>
public class NoiseTests
{
    private const int Size = 400;

    private const string Source = """
        using ModelCompiler;
        namespace TestModels;

        [Model] [Input(400)] [Dense(400)] [GaussianNoise(0.5)] [Loss(Loss.MeanSquaredError)]
        public partial class Noisy;

        [Model]
        [Input(6)]
        [Dense(4, Name = "log_variance")]
        [Dense(4, Name = "mean", From = "input")]
        [Sampling("log_variance", DivergenceWeight = 0.25)]
        [Loss(Loss.MeanSquaredError)]
        public partial class Drawn;
        """;

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => InMemoryCompiler.Compile(Source));

    [Fact]
    public void Noise_is_normal_and_of_its_deviation()
    {
        double[] noise = Noise(batch: 50, seed: 3);
        double mean = noise.Average(), variance = noise.Average(x => x * x), skew = noise.Average(x => x * x * x), fourth = noise.Average(x => x * x * x * x);
        Assert.InRange(mean, -0.02, 0.02);
        Assert.InRange(variance, 0.24, 0.26);
        Assert.InRange(skew, -0.02, 0.02);
        Assert.InRange(fourth, 0.1875 * 0.93, 0.1875 * 1.07);
        Assert.InRange(noise.Max(), 1.6, 2.9);
        // The share beyond one deviation.
        Assert.InRange(noise.Count(x => Math.Abs(x) > 0.5) / (double)noise.Length, 0.307, 0.327);
    }

    [Fact]
    public void Steps_and_elements_draw_numbers_of_their_own()
    {
        double[] a = Noise(batch: 2, seed: 3), again = Noise(batch: 2, seed: 3), b = Noise(batch: 2, seed: 4);
        Assert.Equal(a, again);
        Assert.InRange(Correlation(a, b), -0.12, 0.12);
        Assert.InRange(Correlation(a[..Size], a[Size..]), -0.17, 0.17);
        Assert.InRange(Correlation(a[..^1], a[1..]), -0.12, 0.12);
    }

    [Fact]
    public void A_prediction_has_no_noise()
    {
        var model = Identity();
        float[] inputs = new SplitMix64(2).Floats(3 * Size);
        Assert.Equal(inputs, model.Predict(inputs));
    }

    /// <summary>A step's drawn numbers are read off its outputs; loss and gradients must follow from them by the textbook's formulas.</summary>
    [Theory, InlineData(1), InlineData(7)]
    public void Sampling_and_its_divergence_agree_with_the_formulas(int batch)
    {
        var model = CompiledModel.Create(Assembly.Value.Type("TestModels.Drawn"), seed: 5);
        var random = new SplitMix64(8);
        float[] inputs = random.Floats(batch * 6), targets = random.Floats(batch * 4);
        float loss = model.Step(inputs, targets, 11);
        float[] outputs = [.. model.LastOutputs];
        double[] mean = Dense(model, "mean", inputs, batch), logVariance = Dense(model, "log_variance", inputs, batch);

        double expected = 0;
        var meanGradient = new double[batch * 4];
        var varianceGradient = new double[batch * 4];
        for (int i = 0; i < outputs.Length; i++)
        {
            double noise = (outputs[i] - mean[i]) / Math.Exp(logVariance[i] / 2), error = outputs[i] - targets[i], slope = 2 * error / 4 / batch;
            Assert.InRange(noise, -6, 6);
            expected += (error * error / 4 + 0.25 * (mean[i] * mean[i] + Math.Exp(logVariance[i]) - logVariance[i] - 1) / 2) / batch;
            meanGradient[i] = slope + 0.25 * mean[i] / batch;
            varianceGradient[i] = slope * noise * Math.Exp(logVariance[i] / 2) / 2 + 0.25 * (Math.Exp(logVariance[i]) - 1) / 2 / batch;
        }

        Assert.Equal(expected, loss, 1e-5);
        Agreement.Near("Sampling", "gradient of the mean's kernel", KernelGradient(inputs, meanGradient, batch), model.Gradient("mean.kernel"));
        Agreement.Near("Sampling", "gradient of the variance's kernel", KernelGradient(inputs, varianceGradient, batch), model.Gradient("log_variance.kernel"));
        Assert.Equal(mean.Select(m => (float)m), model.Predict(inputs), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    private static double[] KernelGradient(float[] inputs, double[] outputGradient, int batch) =>
        [.. Enumerable.Range(0, 24).Select(k => Enumerable.Range(0, batch).Sum(n => inputs[n * 6 + k / 4] * outputGradient[n * 4 + k % 4]))];

    private static double[] Dense(CompiledModel model, string layer, float[] inputs, int batch)
    {
        float[] kernel = [.. model.Parameters[layer + ".kernel"].Span], bias = [.. model.Parameters[layer + ".bias"].Span];
        return [.. Enumerable.Range(0, batch * 4).Select(i => bias[i % 4] + Enumerable.Range(0, 6).Sum(k => (double)inputs[i / 4 * 6 + k] * kernel[k * 4 + i % 4]))];
    }

    private static double[] Noise(int batch, uint seed)
    {
        var model = Identity();
        float[] inputs = new float[batch * Size];
        model.Step(inputs, inputs, seed);
        return [.. model.LastOutputs.Select(y => (double)y)];
    }

    private static CompiledModel Identity()
    {
        var model = CompiledModel.Create(Assembly.Value.Type("TestModels.Noisy"));
        model.Parameters["dense_1.bias"].Span.Clear();
        Span<float> kernel = model.Parameters["dense_1.kernel"].Span;
        kernel.Clear();
        for (int i = 0; i < Size; i++) kernel[i * Size + i] = 1;
        model.Parameters.Touch();
        return model;
    }

    private static double Correlation(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Average() / Math.Sqrt(a.Average(x => x * x) * b.Average(y => y * y));
}
