using ModelCompiler;
using ModelCompiler.Training;

namespace DashboardTests;

/// <summary>What is copied while a step runs is what the layers are: predictions of the same weights say so, and gradients by hand.</summary>
public sealed class StepCaptureTests
{
    private const int Batch = 5;

    [Fact]
    public void Outputs_are_those_that_a_prediction_reads() => CheckOutputs(new PlainNet(3), least: 6);

    [Fact]
    public void Outputs_of_joined_branches_are_those_that_a_prediction_reads() => CheckOutputs(new JoinedNet(4), least: 6);

    [Fact]
    public void Outputs_of_fast_convolutions_are_those_that_a_prediction_reads() => CheckOutputs(new WideNet(5), least: 5);

    [Fact]
    public void Gradients_add_up_to_those_of_the_biases()
    {
        CheckBiases(new PlainNet(6), "conv2d_1", "conv2d_2", "dense_1", "dense_2");
        CheckBiases(new JoinedNet(7), "scores");
        // Two branches read the sum, so its gradient has two parts; an addition hands it on as it is.
        CheckBias(new JoinedNet(7), "second", of: "sum");
        CheckBiases(new WideNet(8), "dense_1");
    }

    [Fact]
    public void A_gradient_goes_through_a_dense_layer_by_its_weights()
    {
        var model = new PlainNet(9);
        float[] before = model.Parameters["dense_2.kernel"].Span.ToArray();
        StepCapture capture = Step(model, samples: Batch);
        ReadOnlySpan<float> below = capture["dense_1"].Gradients, above = capture["dense_2"].Gradients, values = capture["dense_1"].Outputs;
        Assert.Equal(Batch * 7, below.Length);
        bool masked = capture["dense_1"].GradientsBeforeActivation;
        for (int n = 0; n < Batch; n++)
        {
            for (int i = 0; i < 7; i++)
            {
                double expected = 0;
                for (int o = 0; o < 4; o++)
                    expected += (double)above[n * 4 + o] * before[i * 4 + o];
                if (masked && values[n * 7 + i] <= 0)
                    expected = 0;
                Assert.Equal(expected, below[n * 7 + i], 1e-6);
            }
        }
    }

    [Fact]
    public void Fewer_samples_than_the_batch_are_its_first_and_the_step_is_the_same()
    {
        var looked = new PlainNet(10);
        var not = new PlainNet(10);
        StepCapture all = Step(looked, Batch), two = Step(new PlainNet(10), 2);
        new Trainer<PlainNet>(not, new Sgd(0.1)).Step(Inputs(PlainNet.InputSize), Labels());
        Assert.Equal(2, two.Samples);
        foreach (LayerCapture layer in two.Layers)
        {
            ReadOnlySpan<float> whole = all[layer.Layer].Outputs;
            Assert.Equal(whole[..(whole.Length * 2 / Batch)], layer.Outputs);
        }

        Assert.Equal(not.Parameters["dense_2.kernel"].Span, looked.Parameters["dense_2.kernel"].Span);
    }

    [Fact]
    public void One_capture_holds_one_step_and_is_filled_again_when_asked()
    {
        var model = new PlainNet(11);
        var trainer = new Trainer<PlainNet>(model, new Sgd(0.1));
        float[] inputs = Inputs(PlainNet.InputSize);
        StepCapture capture = trainer.CaptureNextStep(samples: 1);
        Assert.Equal(0, capture.Samples);
        trainer.Step(inputs, Labels());
        float[] first = capture["conv2d_1"].Outputs.ToArray();
        trainer.Step(inputs, Labels());
        Assert.Equal(first, capture["conv2d_1"].Outputs.ToArray());
        Assert.Same(capture, trainer.CaptureNextStep(samples: 1, capture));
        trainer.Step(inputs, Labels());
        Assert.NotEqual(first, capture["conv2d_1"].Outputs.ToArray());
        Assert.Contains("'conv2d_9'", Assert.Throws<ArgumentException>(() => capture["conv2d_9"]).Message, StringComparison.Ordinal);
    }

    private static void CheckOutputs<T>(T model, int least) where T : class, ITrainableModel<T>
    {
        float[] inputs = Inputs(T.InputSize);
        // Before the step: it changes the weights.
        Dictionary<string, float[]> expected = model.Program.Layout.Outputs.ToDictionary(o => o.Name, o => model.Program.PredictOutput(o.Name, inputs));
        StepCapture capture = Step(model, Batch);
        int seen = 0;
        foreach (LayerCapture layer in capture.Layers.Where(l => l.Outputs.Length > 0 && expected.ContainsKey(l.Layer)))
        {
            float[] wanted = expected[layer.Layer];
            Assert.Equal(wanted.Length, layer.Outputs.Length);
            double scale = Math.Max(1, wanted.Max(Math.Abs));
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - layer.Outputs[i]) <= 2e-5 * scale, $"{layer.Layer}[{i}]: {layer.Outputs[i]} instead of {wanted[i]}");
            seen++;
        }

        Assert.True(seen + 1 >= least, $"Only {seen} layers' outputs are there: {string.Join(", ", capture.Layers.Where(l => l.Outputs.Length > 0).Select(l => l.Layer))}");
    }

    private static void CheckBiases<T>(T model, params string[] layers) where T : class, ITrainableModel<T>
    {
        foreach (string layer in layers)
            CheckBias(model, layer, layer);
    }

    private static void CheckBias<T>(T model, string layer, string of) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0.1));
        StepCapture capture = trainer.CaptureNextStep(Batch);
        StepOnce(trainer);
        Span<float> bias = trainer.Gradients[layer + ".bias"].Span;
        ReadOnlySpan<float> gradients = capture[of].Gradients;
        Assert.NotEqual(0, gradients.Length);
        for (int c = 0; c < bias.Length; c++)
        {
            double sum = 0;
            for (int i = c; i < gradients.Length; i += bias.Length)
                sum += gradients[i];
            Assert.Equal(sum, bias[c], 1e-5);
        }
    }

    private static StepCapture Step<T>(T model, int samples) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0.1));
        StepCapture capture = trainer.CaptureNextStep(samples);
        StepOnce(trainer);
        return capture;
    }

    private static void StepOnce<T>(Trainer<T> trainer) where T : class, ITrainableModel<T>
    {
        float[] inputs = Inputs(T.InputSize);
        if (trainer.Model.Program.Layout.ModelName == nameof(JoinedNet))
            trainer.Step(inputs, Inputs(T.OutputSize));
        else
            trainer.Step(inputs, T.OutputSize == 1 ? [0, 1, 1, 0, 1] : Labels());
    }

    private static float[] Inputs(int size)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Batch * size).Select(_ => (float)(random.NextDouble() - 0.4))];
    }

    private static int[] Labels() => [0, 3, 1, 2, 2];
}
