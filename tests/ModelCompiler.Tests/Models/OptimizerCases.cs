using ModelCompiler.Training;

namespace ModelCompiler.Tests.Models;

/// <summary>Every optimizer and option once, for tests that treat all alike.</summary>
internal static class OptimizerCases
{
    public static Dictionary<string, Func<Optimizer>> All { get; } = new()
    {
        ["sgd"] = () => new Sgd(0.1),
        ["momentum"] = () => new Sgd(0.1, momentum: 0.9),
        ["nesterov"] = () => new Sgd(0.1, momentum: 0.9, nesterov: true),
        ["average"] = () => new Sgd(0.5, momentum: 0.9) { MomentumForm = MomentumForm.Average },
        ["nesterov sum"] = () => new Sgd(0.05, momentum: 0.9, nesterov: true) { MomentumForm = MomentumForm.Sum },
        ["adagrad"] = () => new Adagrad(0.1),
        ["adagrad outside"] = () => new Adagrad(0.1, 0, 1e-3) { EpsilonInsideRoot = false },
        ["adadelta"] = () => new Adadelta(1, epsilon: 1e-3),
        ["rmsprop"] = () => new RmsProp(0.01, epsilon: 1e-3),
        ["rmsprop momentum"] = () => new RmsProp(0.01, momentum: 0.9, epsilon: 1e-3),
        ["rmsprop centered"] = () => new RmsProp(0.01, epsilon: 1e-3, centered: true),
        ["rmsprop centered momentum"] = () => new RmsProp(0.01, momentum: 0.9, epsilon: 1e-2, centered: true) { EpsilonInsideRoot = false },
        ["adam"] = () => new Adam(0.01),
        ["adam inside"] = () => new Adam(0.01, epsilon: 1e-3) { EpsilonInsideRoot = true },
        ["amsgrad"] = () => new Adam(0.01, beta2: 0.7, amsgrad: true),
        ["amsgrad inside"] = () => new Adam(0.01, beta2: 0.7, epsilon: 1e-3, amsgrad: true) { EpsilonInsideRoot = true },
        ["adamw"] = () => new AdamW(0.01, weightDecay: 0.5),
        ["adamax"] = () => new Adamax(0.01),
        ["radam"] = () => new RAdam(0.01, beta2: 0.9),
        ["nadam"] = () => new NAdam(0.01),
        ["lion"] = () => new Lion(1e-3),
        ["clip value"] = () => new Sgd(0.5, 0.9) { ClipValue = 0.02 },
        ["clip norm"] = () => new Sgd(0.5, 0.9) { ClipNorm = 0.05 },
        ["clip norm, decay of some"] = () => new AdamW(0.01, weightDecay: 0.5) { ClipNorm = 0.05, ExcludeFromWeightDecay = ["bias"] },
        ["global clip norm"] = () => new Sgd(0.5, 0.9) { GlobalClipNorm = 0.05 },
        ["coupled decay of some"] = () => new Sgd(0.1) { WeightDecay = 0.5, WeightDecayForm = WeightDecayForm.Coupled, ExcludeFromWeightDecay = ["kernel"] },
        ["lookahead"] = () => new Lookahead(new Adam(0.02), syncPeriod: 3),
        ["lookahead, all options"] = () => new Lookahead(
            new Adam(new Warmup(new CosineDecay(0.02, 20), 3), amsgrad: true) { WeightDecay = 0.1, GlobalClipNorm = 0.05, UseEma = true, EmaMomentum = 0.8 }, 2, 0.7),
    };
}
