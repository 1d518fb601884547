using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A wrong declaration never builds in silence, whatever a project says about analyzers and severities, and is said once.</summary>
public class ErrorReportingTests
{
    private const string Wrong = "using ModelCompiler;\n[Model, Input(28, 28, 1), Conv2D(8, 30)] public partial class Net;";

    private static readonly (string, string)[] Build = [("ModelCompilerReportsErrors", "true")], Editor = [("ModelCompilerReportsErrors", "false")], Sources = [("TargetFramework", "net10.0")];

    [Fact]
    public async Task In_a_build_the_generator_says_it()
    {
        foreach (var properties in new[] { Build, Sources })
        {
            var (run, reported) = GeneratorRun.Reporting(TestCompilation.Create(Wrong), properties);
            Diagnostic error = Assert.Single(reported);
            Assert.Equal(("MC0101", "30"), (error.Id, Wrong.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
            Assert.Empty(run.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
            Assert.Empty((await TestCompilation.Analyze(run.After, GeneratorRun.AnalyzerOptions(properties))).Where(d => d.Severity == DiagnosticSeverity.Error));
        }
    }

    [Fact]
    public async Task In_an_editor_the_analyzer_says_it()
    {
        var (run, reported) = GeneratorRun.Reporting(TestCompilation.Create(Wrong), Editor);
        Assert.Empty(reported);
        Assert.Empty(run.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Equal(["MC0101"], (await TestCompilation.Analyze(run.After, GeneratorRun.AnalyzerOptions(Editor))).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
    }

    [Fact]
    public void Where_nobody_says_it_the_text_does()
    {
        var (run, _) = GeneratorRun.Reporting(TestCompilation.Create(Wrong));
        Diagnostic error = Assert.Single(run.After.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("#error: ''Net' was not compiled: MC0101: 'conv2d_1': kernel 30×30 does not fit the 28×28×1 input; use a kernel of at most 28, Padding.Same, or Pad = 1'", error.GetMessage(null));
    }

    [Theory]
    [InlineData("#pragma warning disable MC0101\n")]
    [InlineData("#pragma warning disable\n")]
    public async Task An_error_cannot_be_switched_off(string before)
    {
        var compilation = TestCompilation.Create(before + Wrong);
        foreach (var severity in new[] { ReportDiagnostic.Suppress, ReportDiagnostic.Info, ReportDiagnostic.Hidden, ReportDiagnostic.Warn })
        {
            var configured = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("MC0101", severity)]));
            var (_, reported) = GeneratorRun.Reporting(configured, Build);
            Assert.Contains(reported, d => d is { Id: "MC0101", Severity: DiagnosticSeverity.Error, IsSuppressed: false });
            Assert.Contains(await TestCompilation.Analyze(configured), d => d is { Id: "MC0101", Severity: DiagnosticSeverity.Error, IsSuppressed: false });
        }
    }

    /// <summary>Declarations of which nothing can be generated, or whose setting says nothing.</summary>
    [Theory]
    [InlineData("[Model, Input(4), Dense(2)] file partial class Net;", "MC0003")]
    [InlineData("file partial class Outer { [Model, Input(4), Dense(2)] public partial class Net; }", "MC0003")]
    [InlineData("namespace A { file partial class Outer { public partial class Middle { [Model, Input(4), Dense(2)] public partial class Net; } } }", "MC0003")]
    [InlineData("public partial class G<T> { [Model, Input(4), Dense(2)] public partial class Net; }", "MC0003")]
    [InlineData("namespace @class { public partial class @event { [Model, Input(4), Dense(0)] public partial class @int; } }", "MC0012")]
    [InlineData("[Model, Input(4), Output(null!), Dense(2)] public partial class Net;", "MC0032")]
    [InlineData("[Model, Input(4), Output(\"\"), Dense(2)] public partial class Net;", "MC0032")]
    [InlineData("[Model, Input(4), Dense(2), Weights(null!)] public partial class Net;", "MC0014")]
    [InlineData("[Model, Input(4), Dense(2), Weights(\"weights/\")] public partial class Net;", "MC0014")]
    [InlineData("[Model, Input(4), Dense(2), Concatenate(null!)] public partial class Net;", "MC0014")]
    public async Task Nothing_builds_in_silence(string declaration, string id)
    {
        var (run, reported) = GeneratorRun.Reporting(TestCompilation.Create("using ModelCompiler;\n" + declaration), Build);
        Assert.Equal([id], reported.Select(d => d.Id));
        Assert.Equal([id], (await TestCompilation.Analyze(run.Before, GeneratorRun.AnalyzerOptions(Editor))).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
    }

    /// <summary>Errors of C# anywhere in a project end its compilation before analyzers are asked.</summary>
    [Theory]
    [InlineData("[Model, Input(4), Dens(3)] public partial class Other;")]
    [InlineData("[Model, Input(4), Input(4), Dense(3)] public partial class Other;")]
    [InlineData("public class Other : Missing;")]
    public void Errors_of_csharp_do_not_hide_it(string other)
    {
        var (_, reported) = GeneratorRun.Reporting(TestCompilation.Create(Wrong + "\n" + other), Build);
        Assert.Contains(reported, d => d.Id == "MC0101");
    }

    /// <summary>One error, and none for each use of a member.</summary>
    [Theory]
    [InlineData("public class Net { }", "MC0001", "CS0260")]
    [InlineData("public partial class Net { }", "")]
    public void A_missing_partial(string declaration, params string[] ids)
    {
        string source = $"using ModelCompiler;\n[Model, Input(4), Dense(2)] {declaration}\nclass User {{ float[] Use() {{ new Net(1).Save(\"x\"); "
            + "return new Net().Predict(new float[Net.InputSize]); } }";
        var (run, reported) = GeneratorRun.Reporting(TestCompilation.Create(source), Build);
        Assert.Equal(ids.Where(i => i.Length > 0), reported.Concat(run.After.GetDiagnostics()).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Order().Reverse());
    }

    public static TheoryData<LanguageVersion> Versions() => [.. Enum.GetValues<LanguageVersion>().Where(v => v is >= LanguageVersion.CSharp6 and <= LanguageVersion.CSharp13)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Old_versions_of_the_language(LanguageVersion version)
    {
        // No attribute of a layer needs a newer C#, and neither does this.
        const string source = """
            using ModelCompiler;
            [Model, Input(8, 8, 3), Conv2D(6, 3, Activation = Activation.ELU, Name = "a"), Dropout(0.3), Flatten]
            [Dense(2, Activation = Activation.Softmax), Output("a"), Loss(Loss.CategoricalCrossEntropy)]
            public partial class Net { }
            public class User { public float[] Use() { var net = new Net(1); net.Save("x"); return net.Predict(new float[Net.InputSize]); } }
            """;
        var options = new CSharpParseOptions(version);
        var compilation = TestCompilation.Create("").RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, options, "Test.cs"));
        compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        var (run, reported) = GeneratorRun.Reporting(compilation, Build);
        Assert.Empty(run.After.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(version < LanguageVersion.CSharp13 ? ["MC0020"] : [], reported.Select(d => d.Id));
        if (version < LanguageVersion.CSharp13) Assert.Contains($"language version is {version.ToDisplayString()}", reported[0].GetMessage(null));
        Assert.Equal(reported.Select(d => d.Id), (await TestCompilation.Analyze(run.Before)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
    }
}
