using System.Collections.Frozen;

namespace ModelCompiler.Dashboard;

/// <summary>The page's files, from the assembly. Only what is in it can be asked for.</summary>
internal static class PageFiles
{
    private static readonly FrozenDictionary<string, (string Type, byte[] Content)> files = Read();

    /// <summary>A file by the path of a request, <c>/app.js</c>; the page itself for <c>/</c>.</summary>
    public static bool TryGet(string path, out (string Type, byte[] Content) file) =>
        files.TryGetValue(path == "/" ? "/index.html" : path, out file);

    private static FrozenDictionary<string, (string, byte[])> Read()
    {
        var found = new Dictionary<string, (string, byte[])>(StringComparer.Ordinal);
        foreach (string name in typeof(PageFiles).Assembly.GetManifestResourceNames())
        {
            using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            found["/" + name.Replace('\\', '/')] = (TypeOf(name), content);
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
