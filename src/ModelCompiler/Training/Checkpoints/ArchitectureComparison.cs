using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// Holds a checkpoint's network to the trainer's: all that is declared counts, since training goes on only if nothing differs.
/// </summary>
internal static class ArchitectureComparison
{
    private const string Remedy = "Train the network that it was made from, or load the weights alone and start a new run.";

    /// <exception cref="CheckpointException">They differ; the message has the first line that does.</exception>
    public static void Check(LoadedCheckpoint loaded, ProgramLayout layout)
    {
        string saved = loaded.Content.Graph, own = layout.Graph?.Invoke() ?? "";
        if (FirstDifference(saved, own) is { } difference)
            throw new CheckpointException(loaded.Path, $"was made from another network ('{loaded.Content.ModelName}'). "
                + $"The first difference from '{layout.ModelName}': {difference}.", Remedy);
        if (loaded.Content.ArchitectureHash != layout.ArchitectureHash)
            throw new CheckpointException(loaded.Path, $"was made from another network ('{loaded.Content.ModelName}', "
                + $"{loaded.Content.ArchitectureHash}); '{layout.ModelName}' is {layout.ArchitectureHash}.", Remedy);
    }

    private static string? FirstDifference(string saved, string own)
    {
        if (saved == own)
            return null;
        string[] before = Lines(saved), now = Lines(own);
        for (int i = 0; i < Math.Max(before.Length, now.Length); i++)
        {
            if (i >= before.Length)
                return $"this one also has '{now[i]}'";
            if (i >= now.Length)
                return $"the checkpoint also has '{before[i]}'";
            if (before[i] != now[i])
                return $"the checkpoint has '{before[i]}', this one '{now[i]}'";
        }

        return null;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
