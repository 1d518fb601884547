using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics.Review;

/// <summary>What review says of the networks of the literature: it must be true, and little. A change of a rule that says more, or less, shows here.</summary>
public class ExampleNetworksTests
{
    [Fact]
    public async Task Of_well_known_networks_only_what_is_so_is_said()
    {
        string[] files =
        [
            .. Directory.EnumerateDirectories(Repository.PathOf("examples"), "Networks", SearchOption.AllDirectories).SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories)),
        ];
        Compilation compilation = TestCompilation.Create(
            [.. files.Select(f => (f, File.ReadAllText(f))), ("Usings.cs", "global using System; global using System.Linq; global using ModelCompiler;")]);
        var found = (await TestCompilation.Analyze(compilation)).Where(d => d.Id.StartsWith("MC04", StringComparison.Ordinal));
        Snapshot.Verify(string.Join("\n", found.Select(Line).Order(StringComparer.Ordinal)) + "\n", "ExampleNetworks", "txt");
    }

    private static string Line(Diagnostic said)
    {
        string path = Path.GetRelativePath(Repository.PathOf("examples"), said.Location.SourceTree!.FilePath).Replace('\\', '/');
        return $"{path} {said.Id} {said.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
