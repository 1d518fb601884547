using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Compilation;

/// <summary>Runs the generator and the C# compiler on source text, without files.</summary>
public static class InMemoryCompiler
{
    /// <summary>Without the analysis of nulls: it finds warnings only, which nobody reads here, and takes a third of a compilation.</summary>
    private static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>
    /// Empty compilations by the OpenCL assembly they refer to ("" for none), of which all others are made: what they have read of the framework's types (thousands of vector methods)
    /// is read once.
    /// </summary>
    private static readonly ConcurrentDictionary<string, CSharpCompilation> Empty = new();

    /// <summary>Compiles any number of test networks at once and loads them.</summary>
    public static CompiledAssembly Compile(IEnumerable<ModelSource> models, CompilerOptions? options = null) =>
        Compile(ModelSource.Header + string.Join("\n", models.Select(m => m.Declaration)), options);

    /// <summary>Compiles a file and loads what came of it.</summary>
    /// <exception cref="InvalidOperationException">There were errors; the message lists them.</exception>
    public static CompiledAssembly Compile(string source, CompilerOptions? options = null)
    {
        var result = Generate(source, options);
        using var image = new MemoryStream();
        var emitted = result.Compilation.Emit(image);
        string[] errors = [.. result.GeneratorProblems, .. Errors(emitted.Diagnostics), .. Refused(result.Compilation)];
        if (errors.Length > 0)
            throw new InvalidOperationException($"{string.Join("\n", errors.Take(20))}\n\nin:\n{source}");
        image.Position = 0;
        return new CompiledAssembly(image);
    }

    /// <summary>Runs the generator alone.</summary>
    public static GeneratedSource Generate(string source, CompilerOptions? options = null)
    {
        var compilation = Parse(source, options?.OpenCLAssembly);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: new PropertyOptions((options ?? new()).Properties()));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        var exception = driver.GetRunResult().Results[0].Exception;
        // A generator that throws is only a warning to the compiler; here it is the worst result there is.
        string[] problems = [.. exception is null ? [] : new[] { exception.ToString() }, .. Errors(diagnostics)];
        return new GeneratedSource(generated, problems);
    }

    /// <summary>What the analyzer says about a file, most severe first. It needs no generated code.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source)
    {
        var analyzed = await Parse(source).WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. analyzed.OrderByDescending(d => d.Severity)];
    }

    /// <summary>A compilation of one file, before the generator.</summary>
    internal static CSharpCompilation Parse(string source, string? openCLAssembly = null) =>
        Empty.GetOrAdd(openCLAssembly ?? "", Create).AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, ParseOptions, "Models.cs"));

    private static CSharpCompilation Create(string openCLAssembly)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));
        string[] own = [typeof(ModelAttribute).Assembly.Location, openCLAssembly];
        return CSharpCompilation.Create(
            "TestModels",
            [CSharpSyntaxTree.ParseText("global using System;", ParseOptions)],
            framework.Concat(own.Where(path => path.Length > 0)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>A schedule that could not be proven costs a user time, not the right numbers; in tests it is an error of the scheduler.</summary>
    private static IEnumerable<string> Refused(Microsoft.CodeAnalysis.Compilation compilation) =>
        from tree in compilation.SyntaxTrees
        where tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        from line in tree.ToString().Split('\n')
        where line.Contains(KernelLowering.RefusedSchedule, StringComparison.Ordinal)
        select $"{Path.GetFileName(tree.FilePath)}: {line.Trim()}";

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());
}
