namespace ModelCompiler.OpenCL.Tests;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("modelcompiler-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
