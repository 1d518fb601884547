using System.Text.Json;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>Ten steps of each optimizer beside PyTorch's, which <c>tests/parity/optimizers.py</c> recorded.</summary>
public sealed class TorchOptimizerTests
{
    private static readonly Dictionary<string, Func<Optimizer>> optimizers = new()
    {
        ["sgd"] = () => new Sgd(0.1),
        ["momentum"] = () => new Sgd(0.1, 0.9),
        ["nesterov"] = () => new Sgd(0.1, 0.9, nesterov: true),
        ["sgd_decay"] = () => new Sgd(0.1, 0.9) { WeightDecay = 0.05, WeightDecayForm = WeightDecayForm.Coupled },
        ["adagrad"] = () => new Adagrad(0.1, initialAccumulatorValue: 0, epsilon: 1e-3) { EpsilonInsideRoot = false },
        ["adadelta"] = () => new Adadelta(1, rho: 0.9, epsilon: 1e-3),
        ["rmsprop"] = () => new RmsProp(0.01, epsilon: 1e-3) { EpsilonInsideRoot = false },
        ["rmsprop_momentum"] = () => new RmsProp(0.01, momentum: 0.9, epsilon: 1e-3) { EpsilonInsideRoot = false },
        ["rmsprop_centered"] = () => new RmsProp(0.01, epsilon: 1e-3, centered: true) { EpsilonInsideRoot = false },
        ["rmsprop_centered_momentum"] = () => new RmsProp(0.01, momentum: 0.9, epsilon: 1e-3, centered: true) { EpsilonInsideRoot = false },
        ["adam"] = () => new Adam(0.01, beta2: 0.99, epsilon: 1e-3),
        ["adam_decay"] = () => new Adam(0.01, beta2: 0.99, epsilon: 1e-3) { WeightDecay = 0.05, WeightDecayForm = WeightDecayForm.Coupled },
        ["amsgrad"] = () => new Adam(0.01, beta2: 0.5, epsilon: 1e-3, amsgrad: true),
        ["adamw"] = () => new AdamW(0.01, weightDecay: 0.05, beta2: 0.99, epsilon: 1e-3),
        ["adamax"] = () => new Adamax(0.01, beta2: 0.99, epsilon: 1e-8),
        ["radam"] = () => new RAdam(0.01, beta2: 0.99, epsilon: 1e-3),
        ["nadam"] = () => new NAdam(0.01, beta2: 0.99, epsilon: 1e-3, momentumDecay: 0.004),
        ["clip_value"] = () => new Sgd(0.1) { ClipValue = 0.5 },
        ["global_clip_norm"] = () => new Sgd(0.1, 0.9) { GlobalClipNorm = 1.5 },
        ["decreasing"] = () => new Sgd(new Power(0.1, 0.8), 0.9) { MomentumForm = MomentumForm.Sum },
    };

    public static TheoryData<string> Names => [.. Read().GetProperty("steps").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_are_PyTorchs(string name)
    {
        JsonElement recorded = Read();
        var run = new UpdateRun(optimizers[name](), 4, 3);
        Floats(recorded.GetProperty("weights")).CopyTo(run.Kernel);
        run.Bias.Clear();
        for (int step = 0; step < 10; step++)
        {
            run.Step(Floats(recorded.GetProperty("gradients")[step]), [0, 0, 0]);
            double[] expected = [.. recorded.GetProperty("steps").GetProperty(name)[step].EnumerateArray().Select(e => e.GetDouble())];
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], run.Kernel[i], 2e-6);
        }
    }

    private static JsonElement Read() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", "torch.json"))).RootElement;

    private static float[] Floats(JsonElement element) => [.. element.EnumerateArray().Select(e => (float)e.GetDouble())];
}
