namespace ModelCompiler.Serialization;

/// <summary>What <see cref="ModelTransfer.LoadMatching"/> took from a file, tensor by tensor.</summary>
/// <param name="Loaded">Tensors of the model that now hold the file's numbers.</param>
/// <param name="Missing">Tensors of the model that the file has not; they are as they were.</param>
/// <param name="Different">Tensors that the file has in another shape; they are as they were.</param>
/// <param name="Unused">Tensors of the file that the model has not.</param>
public sealed record TransferredWeights(IReadOnlyList<string> Loaded, IReadOnlyList<string> Missing, IReadOnlyList<string> Different,
    IReadOnlyList<string> Unused)
{
    /// <summary>Tensors among the loaded ones that the file holds in another type than 32-bit floats, with that type.</summary>
    public IReadOnlyList<string> Converted { get; init; } = [];

    /// <summary>How many of each, and the names of those that were not loaded.</summary>
    public override string ToString() =>
        $"{Loaded.Count} tensors loaded" + Part("converted to 32-bit floats", Converted) + Part("missing in the file", Missing)
            + Part("of another shape in the file", Different) + Part("in the file alone", Unused);

    private static string Part(string what, IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $"; {names.Count} {what}: {string.Join(", ", names)}";
}
