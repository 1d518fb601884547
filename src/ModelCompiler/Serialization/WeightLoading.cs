using System.Diagnostics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Serialization;

/// <summary>
/// Weights of a file into a model's. Everything is checked first, names, shapes, types and the file's length; then numbers are read
/// straight into the weights, without a copy of the file or of the weights in between.
/// </summary>
internal static class WeightLoading
{
    /// <summary>
    /// Loads a file whose tensors have the model's own layouts, all of them, under the model's names or those that are given.
    /// </summary>
    public static LoadedWeights Load(WeightFile file, ParameterSet parameters, ProgramLayout layout,
        IReadOnlyDictionary<string, string>? names = null)
    {
        CheckTensors(file, parameters, NameOf);
        CheckArchitecture(file, parameters, layout);
        IEnumerable<ParameterTensor> ranges = parameters.Ranges.Where(r => file.Find(r.Name) is { } stored && Fits(r, stored));
        return Read(file, parameters, [.. parameters.Select(t => new TensorPlacement(t, file.Find(NameOf(t))!, null)),
            .. ranges.Select(r => new TensorPlacement(r, file.Find(r.Name)!, null))], []);

        string NameOf(ParameterTensor tensor) => names?.GetValueOrDefault(tensor.Name) ?? tensor.Name;
    }

    /// <summary>Loads the tensors whose name and shape are those of the file.</summary>
    public static TransferredWeights LoadMatching(WeightFile file, ParameterSet parameters)
    {
        ILookup<bool, ParameterTensor> known = parameters.ToLookup(t => file.Find(t.Name) is not null);
        ILookup<bool, ParameterTensor> fitting = known[true].ToLookup(t => Fits(t, file.Find(t.Name)!));
        if (!fitting[true].Any())
        {
            throw new WeightFileException(
                file.Path, $"has no tensor that '{parameters.ModelName}' has under the same name and in the same shape.",
                $"Give layers the names that they have in '{SavedFrom(file) ?? "the file"}'; "
                    + $"it holds {string.Join(", ", file.Tensors.Take(5).Select(t => t.Name))} and so on.");
        }

        LoadedWeights loaded = Read(file, parameters, [.. fitting[true].Select(t => new TensorPlacement(t, file.Find(t.Name)!, null))], []);
        var own = parameters.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return new TransferredWeights(Names(fitting[true]), Names(known[false]), Names(fitting[false]),
            [.. file.Tensors.Select(t => t.Name).Where(name => !own.Contains(name))])
        {
            Converted = [.. loaded.Converted.Select(t => $"{t.Name} ({t.DType})")],
        };
    }

    /// <summary>Reads what was checked. Tensors of the file that nothing takes are <c>ignored</c>.</summary>
    public static LoadedWeights Read(WeightFile file, ParameterSet parameters, IReadOnlyList<TensorPlacement> placements,
        IReadOnlyList<string> ignored)
    {
        try
        {
            parameters.ForgetRanges(); // They are those of other weights.
            foreach (TensorPlacement placement in placements) placement.Read();
        }
        finally
        {
            parameters.MarkChanged();
        }

        var loaded = new LoadedWeights(
            file.Format, [.. placements.Select(p => new LoadedTensor(p.Target.Name, p.Source.Name, p.Source.DType, p.Source.Shape))],
            ignored, file.Metadata);
        if (loaded.Converted.Any()) Trace.TraceInformation($"'{file.Path}': {loaded.ConvertedText}");
        return loaded;
    }

    /// <summary>A range of activations, which a model of another precision has no use for.</summary>
    private static bool IsRange(StoredTensor stored) =>
        stored.Name.Contains(".input_range", StringComparison.Ordinal) && stored.Shape.SequenceEqual([2L]);

    private static string[] Names(IEnumerable<ParameterTensor> tensors) => [.. tensors.Select(t => t.Name)];

    private static bool Fits(ParameterTensor tensor, StoredTensor stored) =>
        stored.Type != StoredType.Unknown && stored.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent));

    private static string? SavedFrom(WeightFile file) => file.Metadata.GetValueOrDefault(SafeTensorsFormat.ModelKey);

    private static void CheckTensors(WeightFile file, ParameterSet parameters, Func<ParameterTensor, string> nameOf)
    {
        string remedy = Remedy(parameters);
        string origin = SavedFrom(file) is { } model ? $" (saved from '{model}')" : "";
        foreach (ParameterTensor tensor in parameters)
        {
            if (file.Find(nameOf(tensor)) is not { } stored)
                throw Unfit(tensor, $"is missing; it should be {Extents.Of(tensor.Shape)}{origin}.",
                    LooksLikePyTorch(file) ? PyTorchRemedy : remedy);
            if (stored.Type == StoredType.Unknown)
                throw Unfit(tensor, $"holds {stored.DType}, which is not read.", "Convert it to 32-bit floats.");
            if (!Fits(tensor, stored))
                throw Unfit(tensor,
                    $"is {Extents.Of(stored.Shape)}, but '{parameters.ModelName}' needs {Extents.Of(tensor.Shape)}{origin}.", remedy);
        }

        var known = parameters.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        if (file.Tensors.FirstOrDefault(t => !known.Contains(t.Name) && !IsRange(t)) is { } extra)
            throw new WeightFileException(
                file.Path, $"has a tensor '{extra.Name}' that '{parameters.ModelName}' has not{origin}.", remedy, extra.Name);

        WeightFileException Unfit(ParameterTensor tensor, string problem, string what) =>
            new(file.Path, $"tensor '{tensor.Name}' {problem}", what, tensor.Name);
    }

    private const string PyTorchRemedy = "Its names are PyTorch's: load it with WeightLayout.PyTorch.";

    private static bool LooksLikePyTorch(WeightFile file) => file.Tensors.Any(t => t.Name.EndsWith(".weight", StringComparison.Ordinal));

    /// <summary>
    /// Files from elsewhere carry no hash; then names and shapes must do. Files of earlier versions carry one that left out numbers without
    /// shape, a slope or an epsilon: they are held to what it can tell apart.
    /// </summary>
    private static void CheckArchitecture(WeightFile file, ParameterSet parameters, ProgramLayout layout)
    {
        if (file.Metadata.GetValueOrDefault(SafeTensorsFormat.ArchitectureKey) is { } hash && hash != layout.ArchitectureHash
            && hash != layout.EarlierHash)
        {
            throw new WeightFileException(
                file.Path,
                $"all tensors fit '{parameters.ModelName}', but they were saved from '{SavedFrom(file)}' with another architecture "
                + $"({hash}, this one is {layout.ArchitectureHash}): a stride, an activation, a slope, an epsilon or the like differs.",
                $"{Remedy(parameters)} Or remove '{SafeTensorsFormat.ArchitectureKey}' from the file's metadata.");
        }
    }

    private static string Remedy(ParameterSet parameters) =>
        $"Load weights that were saved from '{parameters.ModelName}' as it is declared now.";
}
