namespace ModelCompiler.Data;

/// <summary>A data file that is not what it should be; the message names the file, what was expected and what was found.</summary>
public sealed class DataFormatException : ModelException
{
    /// <summary>A problem with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What was expected and what was found.</param>
    /// <param name="inner">What it came from.</param>
    public DataFormatException(string path, string problem, Exception? inner = null) : base($"'{path}': {problem}", inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
