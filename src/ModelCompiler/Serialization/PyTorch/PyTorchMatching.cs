namespace ModelCompiler.Serialization;

/// <summary>
/// Finds which module of a file is which of a model. Names decide where they are this library's, or where the caller gives them; otherwise
/// shapes and order: each module of the model takes the first of the file's that is left and has the same tensors in the same shapes.
/// Modules on a block's short way (<c>downsample</c>, <c>shortcut</c>) go to projections alone.
/// </summary>
internal sealed class PyTorchMatching
{
    private static readonly string[] ShortcutWords = ["downsample", "shortcut", "projection", "proj.", "skip", "identity"];
    private readonly WeightFile file;
    private readonly ParameterSet parameters;
    private readonly List<Group> groups;
    private readonly List<string> byOrder = [];

    private PyTorchMatching(WeightFile file, ParameterSet parameters)
    {
        (this.file, this.parameters) = (file, parameters);
        groups = [.. file.Tensors.Where(t => !IsCounter(t.Name)).GroupBy(t => PrefixOf(t.Name)).Select(g => new Group(g.Key, [.. g]))];
        // A library that sorts names puts 10 before 2; modules stand in the order of their numbers.
        string[] names = [.. groups.Select(g => g.Prefix)];
        if (names.SequenceEqual(names.Order(StringComparer.Ordinal))) groups = [.. groups.OrderBy(g => g.Prefix, new NaturalOrder())];
    }

    /// <summary>The places of all the model's tensors in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parameters">The model's weights.</param>
    /// <param name="modules">The model's modules.</param>
    /// <param name="names">The caller's map from this library's names of tensors to the file's, or null.</param>
    /// <exception cref="WeightFileException">A tensor that has no counterpart.</exception>
    public static LoadedWeights Load(WeightFile file, ParameterSet parameters, IReadOnlyList<PyTorchModule> modules,
        IReadOnlyDictionary<string, string>? names)
    {
        var matching = new PyTorchMatching(file, parameters);
        IReadOnlyList<TensorPlacement> placements = names is not null ? matching.ByMap(modules,
            names) : matching.ByName(modules) ?? matching.ByOrder(modules);
        var taken = placements.Select(p => p.Source.Name).ToHashSet(StringComparer.Ordinal);
        string[] ignored = [.. file.Tensors.Select(t => t.Name).Where(name => !taken.Contains(name))];
        if (names is null && ignored.FirstOrDefault(name => !IsCounter(name)) is { } extra)
        {
            throw new WeightFileException(
                file.Path, $"has a tensor '{extra}' {Extents.Of(file.Find(extra)!.Shape)} that no layer of '{parameters.ModelName}' takes.",
                "Declare the network that the file is of, or pass a map of names.", extra);
        }

        return WeightLoading.Read(file, parameters, placements, ignored) with { DecidedByOrder = matching.byOrder };
    }

