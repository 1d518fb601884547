using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelCompiler.Generators.Tests;

/// <summary>The generator over sources in memory: its files, and the project with them.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Before, CSharpCompilation After)
{
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public ImmutableArray<GeneratedSourceResult> Files => Result.GeneratedSources;

    public static GeneratorRun Of(string source, params (string Name, string Value)[] properties) => Of(TestCompilation.Create(source), properties);

    public static GeneratorRun Of(CSharpCompilation compilation, params (string Name, string Value)[] properties) => Run(DriverFor(compilation, properties), compilation);

    /// <summary>What the generator reports itself, in a project with these properties.</summary>
    public static (GeneratorRun Run, ImmutableArray<Diagnostic> Reported) Reporting(CSharpCompilation compilation, params (string Name, string Value)[] properties)
    {
        GeneratorDriver driver = DriverFor(compilation, properties).RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out var diagnostics);
        return (new GeneratorRun(driver, compilation, (CSharpCompilation)after), diagnostics);
    }

    /// <summary>Options of a project with these properties, as analyzers see them.</summary>
    public static AnalyzerOptions AnalyzerOptions(params (string Name, string Value)[] properties) => new([], new Properties(properties));

    /// <summary>The same, as generators see them.</summary>
    public static AnalyzerConfigOptionsProvider Options(params (string Name, string Value)[] properties) => new Properties(properties);

    private static GeneratorDriver DriverFor(CSharpCompilation compilation, (string Name, string Value)[] properties) => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options,
        optionsProvider: new Properties(properties),
        driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));

    /// <summary>The same driver, with what it remembers, over another state of the project.</summary>
    public GeneratorRun Again(CSharpCompilation compilation) => Run(Driver, compilation);

    public GeneratorRun Again(params (string Name, string Value)[] properties) => Run(Driver.WithUpdatedAnalyzerConfigOptions(new Properties(properties)), Before);

    /// <summary>The compiled project; it must have no error.</summary>
    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = After.WithOptions(After.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(stream);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return stream.ToArray();
    }

    public Assembly Load() => Assembly.Load(Emit());

    private static GeneratorRun Run(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        return new GeneratorRun(driver, compilation, (CSharpCompilation)after);
    }

    /// <summary>A project's MSBuild properties as a generator sees them.</summary>
    private sealed class Properties((string Name, string Value)[] values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Table(values.ToDictionary(v => $"build_property.{v.Name}", v => v.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Table([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Table([]);

        private sealed class Table(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
