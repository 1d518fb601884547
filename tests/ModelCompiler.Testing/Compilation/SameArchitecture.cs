namespace ModelCompiler.Testing.Compilation;

/// <summary>Whether two graphs are one graph under different names.</summary>
public static class SameArchitecture
{
    /// <summary>Compares operation by operation.</summary>
    /// <param name="expected">A graph.</param>
    /// <param name="actual">Another, whose layers may stand in another order.</param>
    /// <param name="names">What each layer of the first is called in the second.</param>
    /// <returns>The first difference, or null.</returns>
    public static string? Difference(ModelArchitecture expected, ModelArchitecture actual, IReadOnlyDictionary<string, string> names)
    {
        if (expected.Layers.Count != actual.Layers.Count)
            return $"{expected.Layers.Count} layers are {actual.Layers.Count}";
        var found = actual.Layers.ToDictionary(l => l.Name, StringComparer.Ordinal);
        foreach (ArchitectureLayer layer in expected.Layers)
        {
            if (!found.TryGetValue(names[layer.Name], out ArchitectureLayer? other))
                return $"'{layer.Name}' should be '{names[layer.Name]}', which is not among {string.Join(", ", found.Keys.Take(200))}";
            string mine = Described(layer, name => name == "input" ? name : names[name]), theirs = Described(other, name => name);
            if (mine != theirs)
                return $"'{layer.Name}':\n{mine}\n{theirs}";
        }

        string end = names[expected.Layers[^1].Name];
        return end == actual.Layers[^1].Name ? null : $"the output is '{actual.Layers[^1].Name}', not '{end}'";
    }

    private static string Described(ArchitectureLayer layer, Func<string, string> rename)
    {
        IEnumerable<string> inputs = layer.Inputs.Select(i => rename(i.Name));
        // Sums may read their values in any order.
        if (layer.Kind is "Add" or "Multiply" or "Average" or "Maximum" or "Minimum") inputs = inputs.Order(StringComparer.Ordinal);
        return $"{layer.Kind}({string.Join(", ", inputs)}) {layer.Trainable} " + string.Join(
            " | ", layer.Nodes.Select(n => $"{n.Operation} {string.Join(" ", n.Settings.Order().Select(s => $"{s}={Value(n, s)}"))} "
                + $"[{string.Join(", ", n.Parameters.Select(p => p[(p.LastIndexOf('.') + 1)..]))}] {string.Join("×", n.Shape)}"));
    }

    private static string Value(ArchitectureNode node, string setting) => node.Word(setting, "");
}