    private static bool IsCounter(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static string PrefixOf(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : "";

    private IReadOnlyList<TensorPlacement> ByMap(IReadOnlyList<PyTorchModule> modules, IReadOnlyDictionary<string, string> names)
    {
        var placements = new List<TensorPlacement>();
        foreach (PyTorchTensor tensor in modules.SelectMany(m => m.Tensors))
        {
            string own = tensor.Own.Name;
            if (!names.TryGetValue(own, out string? name)) throw Unfit(own, "is not in the map of names that was passed", "Add it.");
            if (file.Find(name) is not { } stored)
                throw Unfit(own, $"should be '{name}', which the file has not", "Correct the map of names.");
            if (!Fits(tensor, stored))
                throw Unfit(own, $"should be '{name}', which is {Extents.Of(stored.Shape)}, not {Extents.Of(tensor.Order.Shape)}",
                    "Correct the map of names, or the declaration.");
            placements.Add(new TensorPlacement(tensor.Own, stored, tensor.Order));
        }

        return placements;
    }

    /// <summary>The file's modules under the model's names, or null if one is not there.</summary>
    private List<TensorPlacement>? ByName(IReadOnlyList<PyTorchModule> modules)
    {
        if (modules.Any(m => m.Tensors.Any(t => file.Find($"{m.Name}.{t.Part}") is null))) return null;
        var placements = new List<TensorPlacement>();
        foreach (PyTorchModule module in modules)
        {
            foreach (PyTorchTensor tensor in module.Tensors)
            {
                StoredTensor stored = file.Find($"{module.Name}.{tensor.Part}")!;
                if (!Fits(tensor, stored))
                    throw Unfit(tensor.Own.Name,
                        $"is {Extents.Of(stored.Shape)} in the file, but '{parameters.ModelName}' needs {Extents.Of(tensor.Order.Shape)}",
                        "Declare the network that the file is of.");
                placements.Add(new TensorPlacement(tensor.Own, stored, tensor.Order));
            }
        }

        return placements;
    }

    private List<TensorPlacement> ByOrder(IReadOnlyList<PyTorchModule> modules)
    {
        var placements = new List<TensorPlacement>();
        bool hinted = modules.Any(m => m.OnShortcut) && groups.Any(g => g.OnShortcut);
        var left = new List<Group>(groups);
        foreach (PyTorchModule module in modules)
        {
            Group[] fitting = [.. left.Where(g => (!hinted || g.OnShortcut == module.OnShortcut) && Fits(module, g))];
            if (fitting.Length == 0)
            {
                throw Unfit(
                    module.Tensors[0].Own.Name,
                    $"needs a module with {string.Join(", ", module.Tensors.Select(t => $"{t.Part} {Extents.Of(t.Order.Shape)}"))}, "
                    + "and none is left in the file"
                    + (left.Count == 0 ? "" : $"; the next one there is '{left[0].Prefix}' with "
                        + $"{string.Join(", ", left[0].Tensors.Select(t => $"{PartOf(t)} {Extents.Of(t.Shape)}"))}"),
                    "Declare the network that the file is of, or pass a map of names.");
            }

            left.Remove(fitting[0]);
            foreach (PyTorchTensor tensor in module.Tensors)
                placements.Add(new TensorPlacement(tensor.Own, fitting[0].Tensors.First(t => PartOf(t) == tensor.Part), tensor.Order));
            if (fitting.Length > 1) byOrder.AddRange(module.Tensors.Select(t => t.Own.Name));
        }

        return placements;
    }

    private static bool Fits(PyTorchModule module, Group group) =>
        group.Tensors.Count == module.Tensors.Count
            && module.Tensors.All(t => group.Tensors.FirstOrDefault(s => PartOf(s) == t.Part) is { } stored && Fits(t, stored));

    private static bool Fits(PyTorchTensor tensor, StoredTensor stored) =>
        stored.Type != StoredType.Unknown && stored.Shape.SequenceEqual(tensor.Order.Shape);

    private static string PartOf(StoredTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];

    private WeightFileException Unfit(string tensor, string problem, string remedy) =>
        new(file.Path, $"tensor '{tensor}' of '{parameters.ModelName}' {problem}.", remedy, tensor);

    private sealed record Group(string Prefix, IReadOnlyList<StoredTensor> Tensors)
    {
        public bool OnShortcut => ShortcutWords.Any(word => Prefix.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names part by part; parts that are numbers by their value.</summary>
    private sealed class NaturalOrder : IComparer<string>
    {
        public int Compare(string? x, string? y)
        {
            string[] a = x!.Split('.'), b = y!.Split('.');
            for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
            {
                int order = long.TryParse(a[i], out long m) && long.TryParse(b[i], out long n)
                    ? m.CompareTo(n)
                    : string.CompareOrdinal(Padded(a[i]), Padded(b[i]));
                if (order != 0) return order;
            }

            return a.Length.CompareTo(b.Length);
        }

        /// <summary>A name whose last digits are a number, filled up with zeros: conv2 before conv10.</summary>
        private static string Padded(string part)
        {
            int digits = part.Reverse().TakeWhile(char.IsAsciiDigit).Count();
            return digits is > 0 and < 18 ? part[..^digits] + part[^digits..].PadLeft(18, '0') : part;
        }
    }
}
