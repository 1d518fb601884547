using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary><c>[Loss]</c> → <see cref="LossFunction"/>: the last layer's and those of auxiliary heads.</summary>
internal static class LossArguments
{
    private const string Delta = "Delta", Gamma = "Gamma", Output = "Output", Weight = "Weight";

    /// <summary>The last layer's loss, null if there is none or it does not compile, and those of named outputs.</summary>
    /// <param name="values">Nodes by their layers' full names.</param>
    /// <param name="last">The node that gives the network's output.</param>
    public static (LossFunction? Main, EquatableArray<LossFunction> Auxiliary) Read(
        ModelSpec spec, EquatableArray<NamedValue> outputs, IReadOnlyDictionary<string, int> values, int last, ICollection<Fault> faults)
    {
        var losses = new List<LossFunction>();
        var seen = new HashSet<string>();
        foreach (LossSpec loss in spec.Losses)
        {
            if (!seen.Add(loss.Output ?? ""))
                faults.Add(
                    TrainingFaults.SecondLoss(loss.Output is null ? "the last layer" : $"'{loss.Output}'", new Site(loss.Attribute)));
            else if (NodeOf(loss, spec, outputs, values, last, faults) is { } node && Read(loss, node, faults) is { } read)
                losses.Add(read);
        }

        if (spec.Losses.Count > 0 && spec.Losses.All(l => l.Output is not null))
            faults.Add(TrainingFaults.NoMainLoss(spec.FullName, new Site(spec.Losses[0].Attribute, Output)));
        LossFunction? main = losses.FirstOrDefault(l => l.Node == last);
        return (main, main is null ? [] : losses.Where(l => l != main).ToEquatableArray());
    }

    private static int? NodeOf(LossSpec loss, ModelSpec spec, EquatableArray<NamedValue> outputs, IReadOnlyDictionary<string, int> values,
        int last, ICollection<Fault> faults)
    {
        if (loss.Output is null) return last;
        if (outputs.FirstOrDefault(o => o.Name == loss.Output) is { } output) return output.Node;
        // An output that is declared but wrong is reported there.
        if (spec.Outputs.Any(o => o.Layer == loss.Output)) return null;
        string? reason = OutputArguments.WhyNot(loss.Output, values, last,
            "is the last layer; leave Output out: a loss without it is the last layer's");
        faults.Add(TrainingFaults.LossOfNoOutput(
            loss.Output, reason, outputs.Select(o => o.Name).ToEquatableArray(), new Site(loss.Attribute, Output)));
        return null;
    }

    private static LossFunction? Read(LossSpec spec, int node, ICollection<Fault> faults)
    {
        if (spec.Kind.Length == 0) return null;
        var arguments = new LayerArguments("Loss", new Site(spec.Attribute), spec.Arguments, faults);
        int before = faults.Count;
        var kind = arguments.Choice("loss", LossKind.CategoricalCrossEntropy);
        if (faults.Count > before) return null;

        if (kind != LossKind.Huber && arguments.Has(Delta))
            arguments.Report(DeclarationFaults.UnusedSetting("Loss", Delta, $"Loss.{kind}", "Loss.Huber", arguments.Site(Delta)));
        if (kind != LossKind.BinaryFocalCrossEntropy && arguments.Has(Gamma))
            arguments.Report(
                DeclarationFaults.UnusedSetting("Loss", Gamma, $"Loss.{kind}", "Loss.BinaryFocalCrossEntropy", arguments.Site(Gamma)));
        float number = kind switch
        {
            LossKind.Huber => HuberDelta(arguments, spec),
            LossKind.BinaryFocalCrossEntropy => arguments.Real(Gamma, 2, minimum: 0),
            _ => 1,
        };
        return new LossFunction(kind, number, spec.Attribute, WeightOf(arguments, spec), node);
    }

    private static float HuberDelta(LayerArguments arguments, LossSpec spec)
    {
        double delta = Number(spec, Delta);
        if (IsPositive(delta)) return (float)delta;
        arguments.Report(TrainingFaults.HuberDelta(delta, arguments.Site(Delta)));
        return 1;
    }

    private static float WeightOf(LayerArguments arguments, LossSpec spec)
    {
        double weight = Number(spec, Weight);
        if (IsPositive(weight)) return (float)weight;
        arguments.Report(DeclarationFaults.SettingOutOfRange(
            "Loss", Weight, Text.Number(weight), "a finite number greater than 0", arguments.Site(Weight)));
        return 1;
    }

    private static bool IsPositive(double value) => (float)value is > 0 and < float.PositiveInfinity;

    private static double Number(LossSpec spec, string name) =>
        spec.Arguments.FirstOrDefault(a => a.Name == name)?.Value is double value ? value : 1;
}
