using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic has a page whose examples do what the page says, and a line in the release notes.</summary>
public class DocumentationTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id)];

    /// <summary>MC0020 and MC0022 are about the project and not about a declaration; MC0021 is what the generator alone sees.</summary>
    public static TheoryData<string> Mistakes => [.. Descriptors.All.Where(d => d.DefaultSeverity > DiagnosticSeverity.Info && d.Id is not ("MC0020" or "MC0021" or "MC0022")).Select(d => d.Id)];

    [Fact]
    public void Ids_are_unique_and_titles_too()
    {
        Assert.Distinct(Descriptors.All.Select(d => d.Id));
        Assert.Distinct(Descriptors.All.Select(d => d.Title.ToString()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_has_its_page(string id)
    {
        var descriptor = Descriptors.Get(id);
        string page = Page(id);
        Assert.EndsWith($"/generators/docs/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page);
        Assert.Contains("## Suppress", page);
        Assert.Contains($"[{id}]({id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |", Page("README"));
    }

    [Fact]
    public void No_page_is_left_over() => Assert.All(
        Directory.GetFiles(Repository.PathOf("generators", "docs"), "MC*.md"),
        file => Assert.Contains(Path.GetFileNameWithoutExtension(file), Descriptors.All.Select(d => d.Id)));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Wrong_examples_are_wrong_and_right_ones_right(string id)
    {
        Assert.Contains(id, await Diagnose(Example(id, "Wrong"), Weights(id)));
        Assert.Empty(await Diagnose(Example(id, "Right"), Weights(id)));
    }

    /// <summary>What review says is information; a right example gives it nothing to say at all.</summary>
    public static TheoryData<string> Reviews => [.. Descriptors.All.Where(d => d.Id.StartsWith("MC04", StringComparison.Ordinal)).Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Reviews))]
    public async Task Of_review_too(string id)
    {
        Assert.Equal([id], await Said("Wrong"));
        Assert.Empty(await Said("Right"));
        Assert.Contains($"[{id}](../generators/docs/{id}.md)", File.ReadAllText(Repository.PathOf("docs", "review.md")));

        async Task<IEnumerable<string>> Said(string heading) =>
            (await TestCompilation.Analyze(TestCompilation.Create("using ModelCompiler;\n" + Example(id, heading)))).Where(d => !d.Id.StartsWith("MC09", StringComparison.Ordinal)).Select(d => d.Id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_is_in_the_release_notes(string id)
    {
        var descriptor = Descriptors.Get(id);
        string notes = string.Join("\n", new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .Select(f => File.ReadAllText(Repository.PathOf("generators", "ModelCompiler.Generators", f))));
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}", notes);
    }

    private static async Task<IEnumerable<string>> Diagnose(string source, (string, string)[] files) =>
        (await TestCompilation.Analyze(TestCompilation.Create("using ModelCompiler;\n" + source), files)).Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.Id);

    private static string Example(string id, string heading) =>
        Regex.Match(Page(id), $"## {heading}\n\n```csharp\n(.*?)```", RegexOptions.Singleline) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidDataException($"{id}.md has no example under '{heading}'.");

    /// <summary>The header of the file of weights that a page is about.</summary>
    private static (string, string)[] Weights(string id) =>
        Regex.Match(Page(id), "## Weights\n.*?```json\n(.*?)```", RegexOptions.Singleline) is { Success: true } match ? [("obj/net.safetensors.header.json", match.Groups[1].Value)] : [];

    private static string Page(string name) => File.ReadAllText(Repository.PathOf("generators", "docs", name + ".md")).ReplaceLineEndings("\n");
}
