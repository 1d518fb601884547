namespace ModelCompiler.Training;

/// <summary>Gives a run of floats where they lie; asked for while a file is written.</summary>
internal delegate ReadOnlySpan<float> FloatSource();

/// <summary>All that a checkpoint holds: which network, named sections of small values, named runs of floats.</summary>
internal sealed class CheckpointContent
{
    public required string ModelName { get; init; }

    /// <summary>The hash of the network.</summary>
    public required string ArchitectureHash { get; init; }

    /// <summary>The network as text; empty where it is not known.</summary>
    public required string Graph { get; init; }

    /// <summary>
    /// Small values by section, in the order in which they were added. Their floats lie among <see cref="Tensors"/>, as
    /// <c>section/name</c>.
    /// </summary>
    public Dictionary<string, CallbackState> Sections { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs of floats by name.</summary>
    public List<(string Name, int Length, FloatSource Source)> Tensors { get; } = [];

    /// <summary>A new section.</summary>
    public CallbackState Add(string section) => Sections[section] = new CallbackState(section);

    /// <summary>Takes a section's own floats among the tensors.</summary>
    public void AddFloatsOfSections()
    {
        foreach ((string section, CallbackState state) in Sections)
        {
            foreach ((string name, float[] values) in state.Floats)
                Tensors.Add(($"{section}/{name}", values.Length, () => values));
        }
    }
}
