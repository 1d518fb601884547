using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>A memory plan as the runtime reads it: what <c>ProgramLayout</c> says of one program. C# and devices have one each.</summary>
internal static class LayoutText
{
    /// <summary>Sizes, and where what comes from outside and what is wanted lies.</summary>
    public static string Arena(TensorProgram tensors, MemoryPlan plan)
    {
        string loss = tensors.Loss is { } l
            ? $", Target: {plan.OffsetOf(l.Target)}, Loss: {plan.OffsetOf(l.PerSample)}, Penalties: "
                + $"[{string.Join(", ", l.Penalties.Select(p => plan.OffsetOf(p)))}]"
                + $"{(l.Weight is { } w ? $", Weight: {plan.OffsetOf(w)}" : "")}"
            : "";
        IEnumerable<string> moved = tensors.Updates.Select(
            u => $"new({plan.OffsetOf(u.Next)}, {plan.OffsetOf(u.Parameter)}, {u.Next.Count})");
        string updates = tensors.Updates.Count == 0 ? "" : $", Updates: [{string.Join(", ", moved)}]";
        string input = plan.Offsets.TryGetValue(tensors.Input.Root, out long at) ? $"{at}" : "-1";
        if (tensors.WantsInputGradient && tensors.Outputs.Count > 0)
            updates += $", InputGradient: {plan.OffsetOf(tensors.Outputs[0].Value)}";
        if (plan.InputInPlace is not null) updates += ", InputInPlace: true";
        return $"new ArenaLayout(FloatsPerSample: {plan.FloatsPerSample}, FixedFloats: {plan.FixedFloats}, Input: {input}, Output: "
            + $"{plan.OffsetOf(tensors.Output)}{loss}{updates})";
    }

    /// <summary>Where named values lie, and whether the forward pass makes them anyway.</summary>
    public static string? Outputs(KernelGraph graph, MemoryPlan plan)
    {
        EquatableArray<NamedTensor> outputs = graph.Program.Outputs;
        var onHeads = new HashSet<Tensor>(graph.Kernels.Where(k => k.Phase == Phase.Head).SelectMany(k => k.Statements)
            .Select(s => s.Output.Root));
        return outputs.Count == 0 ? null : $"Outputs = [{string.Join(", ", outputs.Select(Describe))}]";

        string Describe(NamedTensor o) => $"new(\"{o.Name}\", {Number(o.Value.Count)}, "
            + $"{plan.OffsetOf(o.Value)}{(onHeads.Contains(o.Value.Root) ? ", OnHead: true" : "")})";
    }

    private static string Number(long value) =>
        value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : value.ToString("N0",
            CultureInfo.InvariantCulture).Replace(',', '_');
}
