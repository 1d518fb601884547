using System.Globalization;
using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Dashboard;

/// <summary>
/// The folder of one run among those of others. Names that come from a page are looked up in the folder, never joined to a path.
/// </summary>
internal sealed class RunFolder
{
    private const string FiguresFile = "figures.json";

    private readonly string? root;
    private string? temporary;

    private RunFolder(string? root, string name, string? path) => (this.root, Name, Path) = (root, name, path);

    /// <summary>The run's name.</summary>
    public string Name { get; }

    /// <summary>Where the run's files are; null if nothing is kept.</summary>
    public string? Path { get; }

    /// <summary>Makes the folder of a new run.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static RunFolder Create(string? root, string? name, string model)
    {
        string wanted = Clean(name ?? string.Create(CultureInfo.InvariantCulture, $"{model}-{DateTime.Now:yyyy-MM-dd-HHmmss}"));
        if (root is null)
            return new RunFolder(null, wanted, null);
        Directory.CreateDirectory(root);
        string unique = wanted;
        for (int n = 2; Directory.Exists(System.IO.Path.Combine(root, unique)); n++)
            unique = $"{wanted}-{n}";
        string path = System.IO.Path.Combine(root, unique);
        Directory.CreateDirectory(path);
        return new RunFolder(root, unique, path);
    }

    /// <summary>Keeps the figures for later runs to be compared with.</summary>
    public void SaveFigures(MetricHistory history)
    {
        if (Path is not null)
            AtomicFile.Write(System.IO.Path.Combine(Path, FiguresFile), stream => stream.Write(Json.Object(history.WriteAll)));
    }

    /// <summary>Other runs that have figures, the newest first.</summary>
    public byte[] List() => Json.Object(w => w.WriteStrings("runs", OtherRuns().Take(200)));

    /// <summary>Another run's figures, or null if there is no such run.</summary>
    public byte[]? FiguresOf(string run)
    {
        if (root is null || !OtherRuns().Contains(run, StringComparer.Ordinal))
            return null;
        byte[] text = File.ReadAllBytes(System.IO.Path.Combine(root, run, FiguresFile));
        try
        {
            // What lies in a folder may be anything: only JSON is passed on.
            using JsonDocument document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A place for a file of this run; of a run that keeps nothing, in a folder that only this user can read.</summary>
    public string PathOf(string file) =>
        System.IO.Path.Combine(Path ?? (temporary ??= Directory.CreateTempSubdirectory("dashboard-").FullName), file);

    /// <summary>A name that no file of the run has yet.</summary>
    public string NameOfNew(string name, string extension)
    {
        string clean = Clean(name), unique = clean;
        for (int n = 2; File.Exists(PathOf(unique + extension)); n++)
            unique = $"{clean}-{n}";
        return unique + extension;
    }

    /// <summary>A file of this run by a name that a page gave; null if there is none.</summary>
    public string? Find(string file) =>
        Path is not null && Directory.EnumerateFiles(Path).FirstOrDefault(f => System.IO.Path.GetFileName(f) == file) is { } found
            ? found
            : null;

    /// <summary>Copies a file of another run into this one.</summary>
    public string Keep(string path, string name)
    {
        if (Path is null)
            return path;
        string kept = PathOf(name);
        File.Copy(path, kept, overwrite: true);
        return kept;
    }

    /// <summary>A name for a file that a page brings: what is harmless of it, with the step.</summary>
    public static string Clean(string name)
    {
        string clean = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').Take(48)]);
        clean = clean.Trim('.', '-');
        return clean.Length == 0 ? "run" : clean;
    }

    private IEnumerable<string> OtherRuns() => root is null ? [] : new DirectoryInfo(root).EnumerateDirectories()
        .Where(d => d.Name != Name && File.Exists(System.IO.Path.Combine(d.FullName, FiguresFile)))
        .OrderByDescending(d => d.LastWriteTimeUtc).Select(d => d.Name);
}
