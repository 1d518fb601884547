using System.Text.RegularExpressions;

namespace ModelCompiler.Generators.Tests.Graph;

/// <summary>The layers of <c>docs/keras.md</c> are layers: each right-hand side in a network of its own, beside a value named "a".</summary>
public partial class KerasPageTests
{
    public static TheoryData<string> Layers
    {
        get
        {
            string page = File.ReadAllText(Repository.PathOf("docs", "keras.md"));
            string section = page[page.IndexOf("## Layers", StringComparison.Ordinal)..];
            return [.. Row().Matches(section).Select(match => match.Groups[1].Value)];
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void A_row_compiles(string layer)
    {
        string input = layer.Contains("1D", StringComparison.Ordinal) ? "[Input(16, 32)]" : layer.StartsWith("[Dense", StringComparison.Ordinal) ? "[Input(32)]" : "[Input(16, 16, 32)]";
        string beside = layer.Contains("\"a\"", StringComparison.Ordinal) ? "[Conv2D(32, 1, Name = \"a\")]" + (layer.Contains("From", StringComparison.Ordinal) ? "" : " [Conv2D(32, 1)]") : "";
        // [Shaped] throws on what is wrong.
        Assert.NotEmpty(Stages.Shaped(layer.StartsWith("[Input", StringComparison.Ordinal) ? $"{layer} [ReLU]" : $"{input} {beside} {layer}").Nodes);
    }

    [Fact]
    public void There_are_many() => Assert.InRange(Layers.Count, 55, 200);

    [GeneratedRegex(@"\| `(\[.*\])` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
