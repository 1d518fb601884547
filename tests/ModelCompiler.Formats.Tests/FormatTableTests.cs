using System.Text.RegularExpressions;

namespace ModelCompiler.Formats.Tests;

/// <summary>The table of formats names tests; they must be there.</summary>
public class FormatTableTests
{
    [Fact]
    public void Every_row_of_the_table_names_tests_that_are_there()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ModelCompiler.sln"))) root = Path.GetDirectoryName(root)!;
        string[] rows = [.. File.ReadLines(Path.Combine(root, "docs", "formats.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal))];
        Assert.True(rows.Length >= 11);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!)];
        foreach (string row in rows)
        {
            string[] cells = row.Split(" | ");
            Assert.Equal(5, cells.Length);
            foreach (Match name in Regex.Matches(cells[^1], "`([^`]+)`"))
            {
                string test = name.Groups[1].Value;
                Assert.True(files.Contains(test) || Directory.Exists(Path.Combine(root, test)), $"{test} of the row {cells[0]} is not there.");
            }
        }
    }
}
