using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A user's project builds with whatever strictness it likes: emitted code gives nothing to complain about.</summary>
public class WarningTests
{
    private const string Dense = "[Model, Input(4), Dense(2, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)]";

    public static TheoryData<string> Sources() =>
    [
        .. Declarations.Varied.Select(layers => Declarations.Class(layers)),
        $"using ModelCompiler; {Dense} partial class Net;",
        $"using ModelCompiler; namespace A.B; {Dense} internal sealed partial class Net;",
        $"using ModelCompiler; namespace A; public static partial class Outer {{ internal partial record struct Middle {{ {Dense} private partial class Net; }} }}",
        $"using ModelCompiler; namespace A {{ {Dense} public partial class Net; }} namespace B {{ {Dense} public partial class Net; }}",
        $"using ModelCompiler; namespace A; {Dense} public partial class Net; public partial class Outer {{ {Dense} public partial class Net; }}",
        $"using ModelCompiler; namespace A; {Dense} public partial class @class;",
        $"using ModelCompiler; namespace System.Mine; {Dense} public partial class Net;",
        $"using ModelCompiler; namespace A; {Dense} public partial class Vector512;",
        "using ModelCompiler; namespace A; [Model, Input(4), Dense(2, Name = \"1-st/net\"), Dense(2, Name = \"from\"), Dense(3, Name = \"item\"), Dense(3, Name = \"y\"), Dense(3, Name = \"-\", "
            + "Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)] public partial class Net;",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Emitted_files_compile_without_any_warning(string source)
    {
        var run = GeneratorRun.Of(source);
        Assert.NotEmpty(run.Files);
        NoWarnings(run);
    }

    [Fact]
    public void Checked_kernels_compile_without_any_warning()
    {
        foreach (string layers in Declarations.Varied)
        {
            var run = GeneratorRun.Of(Declarations.Class(layers), ("ModelCompilerChecked", "true"), ("ModelCompilerUnroll", "size"));
            NoWarnings(run);
        }
    }

    [Fact]
    public void No_line_of_emitted_code_ends_in_a_space()
    {
        foreach (var file in GeneratorRun.Of(Declarations.Class(Declarations.Keras)).Files)
            Assert.DoesNotContain(file.SourceText.Lines, line => line.ToString().Length > 0 && char.IsWhiteSpace(line.ToString()[^1]));
    }

    private static void NoWarnings(GeneratorRun run)
    {
        var options = run.After.Options.WithWarningLevel(9999).WithNullableContextOptions(NullableContextOptions.Enable).WithOverflowChecks(true);
        string[] found = [.. run.After.WithOptions(options).GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning)
            .Select(d => $"{Path.GetFileName(d.Location.SourceTree?.FilePath)}: {d.Id} {d.GetMessage()}: {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}")];
        Assert.True(found.Length == 0, string.Join("\n", found));
    }
}
