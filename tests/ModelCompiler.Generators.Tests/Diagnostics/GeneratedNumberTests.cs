using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>What is generated from one declaration has no value in another: C# finds nothing wrong with it, so the generator says it, in builds and in editors.</summary>
public class GeneratedNumberTests
{
    private const string Encoder = "[Model, Input(4), Dense(3)] public partial class Encoder;";

    public static TheoryData<string, string> Declarations() => new()
    {
        { "[Model, Input(Encoder.OutputSize), Dense(4)] public partial class Net;", "Encoder.OutputSize" },
        { "[Model, Input(2 * Encoder.OutputSize + 1), Dense(4)] public partial class Net;", "Encoder.OutputSize" },
        { "[Model, Input(4), Dense(units: Encoder.InputSize)] public partial class Net;", "Encoder.InputSize" },
        { "[Model, Input(4), Dense(2, L2 = Encoder.ParameterCount)] public partial class Net;", "Encoder.ParameterCount" },
        { "[Model, Input(4), Reshape(2, Encoder.NonTrainableParameterCount)] public partial class Net;", "Encoder.NonTrainableParameterCount" },
        { "[Model, Input(Sizes.Code), Dense(4)] public partial class Net; public static class Sizes { public const int Code = Encoder.OutputSize; }", "Sizes.Code" },
        { "[Model, Input(Code), Dense(4)] public partial class Net { const int Code = Encoder.OutputSize - 1; }", "Code" },
        { "[Model, Input(4), Use<Body>] public partial class Net; [Block, Dense(Encoder.OutputSize)] public class Body;", "Encoder.OutputSize" },
        { "[Model, Input(4), Dense(Net.InputSize)] public partial class Net;", "Net.InputSize" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void MC0021_a_setting_reads_a_generated_number(string declaration, string read)
    {
        string source = $"using ModelCompiler;\n{Encoder}\n{declaration}";
        foreach (string reports in new[] { "true", "false" })
        {
            var (run, reported) = GeneratorRun.Reporting(TestCompilation.Create(source), ("ModelCompilerReportsErrors", reports));
            Diagnostic error = Assert.Single(reported);
            Assert.Equal(("MC0021", read), (error.Id, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
            Assert.Contains("OutputSize = 3", run.Files.Single(f => f.HintName == "Encoder.Model.g.cs").SourceText.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_constant_of_ones_own_has_a_value() =>
        Assert.Empty(
            GeneratorRun.Reporting(
                TestCompilation.Create("using ModelCompiler; [Model, Input(Sizes.OutputSize), Dense(4)] public partial class Net; public static class Sizes { public const int OutputSize = 8; }"),
                ("ModelCompilerReportsErrors", "true")).Reported);
}
