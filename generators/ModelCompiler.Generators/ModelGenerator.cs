using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators;

/// <summary>Writes the code of every class marked [Model]. Diagnostics are the analyzer's: it runs the same checks.</summary>
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
                static (model, cancellation) => ModelSymbols.IsDeclaredBy(model.TargetSymbol, model.TargetNode, cancellation) ? ModelBinder.Bind((INamedTypeSymbol)model.TargetSymbol, cancellation) : null)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(TrackingNames.Binding);

        // 2. What the project chose, and whether it has OpenCL: one bool of all its references.
        IncrementalValueProvider<bool> openCL = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(KnownNames.OpenCLModel) is not null)
            .WithTrackingName(TrackingNames.References);
        IncrementalValueProvider<CompilerOptions> options = context.AnalyzerConfigOptionsProvider.Combine(openCL)
            .Select(static (pair, _) => CompilerOptions.Read(name => Property(pair.Left.GlobalOptions, name)) with { OpenCL = pair.Right })
            .WithTrackingName(TrackingNames.Options);

        // 3. The compiler itself.
        IncrementalValuesProvider<EquatableArray<GeneratedFile>> files = specs.Combine(options)
            .Select(static (pair, _) => Compile(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Compile);

        // 4. Files are called like their models, but for those whose names differ in nothing but case.
        IncrementalValueProvider<EquatableArray<string>> alike = specs.Select(static (spec, _) => spec.FullName).Collect().Select(static (names, _) => HintNames.Alike(names));
        context.RegisterSourceOutput(files.Combine(alike), static (output, pair) =>
        {
            foreach (GeneratedFile file in pair.Left) output.AddSource(HintNames.Of(file, pair.Right), file.Text);
        });
    }

    private static EquatableArray<GeneratedFile> Compile(ModelSpec spec, CompilerOptions options)
    {
        // Without 'partial' all the way up there is nothing that could be added to.
        if (spec.Faults.Any(f => Descriptors.PreventsGeneration(f.Id))) return [];
        return CompilerPipeline.Check(spec) switch
        {
            ShapeResult.Success success => CompilerPipeline.Compile(spec, success.Graph, options).ToEquatableArray(),
            ShapeResult.Error error => [StubEmitter.Emit(spec, error.Input, error.Output, error.Outputs, options.OpenCL)],
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };
    }

    private static string? Property(AnalyzerConfigOptions options, string name) => options.TryGetValue($"build_property.{name}", out string? value) ? value : null;
}
