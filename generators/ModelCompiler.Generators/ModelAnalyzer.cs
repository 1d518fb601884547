using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;

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
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Model) is null) return;
            bool errors = ErrorReportingOptions.Read(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions) != ErrorReporting.Generator;
            start.RegisterSymbolAction(symbol => Analyze(symbol, errors), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, bool errors)
    {
        if (ModelDiagnostics.OfWeights((INamedTypeSymbol)context.Symbol, context.Options.AdditionalFiles, context.CancellationToken) is { } misfit) context.ReportDiagnostic(misfit);
        bool isModel = context.Symbol.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.ModelName)); // A block's own errors are found here, too, if no model uses it.
        foreach (Diagnostic diagnostic in ModelDiagnostics.Of((INamedTypeSymbol)context.Symbol, review: true, context.CancellationToken))
        {
            if (errors || !isModel || diagnostic.DefaultSeverity != DiagnosticSeverity.Error) context.ReportDiagnostic(diagnostic);
        }
    }
}
