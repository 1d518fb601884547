using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC02xx and MC03xx, with the arguments that their messages take.</summary>
internal static class TrainingFaults
{
    public static Fault LossNeedsSoftmax(string layer, string output, string remedy, Site site) =>
        new(Descriptors.LossNeedsSoftmax.Id, site, [layer, output, remedy]);

    public static Fault LossNeedsSigmoid(LossKind loss, string layer, string output, string remedy, Site site) =>
        new(Descriptors.LossNeedsSigmoid.Id, site, [layer, output, remedy, loss.ToString()]);

    public static Fault LossNeedsNonNegative(LossKind loss, string layer, string output, Site site) =>
        new(Descriptors.LossNeedsNonNegative.Id, site,
            [layer, output, loss.ToString(), loss == LossKind.Dice ? "adds up areas of the output" : "takes the logarithm of the output"]);

    public static Fault HuberDelta(double delta, Site site) => new(Descriptors.HuberDelta.Id, site, [Text.Number(delta)]);

    public static Fault NoWeights(string model, Site site) => new(Descriptors.NoWeights.Id, site, [model]);

    public static Fault NothingTrainable(string model, long tensors, Site site) =>
        new(Descriptors.NothingTrainable.Id, site,
            [model, tensors == 1 ? "its only weight tensor is" : $"all of its {Text.Number(tensors)} weight tensors are"]);

    /// <param name="outputs">Those that there are.</param>
    /// <param name="reason">Why the name can be no output, or null for a layer that just is none.</param>
    public static Fault LossOfNoOutput(string name, string? reason, EquatableArray<string> outputs, Site site)
    {
        string known = string.Join(", ", outputs.Select(o => $"'{o}'"));
        string say = reason is null ? $"is no output; write [Output(\"{name}\")]" : reason;
        return new(Descriptors.LossOfNoOutput.Id, site,
            [name, known.Length == 0 ? say : reason is null ? $"{say}, or name one of {known}" : $"{say}; outputs are {known}"])
        {
            Fix = reason is null ? new FixData(FixData.Output, [name], []) : GraphFaults.Meant(Nearest.Of(name, outputs)),
        };
    }

    public static Fault SecondLoss(string output, Site site) => new(Descriptors.SecondLoss.Id, site, [output]);

    public static Fault NoMainLoss(string model, Site site) => new(Descriptors.NoMainLoss.Id, site, [model]);

    public static Fault HeadShape(string head, string shape, string main, string mainShape, Site site) =>
        new(Descriptors.HeadShape.Id, site, [head, shape, main, mainShape]);

    public static Fault NoLossReaches(string layer, string output, Site site) => new(Descriptors.NoLossReaches.Id, site, [layer, output]);

    public static Fault BudgetExceeded(string model, long count, string one, string many, long limit, long largest,
        string largestLayer, Site site) =>
        new(Descriptors.BudgetExceeded.Id, site,
            [model, Text.Plural(count, one, many), Text.Number(count - limit), Text.Number(limit), Text.Number(largest), largestLayer]);
}
