using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph;

/// <summary><c>[Loss]</c> → <see cref="LossFunction"/>.</summary>
internal static class LossArguments
{
    private const string Delta = "Delta";

    /// <summary>Null without a loss, or while its attribute does not compile.</summary>
    public static LossFunction? Read(LossSpec? spec, ICollection<Fault> faults)
    {
        if (spec is null || spec.Kind.Length == 0) return null;
        var arguments = new LayerArguments("Loss", new Site(spec.Attribute), spec.Arguments, faults);
        int before = faults.Count;
        var kind = arguments.Choice("loss", LossKind.CategoricalCrossEntropy);
        if (faults.Count > before) return null;

        if (kind != LossKind.Huber && arguments.Has(Delta))
            arguments.Report(DeclarationFaults.UnusedSetting("Loss", Delta, $"Loss.{kind}", "Loss.Huber", arguments.Site(Delta)));
        return new LossFunction(kind, kind == LossKind.Huber ? HuberDelta(arguments, spec) : 1f, spec.Attribute);
    }

    private static float HuberDelta(LayerArguments arguments, LossSpec spec)
    {
        double delta = spec.Arguments.FirstOrDefault(a => a.Name == Delta)?.Value is double value ? value : 1;
        if ((float)delta is > 0 and < float.PositiveInfinity) return (float)delta;
        arguments.Report(TrainingFaults.HuberDelta(delta, arguments.Site(Delta)));
        return 1;
    }
}
