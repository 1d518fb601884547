using System.Runtime.CompilerServices;

namespace ModelCompiler.Generators.Tests;

/// <summary>Finds checked-in files from wherever the tests were built to.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find([CallerFilePath] string here = "")
    {
        // A deterministic build may rewrite source paths, so the output folder is tried, too.
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "ModelCompiler.sln"))) return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ModelCompiler.sln.");
    }
}
