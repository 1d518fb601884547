using System.Globalization;
using ModelCompiler.Keras.Hdf5;

namespace ModelCompiler.Keras;

/// <summary>One variable of a layer.</summary>
internal sealed record KerasTensor(string Path, Hdf5Dataset Data);

/// <summary>The variables of one layer, in Keras's order.</summary>
/// <param name="Name">
/// What Keras calls it in the file: the class and a number, <c>conv2d_1</c>; the layer's own name in older files.
/// </param>
/// <param name="LayerName">The layer's own name, where the file has it.</param>
/// <param name="Tensors">Its variables.</param>
internal sealed record KerasGroup(string Name, string? LayerName, IReadOnlyList<KerasTensor> Tensors);

/// <summary>
/// Finds layers in a file of weights. Keras 3 keeps variable <c>i</c> of a layer in <c>layers/conv2d_1/vars/i</c> (Keras 2.12 to 2.15 in
/// <c>_layer_checkpoint_dependencies/…</c>), before it were <c>conv2d_1/conv2d_1/kernel:0</c> with lists of names as attributes.
/// </summary>
internal static class KerasGroups
{
    private const string Variables = "vars", Optimizer = "optimizer", LayerNames = "layer_names", WeightNames = "weight_names",
        ModelWeights = "model_weights";

    public static IReadOnlyList<KerasGroup> Find(Hdf5Group root)
    {
        if (root.Find(ModelWeights) is Hdf5Group weights) return FindOlder(weights, $"{ModelWeights}/");
        if (root.Attributes.ContainsKey(LayerNames)) return FindOlder(root, "");
        var groups = new List<KerasGroup>();
        Collect(root, "", "", groups);
        return groups;
    }

    private static void Collect(Hdf5Group group, string path, string name, List<KerasGroup> groups)
    {
        if (group.Find(Variables) is Hdf5Group variables)
        {
            KerasTensor[] tensors = [.. variables.Members.Where(m => m.Value is Hdf5Dataset).OrderBy(m => Index(m.Key))
                .Select(m => new KerasTensor($"{path}{Variables}/{m.Key}", (Hdf5Dataset)m.Value))];
            // The seed of a dropout is state, not a weight.
            bool state = name is "seed_generator" or ""
                && tensors.All(t => t.Data.Type is not (Serialization.StoredType.F32 or Serialization.StoredType.F64));
            if (tensors.Length > 0 && !state)
                groups.Add(
                    new KerasGroup(name,
                        (group.Attributes.GetValueOrDefault("name") ?? variables.Attributes.GetValueOrDefault("name"))?.FirstOrDefault(),
                        tensors));
        }

        // Members are sorted by name; layers of one kind count on.
        foreach ((string member, Hdf5Object value) in group.Members.OrderBy(m => Counter(m.Key).Kind, StringComparer.Ordinal)
            .ThenBy(m => Counter(m.Key).Number))
        {
            if (value is Hdf5Group inside && member != Variables && member != Optimizer)
                Collect(inside, $"{path}{member}/", member, groups);
        }
    }

    private static IReadOnlyList<KerasGroup> FindOlder(Hdf5Group root, string path)
    {
        var groups = new List<KerasGroup>();
        foreach (string layer in root.Attributes.GetValueOrDefault(LayerNames) ?? [.. root.Members.Select(m => m.Key)])
        {
            if (root.Find(layer) is not Hdf5Group group || !group.Attributes.TryGetValue(WeightNames, out string[]? names)
                || names.Length == 0) continue;
            groups.Add(new KerasGroup(layer, layer, [.. names.Select(n => new KerasTensor($"{path}{layer}/{n}",
                Dataset(group, n) ?? throw new Hdf5Exception($"no numbers '{n}' in the group '{layer}', which names them")))]));
        }

        return groups;
    }

    private static Hdf5Dataset? Dataset(Hdf5Group group, string path)
    {
        Hdf5Object? found = group;
        foreach (string part in path.Split('/')) found = (found as Hdf5Group)?.Find(part);
        return found as Hdf5Dataset;
    }

    private static int Index(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : int.MaxValue;

    private static (string Kind, int Number) Counter(string name)
    {
        int line = name.LastIndexOf('_');
        return line > 0 && int.TryParse(name.AsSpan(line + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (name[..line], number)
            : (name, 0);
    }
}
