using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.ShapeInference.WeightFiles;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>Files of weights that are compared with declarations.</summary>
public class WeightsDiagnosticsTests
{
    private const string Kernel = """ "dense_1.kernel":{"dtype":"BF16","shape":[4,3],"data_offsets":[0,24]} """, Bias = """ "dense_1.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]} """;

    [Theory]
    [InlineData("{<kernel>,<bias>}", null)]
    [InlineData("""{"__metadata__":{"model":"Net","note":"\u00e4 \"x\" {"},<bias>,<kernel>}   """, null)]
    [InlineData("{<kernel>}", "'net.safetensors' does not fit 'Net': it has no tensor 'dense_1.bias', which is [3] here; save it from this declaration, or change the declaration")]
    [InlineData("""{"__metadata__":{"model":"Other"},<kernel>,"dense_1.bias":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""",
        "'net.safetensors' does not fit 'Net': tensor 'dense_1.bias' is [4] in the file and [3] here; it was saved from 'Other'; save it from this declaration, or change the declaration")]
    [InlineData("""{<kernel>,<bias>,"more":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""",
        "'net.safetensors' does not fit 'Net': it has a tensor 'more' [] that no layer here has; save it from this declaration, or change the declaration")]
    [InlineData("{<kernel>,", "'net.safetensors' does not fit 'Net': its header is damaged: character 74 should be '\"'; save it again")]
    [InlineData("", "'net.safetensors' does not fit 'Net': its header is damaged: character 1 should be '{'; save it again")]
    public async Task The_first_tensor_that_does_not_fit_is_named(string header, string? message)
    {
        var found = await Analyze("[Weights(\"models/net.safetensors\")]", header.Replace("<kernel>", Kernel).Replace("<bias>", Bias));
        Assert.Equal(message is null ? [] : [message], found.Select(d => d.GetMessage()));
        Assert.All(found, d => Assert.Equal("\"models/net.safetensors\"", d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.All(found, d => Assert.Equal("MC0213", d.Id));
    }

    [Theory]
    [InlineData("[Weights(\"other.safetensors\")]", "is none of the project's; write <ModelWeights Include=\"other.safetensors\" /> in the project file")]
    [InlineData("[Weights(\"net.pt\")]", "is no .safetensors file; convert it")]
    public async Task A_file_that_is_not_listed_is_a_warning(string attribute, string message)
    {
        Diagnostic found = Assert.Single(await Analyze(attribute, "{}"));
        Assert.Equal(("MC0212", DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.EndsWith(message, found.GetMessage());
    }

    [Fact]
    public async Task Names_of_PyTorch_are_not_compared() =>
        Assert.Empty(await Analyze("[Weights(\"net.safetensors\", Layout = WeightLayout.PyTorch)]", """{"fc.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48]}}"""));

    [Fact]
    public async Task A_declaration_that_is_wrong_itself_is_not_compared() =>
        Assert.Equal(
            ["MC0101"], (await TestCompilation.Analyze(TestCompilation.Create("using ModelCompiler; [Model] [Input(3, 3, 1)] [Conv2D(4, 5)] [Weights(\"net.safetensors\")] public partial class Net;")))
                .Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.Id));

    [Fact]
    public void The_factory_is_generated_and_compiles()
    {
        var run = GeneratorRun.Of(
            "using ModelCompiler; [Model] [Input(4)] [Dense(3)] [Weights(\"a/net \\\"1\\\".safetensors\")] public partial class Net { public static Net Get() => Pretrained(); }");
        run.Emit();
        string text = run.Files.Single(f => f.HintName.EndsWith("Model.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("public static global::Net Pretrained()", text);
        Assert.Contains("""LoadPretrained("net \"1\".safetensors", typeof(global::Net).Assembly, program, global::ModelCompiler.WeightLayout.Keras)""", text);
    }

    [Fact]
    public void A_model_with_an_error_has_the_factory_too() =>
        GeneratorRun.Of("using ModelCompiler; [Model] [Input(3, 3, 1)] [Conv2D(4, 5)] [Weights(\"net.safetensors\")] public partial class Net { public static Net Get() => Pretrained(); }",
            ("ModelCompilerReportsErrors", "false")).Emit();

    [Theory]
    [InlineData("{", 2)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""", 55)]
    [InlineData("""{"a":{"shape":[-1]}}""", 16)]
    [InlineData("""{"a":{"dtype":"\u12"}}""", 18)]
    [InlineData("""{"a":{"dtype":"F32"}} x""", 23)]
    public void A_damaged_header_names_the_place(string header, int place) =>
        Assert.StartsWith($"character {place} should be", Assert.Throws<FormatException>(() => WeightHeader.Parse(header)).Message);

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(string attribute, string header) =>
        [.. (await TestCompilation.Analyze(
            TestCompilation.Create($"using ModelCompiler; [Model] [Input(4)] [Dense(3)] {attribute} public partial class Net;"), ("/obj/weights/net.safetensors.header.json", header)))
            .Where(d => d.Severity > DiagnosticSeverity.Info)];
}
