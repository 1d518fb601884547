using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary><c>examples/ShapeErrors</c> must fail to build with exactly the messages that stand beside its declarations.</summary>
public class ShapeErrorsExampleTests
{
    private const string Mark = "// expect: ", Continuation = "//     ";

    private static readonly string Folder = Repository.PathOf("examples", "ShapeErrors");

    private static string[] Names => [.. Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_fails_with_its_messages(string file)
    {
        var found = await Diagnose([file]);
        Assert.Equal(Expected(file), found.Select(Line));
    }

    [Fact]
    public async Task All_files_fail_together_in_one_build()
    {
        var found = await Diagnose(Names);
        Assert.Equal(Names.SelectMany(Expected).Order(), found.Select(Line).Order());
    }

    [Fact]
    public void The_readme_lists_every_file_with_its_ids()
    {
        string readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (string file in Names)
        {
            string ids = string.Join(", ", Expected(file).Select(e => e[..6]).Distinct().Select(id => $"[{id}](../../generators/docs/{id}.md)"));
            Assert.Contains($"| [{Path.GetFileNameWithoutExtension(file)}]({file}) | {ids} |", readme);
        }
    }

    private static async Task<IEnumerable<Diagnostic>> Diagnose(string[] files)
    {
        var compilation = TestCompilation.Create([.. files.Select(f => (f, File.ReadAllText(Path.Combine(Folder, f))))]);
        return (await TestCompilation.Analyze(compilation)).Where(d => d.Severity > DiagnosticSeverity.Info);
    }

    private static string Line(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.GetMessage()}";

    /// <summary>The messages beside a file's declarations; lines of the comment that are indented go on with the one before.</summary>
    private static IReadOnlyList<string> Expected(string file)
    {
        var expected = new List<string>();
        bool within = false;
        foreach (string line in File.ReadLines(Path.Combine(Folder, file)))
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) expected.Add(line[Mark.Length..]);
            else if (within && line.StartsWith(Continuation, StringComparison.Ordinal)) expected[^1] += " " + line[Continuation.Length..];
            within = line.StartsWith(Mark, StringComparison.Ordinal) || (within && line.StartsWith(Continuation, StringComparison.Ordinal));
        }

        Assert.NotEmpty(expected);
        return expected;
    }
}
