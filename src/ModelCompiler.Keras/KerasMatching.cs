using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>Finds which layer of a file is which of a model, and loads it.</summary>
internal static class KerasMatching
{
    /// <exception cref="WeightFileException">A layer without a counterpart.</exception>
    public static LoadedWeights Load(WeightFile file, IReadOnlyList<KerasGroup> groups,
        ModelArchitecture architecture, ParameterSet parameters)
    {
        KerasLayer[] layers = [.. KerasLayers.Of(architecture, parameters).Where(l => l.Tensors.Count > 0)];
        var byOrder = new List<string>();
        IReadOnlyList<KerasGroup> matched = By(layers, groups, (l, g) => g.LayerName == KerasLayers.Name(l.Layer.Name)) ?? By(layers,
            groups, (l, g) => g.Name == l.Path)
            ?? (IReadOnlyList<KerasGroup>)ByOrder(file, layers, groups, byOrder);
        if (groups.FirstOrDefault(g => !matched.Contains(g)) is { } extra)
        {
            throw new WeightFileException(
                file.Path, $"has a layer '{extra.LayerName ?? extra.Name}' with {Described(extra)} that '{parameters.ModelName}' has not.",
                    "Declare the network that the file is of.", extra.Tensors[0].Path);
        }

        var placements = layers.Zip(matched, (l, g) => l.Tensors.Zip(g.Tensors, (t, k) => new TensorPlacement(t, file.Find(k.Path)!, null)))
            .SelectMany(p => p).ToArray();
        return WeightLoading.Read(file, parameters, placements, []) with { DecidedByOrder = byOrder };
    }

    /// <summary>The group of each layer by some name, or null if one has none, or one that does not fit.</summary>
    private static KerasGroup[]? By(KerasLayer[] layers, IReadOnlyList<KerasGroup> groups, Func<KerasLayer, KerasGroup, bool> same)
    {
        var matched = new KerasGroup[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            KerasGroup[] found = [.. groups.Where(g => same(layers[i], g))];
            if (found is not [var one] || !Fits(layers[i], one)) return null;
            matched[i] = one;
        }

        return matched;
    }

    private static List<KerasGroup> ByOrder(WeightFile file, KerasLayer[] layers, IReadOnlyList<KerasGroup> groups, List<string> byOrder)
    {
        var left = new List<KerasGroup>(groups);
        var matched = new List<KerasGroup>();
        foreach (KerasLayer layer in layers)
        {
            KerasGroup[] fitting = [.. left.Where(g => Fits(layer, g))];
            // Of several, those that Keras calls by the layer's class.
            KerasGroup[] ofKind =
                [.. fitting.Where(g => g.Name.StartsWith(KerasLayers.SnakeCase(layer.Layer.Kind), StringComparison.Ordinal))];
            if (ofKind.Length > 0) fitting = ofKind;
            if (fitting.Length == 0) throw Unfit(file, layer, groups, left);
            if (fitting.Length > 1) byOrder.AddRange(layer.Tensors.Select(t => t.Name));
            left.Remove(fitting[0]);
            matched.Add(fitting[0]);
        }

        return matched;
    }

    private static WeightFileException Unfit(WeightFile file, KerasLayer layer, IReadOnlyList<KerasGroup> groups, List<KerasGroup> left)
    {
        KerasGroup? named = groups.FirstOrDefault(g => g.LayerName == KerasLayers.Name(layer.Layer.Name)
            || g.Name == layer.Path) ?? left.FirstOrDefault();
        string there = named is null ? "has no layer left" : $"has '{named.LayerName ?? named.Name}' with {Described(named)}";
        string needed = string.Join(", ", layer.Tensors.Select(t => Extents.Of(t.Shape)));
        int at = named is null ? 0 : Enumerable.Range(0, layer.Tensors.Count)
            .FirstOrDefault(i => i >= named.Tensors.Count || !Fits(layer.Tensors[i], named.Tensors[i]));
        string tensor = layer.Tensors[at].Name;
        return new WeightFileException(file.Path, $"{there}, but '{layer.Layer.Name}' needs {needed}: tensor '{tensor}' does not fit.",
            "Declare the network that the file is of.", tensor);
    }

    private static bool Fits(KerasLayer layer, KerasGroup group) =>
        layer.Tensors.Count == group.Tensors.Count && layer.Tensors.Zip(group.Tensors).All(p => Fits(p.First, p.Second));

    private static bool Fits(ParameterTensor tensor, KerasTensor stored) =>
        stored.Data.Type != StoredType.Unknown && stored.Data.Shape.SequenceEqual(tensor.Shape.Select(e => (long)e));

    private static string Described(KerasGroup group) =>
        string.Join(", ", group.Tensors.Take(6).Select(t => $"{t.Data.TypeName} {Extents.Of(t.Data.Shape)}"));
}
