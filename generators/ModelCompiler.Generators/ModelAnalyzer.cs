using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators;

/// <summary>Runs the stages that check a declaration, while it is typed, and shows what they found at the argument that is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Model) is not { } model) return;
            start.RegisterSymbolAction(symbol => Analyze(symbol, model), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol modelAttribute)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = type.GetAttributes();
        if (attributes.IsEmpty) return;

        var locator = new AttributeLocator(type, context.CancellationToken);
        var faults = attributes.Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, modelAttribute))
            ? ShapeInferrer.Infer(GraphBuilder.Build(ModelBinder.Bind(type, context.CancellationToken))).Faults
            : ModelBinder.CheckOrphan(type);
        foreach (var fault in faults)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Get(fault.Id), locator.Locate(fault.Site), [.. fault.Arguments.Cast<object>()]));
    }
}
