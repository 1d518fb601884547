namespace ModelCompiler.Data;

/// <summary>A data file that is not what it should be; the message names the file, what was expected and what was found.</summary>
public sealed class DataFormatException : ModelException
{
    internal DataFormatException(string path, string problem, Exception? inner = null) : base($"'{path}': {problem}", inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
