using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators;

/// <summary>
/// Writes the code of every class marked [Model]. In a build it says what is wrong with a declaration; in an editor the analyzer does, by
/// the same checks.
/// </summary>
/// <remarks>
/// Steps pass on references only: Roslyn keeps a table for each type that passes a step, the JIT compiles some seventy methods for each
/// kind of value, and one set for all references.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. What was declared. Specs are equal by value: an edit elsewhere ends here.
        IncrementalValuesProvider<ModelSpec> specs = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.Model,
                static (node, _) => node is TypeDeclarationSyntax,
                static (model, cancellation) => ModelSymbols.IsDeclaredBy(model.TargetSymbol, model.TargetNode, cancellation)
                    ? ModelBinder.Bind((INamedTypeSymbol)model.TargetSymbol, cancellation)
                    : null)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(TrackingNames.Binding);

        // 2. What the project chose, and whether it has OpenCL: one bool of all its references.
        IncrementalValueProvider<ReferencedPackages> references = context.CompilationProvider
            .Select(
                static (compilation, _) => new ReferencedPackages(compilation.GetTypeByMetadataName(KnownNames.OpenCLModel) is not null))
            .WithTrackingName(TrackingNames.References);
        IncrementalValueProvider<CompilerOptions> options = context.AnalyzerConfigOptionsProvider.Combine(references)
            .Select(
                static (pair, _) => CompilerOptions.Read(name => Property(pair.Left.GlobalOptions, name)) with
                {
                    OpenCL = pair.Right.OpenCL,
                    Errors = ErrorReportingOptions.Read(pair.Left.GlobalOptions),
                })
            .WithTrackingName(TrackingNames.Options);

        context.RegisterSourceOutput(
            options.SelectMany(static (options, _) => options.Unknown),
            static (output, setting) => output.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Get(Descriptors.UnknownSetting.Id), null, setting.Property, setting.Given, setting.Takes)));

        // 3. The compiler itself. Without a place for its members, as in a struct, there is nothing that could be added.
        IncrementalValuesProvider<GeneratedModel> models = specs.Combine(options)
            .Select(static (pair, cancellation) => Compile(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Compile);

        // 4. Files are called like their models, but for those whose names differ in nothing but case.
        IncrementalValueProvider<AlikeNames> alike = specs.Select(static (spec, _) => spec.FullName).Collect()
            .Select(static (names, _) => new AlikeNames(HintNames.Alike(names)));
        IncrementalValuesProvider<NamedModel> named = models.Combine(alike)
            .Select(static (pair, _) => new NamedModel(pair.Left, pair.Right));

        // 5. Errors, where the analyzer does not say them. A location changes with every edit and stays out of the cache: it is looked up
        // for what is wrong, and only then.
        IncrementalValueProvider<Compilation?> located = models.Where(static model => model.IsWrong || model.HasUnread).Collect()
            .Select(static (wrong, _) => wrong.FirstOrDefault())
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => pair.Left is null ? null : pair.Right);

        // 6. What the user's code sees, and what runs: an editor may leave the second out while somebody types.
        context.RegisterSourceOutput(named.Combine(located), static (output, pair) =>
        {
            (NamedModel named, Compilation? compilation) = pair;
            Add(output, named, face: true);
            if ((named.Model.IsWrong || named.Model.HasUnread) && compilation is not null) Report(output, named.Model, compilation);
        });
        context.RegisterImplementationSourceOutput(named, static (output, model) => Add(output, model, face: false));
    }

    private static void Add(SourceProductionContext output, NamedModel named, bool face)
    {
        foreach (GeneratedFile file in named.Model.Files.Where(f => f.IsFace == face))
            output.AddSource(HintNames.Of(file, named.Alike.Names), file.Text);
    }

    private static GeneratedModel Compile(ModelSpec spec, CompilerOptions options, CancellationToken cancellation)
    {
        ShapeResult result = ShapeInferrer.Check(spec);
        bool nowhere = spec.Faults.Any(f => Descriptors.PreventsGeneration(f.Id));
        EquatableArray<GeneratedFile> files = result switch
        {
            _ when nowhere => [],
            ShapeResult.Success success => CompilerPipeline.Compile(spec, success.Graph, options, observer: null,
                cancellation).ToEquatableArray(),
            ShapeResult.Error error => [StubEmitter.Emit(spec, error, options)],
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };
        return new GeneratedModel(spec.MetadataName, result is ShapeResult.Error
            && options.Errors == ErrorReporting.Generator, spec.HasUnread, files);
    }

    /// <summary>The errors of a model and of the blocks that it uses.</summary>
    private static void Report(SourceProductionContext output, GeneratedModel wrong, Compilation compilation)
    {
        if (compilation.Assembly.GetTypeByMetadataName(wrong.MetadataName) is not { } model) return;
        foreach (INamedTypeSymbol type in BlockBinder.Reachable(model).Where(BlockBinder.IsBlock).Prepend(model))
        {
            IEnumerable<Diagnostic> declared = wrong.IsWrong ? ModelDiagnostics.Of(type, review: false, output.CancellationToken)
                .Where(d => d.DefaultSeverity == DiagnosticSeverity.Error) : [];
            IEnumerable<Diagnostic> generated = wrong.HasUnread ? GeneratedNumbers.Of(type, compilation, output.CancellationToken) : [];
            foreach (Diagnostic diagnostic in declared.Concat(generated)) output.ReportDiagnostic(diagnostic);
        }
    }

    private static string? Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue($"build_property.{name}", out string? value) ? value : null;

    /// <param name="OpenCL">Whether the project references ModelCompiler.OpenCL.</param>
    private sealed record ReferencedPackages(bool OpenCL);

    /// <summary>Models that another one differs from in nothing but case.</summary>
    private sealed record AlikeNames(EquatableArray<string> Names);

    /// <summary>A model, and what decides how its files are called.</summary>
    private sealed record NamedModel(GeneratedModel Model, AlikeNames Alike);
}
