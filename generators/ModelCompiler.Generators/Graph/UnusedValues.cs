using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph;

/// <summary>A layer that nothing reads computes for nothing, and its weights would never learn: a name was forgotten.</summary>
internal static class UnusedValues
{
    public static IEnumerable<Fault> Find(IReadOnlyList<Node> nodes, IReadOnlyList<Layer> layers, IEnumerable<NamedValue> outputs,
        IReadOnlyCollection<Fault> faults)
    {
        // A name that was not found may be the one that is missing.
        if (faults.Any(f => f.Id == Descriptors.UnknownValue.Id || f.Id == Descriptors.UnknownOutput.Id)) yield break;
        var read = new HashSet<int>(nodes.SelectMany(n => n.Inputs).Concat(outputs.Select(o => o.Node)));
        for (int i = 1; i < nodes.Count - 1; i++)
        {
            if (!read.Contains(i)) yield return GraphFaults.UnusedValue(layers[nodes[i].Layer].Name, layers[nodes[i].Layer].Site);
        }
    }
}
