namespace ModelCompiler.Serialization;

/// <summary>One tensor of a model and where its numbers came from.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="DType">The type of the file's numbers.</param>
/// <param name="FileShape">The shape in the file.</param>
public sealed record LoadedTensor(string Name, string FileName, string DType, IReadOnlyList<long> FileShape);

/// <summary>What a load took from a file, tensor by tensor: the map of names, and which numbers were converted.</summary>
/// <param name="Format">The file's format.</param>
/// <param name="Tensors">All tensors of the model.</param>
/// <param name="Ignored">Tensors of the file that nothing takes, such as counts of batches.</param>
/// <param name="Metadata">Text that the file carries.</param>
public sealed record LoadedWeights(string Format, IReadOnlyList<LoadedTensor> Tensors, IReadOnlyList<string> Ignored,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Tensors that the file holds in another type than 32-bit floats.</summary>
    public IEnumerable<LoadedTensor> Converted => Tensors.Where(t => t.DType != SafeTensorsFormat.DType);

    /// <summary>Tensors for which shape and order leave a choice: others of the file would fit, too, and the order decided.</summary>
    public IReadOnlyList<string> DecidedByOrder { get; init; } = [];

    /// <summary>The map of names: the model's to the file's.</summary>
    public IReadOnlyDictionary<string, string> Names => Tensors.ToDictionary(t => t.Name, t => t.FileName, StringComparer.Ordinal);

    internal string ConvertedText =>
        $"{Converted.Count()} tensors converted to 32-bit floats: "
            + $"{string.Join(", ", Converted.Take(8).Select(t => $"{t.Name} ({t.DType})"))}{(Converted.Count() > 8 ? " …" : "")}";

    /// <summary>A line for each tensor: the model's name, the file's, type and shape.</summary>
    public override string ToString()
    {
        int name = Tensors.Max(t => t.Name.Length), file = Tensors.Max(t => t.FileName.Length);
        IEnumerable<string> lines = Tensors.Select(
            t => $"{t.Name.PadRight(name)} <- {t.FileName.PadRight(file)}  {t.DType} {Extents.Of(t.FileShape)}");
        if (Converted.Any()) lines = lines.Append(ConvertedText);
        if (Ignored.Count > 0)
            lines = lines.Append(
                $"{Ignored.Count} tensors of the file not taken: {string.Join(", ", Ignored.Take(8))}{(Ignored.Count > 8 ? " …" : "")}");
        if (DecidedByOrder.Count > 0)
            lines = lines.Append($"{DecidedByOrder.Count} tensors matched by order among others of the same shape: "
                + $"{string.Join(", ", DecidedByOrder.Take(8))}{(DecidedByOrder.Count > 8 ? " …" : "")}");
        return string.Join('\n', lines);
    }
}
