namespace ModelCompiler.Training;

/// <summary>
/// A checkpoint that cannot be written or read, or that does not fit; trainer and model are as they were, and so are older checkpoints.
/// </summary>
public sealed class CheckpointException : ModelException
{
    internal CheckpointException(string message) : base(message)
    {
    }

    internal CheckpointException(string path, string problem, string remedy, Exception? inner = null)
        : base($"'{path}': {problem} {remedy}", inner) => Path = path;

    /// <summary>The file, if the fault is one file's.</summary>
    public string? Path { get; }
}
