namespace Digits;

/// <summary>A file that will be written at the end of a run is checked at its start: nobody wants to train for nothing.</summary>
internal static class OutputPath
{
    /// <summary>Makes the file's folder, if need be.</summary>
    /// <exception cref="ExampleException">The folder cannot be made, or the path is a folder.</exception>
    public static void Prepare(string option, string path)
    {
        if (Directory.Exists(path))
            throw new ExampleException($"{option}: '{path}' is a folder; name a file in it.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExampleException($"{option}: the folder of '{path}' cannot be made: {exception.Message}", exception);
        }
    }
}
