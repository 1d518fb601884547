namespace ModelCompiler.Documentation.Tests;

/// <summary>No line is longer than <c>.editorconfig</c> allows, which editors show and <c>dotnet format</c> does not check.</summary>
public class LineLengthTests
{
    private static readonly EditorConfig Config = new(File.ReadAllText(Path.Combine(Documents.Root, ".editorconfig")));

    [Fact]
    public void No_line_is_longer_than_editorconfig_allows()
    {
        string[] files = [.. Files(Documents.Root).Select(f => Path.GetRelativePath(Documents.Root, f).Replace('\\', '/'))];
        Assert.InRange(files.Count(f => Config.MaxLineLength(f) is not null), 1000, 10_000);
        string[] longer = [.. files.SelectMany(f => Longer(f, File.ReadAllText(Path.Combine(Documents.Root, f)), Config))];
        Assert.True(longer.Length == 0, string.Join("\n", longer));
    }

    [Theory]
    [InlineData("src/ModelCompiler/Layers/DenseAttribute.cs", 140)]
    [InlineData("generators/ModelCompiler.Generators/ModelGenerator.cs", 140)]
    [InlineData("examples/Digits/Program.cs", 140)]
    [InlineData("benchmarks/precision/Program.cs", 140)]
    [InlineData("tests/ModelCompiler.Tests/Data/IdxTests.cs", 200)]
    [InlineData("src/ModelCompiler/Runtime/MultiplyAdds/FusedMultiplyAdds.8.cs", null)]
    [InlineData("tests/ModelCompiler.Generators.Tests/Emit/Golden/TinyMlp.Kernels.avx2.verified.cs", null)]
    [InlineData("README.md", null)]
    public void Limits(string file, int? limit) => Assert.Equal(limit, Config.MaxLineLength(file));

    /// <summary>The last section that a path matches decides.</summary>
    [Theory]
    [InlineData("A.cs", 10)]
    [InlineData("deep/er/A.cs", 10)]
    [InlineData("deep/er/A.txt", null)]
    [InlineData("in/A.cs", 20)]
    [InlineData("in/deep/A.cs", 10)]
    [InlineData("all/A.cs", 30)]
    [InlineData("all/deep/er/A.cs", 30)]
    [InlineData("small/all/A.cs", 10)]
    [InlineData("all/A.one.cs", null)]
    [InlineData("all/A.two.cs", null)]
    [InlineData("all/A.three.cs", 30)]
    [InlineData("exact/B.cs", 40)]
    [InlineData("exact/BB.cs", 10)]
    public void Sections(string file, int? limit)
    {
        const string text = "root = true\nmax_line_length = 1\n[*]\nindent_size = 4\n# [*]\n[*.cs]\nmax_line_length = 10\n[in/*.cs]\nmax_line_length=20\n"
            + "[/all/**.cs]\nmax_line_length = 30\n[exact/?.cs]\nmax_line_length = 40\n[*.{one,two}.cs]\nmax_line_length = off\n";
        Assert.Equal(limit, new EditorConfig(text).MaxLineLength(file));
    }

    /// <summary>Characters are counted, not bytes, and the end of a line is none.</summary>
    [Theory]
    [InlineData("12345\n1234\n", 1)]
    [InlineData("1234\r\n1234\r\n123456", 3)]
    [InlineData("äöü×\n1234\n", 0)]
    [InlineData("", 0)]
    public void Longer_lines_are_found(string text, int line) => Assert.Equal(
        line == 0 ? [] : [$"A.cs:{line}: {text.Split('\n')[line - 1].Length} characters, of at most 4"], Longer("A.cs", text, new EditorConfig("[*.cs]\nmax_line_length = 4")));

    private static IEnumerable<string> Longer(string file, string text, EditorConfig config) => config.MaxLineLength(file) is { } limit
        ? text.Split('\n').Select((line, i) => (Length: line.TrimEnd('\r').Length, Number: i + 1)).Where(line => line.Length > limit)
            .Select(line => $"{file}:{line.Number}: {line.Length} characters, of at most {limit}")
        : [];

    /// <summary>Files that are written by people: not what builds put beside them.</summary>
    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs").Concat(Directory.EnumerateDirectories(folder)
        .Where(f => Path.GetFileName(f) is var name && name[0] != '.' && name is not ("bin" or "obj" or "artifacts" or "node_modules" or "TestResults")).SelectMany(Files));
}
