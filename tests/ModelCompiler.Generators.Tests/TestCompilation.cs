using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ModelCompiler.Generators.Tests;

/// <summary>Compiles sources in memory against the real attributes.</summary>
internal static class TestCompilation
{
    public static ImmutableArray<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "ModelCompiler.dll")
            .Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>Of which all others are made: what it has read of the framework's types is read once.</summary>
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Test", [], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Create(params (string Path, string Text)[] sources) =>
        Empty.AddSyntaxTrees(sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, new CSharpParseOptions(LanguageVersion.Preview), s.Path)));

    /// <summary>A project that refers to ModelCompiler.OpenCL too.</summary>
    public static CSharpCompilation WithOpenCL(string source) =>
        Create(source).AddReferences(MetadataReference.CreateFromFile(typeof(OpenCL.OpenCLDevice).Assembly.Location));

    /// <summary>The property of a project that wants kernels for every kind of device.</summary>
    public static readonly (string Name, string Value) EveryDevice = ("ModelCompilerOpenCLTargets", "gpu;cpu");

    public static CSharpCompilation Create(string source) => Create(("Test.cs", source));

    /// <summary>What the analyzer says; an exception inside it fails the test.</summary>
    /// <param name="compilation">What is analyzed.</param>
    /// <param name="files">Additional files of the project.</param>
    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, params (string Path, string Text)[] files) =>
        Analyze(compilation, new AnalyzerOptions([.. files.Select(f => (AdditionalText)new TextFile(f.Path, f.Text))]));

    /// <param name="options">The project's.</param>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, AnalyzerOptions options)
    {
        var diagnostics = await compilation.WithAnalyzers([new ModelAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("AD", StringComparison.Ordinal));
        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id)];
    }

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    /// <summary>The only class called <paramref name="name"/>.</summary>
    public static INamedTypeSymbol Type(string source, string name) =>
        Create(source).GetSymbolsWithName(name, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
}
