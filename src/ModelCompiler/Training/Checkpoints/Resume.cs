namespace ModelCompiler.Training;

/// <summary>Where a fit goes on from: <c>Resume = Resume.FromLatest</c>.</summary>
public sealed class Resume
{
    private Resume(string? path, bool latest) => (Path, IsLatest) = (path, latest);

    /// <summary>Nowhere: a new run.</summary>
    public static Resume None { get; } = new(null, latest: false);

    /// <summary>
    /// The latest checkpoint in the folder of the fit's <see cref="Checkpoints"/>, bit for bit as if the run had never ended; a new run
    /// where there is none yet.
    /// </summary>
    public static Resume FromLatest { get; } = new(null, latest: true);

    /// <summary>A checkpoint's file.</summary>
    internal string? Path { get; }

    internal bool IsLatest { get; }

    /// <summary>A checkpoint, bit for bit as if the run had gone on from there.</summary>
    /// <param name="path">The file.</param>
    public static Resume From(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(path, latest: false);
    }
}
