using System.Text.RegularExpressions;

namespace ModelCompiler.Documentation.Tests;

/// <summary>Finds the code in Markdown documents.</summary>
internal static partial class Documents
{
    /// <summary>Before a block, on a line of its own: the block is text that is quoted, with the reason.</summary>
    private const string Quoted = "<!-- not compiled:";

    public static string Root { get; } = FindRoot();

    /// <summary>README.md and everything in docs.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The C# blocks of a document that are not marked as quoted.</summary>
    public static IReadOnlyList<Snippet> Blocks(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, file));
        var blocks = new List<Snippet>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is not ("```csharp" or "```cs" or "```c#"))
                continue;
            int end = Array.FindIndex(lines, i + 1, line => line.Trim() == "```");
            Assert.True(end >= 0, $"{file}:{i + 1}: a block that does not end");
            string before = lines[..i].LastOrDefault(line => line.Trim().Length > 0) ?? "";
            if (!before.Contains(Quoted, StringComparison.Ordinal))
                blocks.Add(new Snippet(file, i + 2, string.Join("\n", lines[(i + 1)..end])));
            i = end;
        }

        return blocks;
    }

    /// <summary>The code that the last column of each table row begins with: one part or several, before any remark.</summary>
    public static IReadOnlyList<Snippet> Rows(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, file));
        var rows = new List<Snippet>();
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = CellBorder().Split(lines[i].Trim().Trim('|'));
            bool table = lines[i].StartsWith('|') && cells.Length >= 2 && !lines[i].StartsWith("|-", StringComparison.Ordinal) && cells[0].Trim() != "Keras";
            if (!table)
                continue;
            string[] codes = [.. Code().Matches(LeadingCode().Match(cells[^1]).Value).Select(match => match.Groups[2].Value.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
            rows.Add(new Snippet(file, i + 1, string.Join("\n", codes)));
        }

        return rows;
    }

    private static string FindRoot()
    {
        // Not from the path of this file: a deterministic build writes other paths into the assembly.
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ModelCompiler.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ModelCompiler.sln.");
    }

    /// <summary>A bar that is not written as part of a cell.</summary>
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();

    /// <summary>Spans of code from the start, with nothing but commas between them.</summary>
    [GeneratedRegex("^\\s*((`+).+?\\2[\\s,]*)*")]
    private static partial Regex LeadingCode();

    [GeneratedRegex("(`+)(.+?)\\1")]
    private static partial Regex Code();
}
