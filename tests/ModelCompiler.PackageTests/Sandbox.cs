namespace ModelCompiler.PackageTests;

/// <summary>A temporary folder outside the repository, so that none of its build settings reach what is built there.</summary>
public sealed class Sandbox : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("modelcompiler-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public string NewFolder(string name) => Directory.CreateDirectory(this[name]).FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
