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
            ErrorReporting reporting = ErrorReportingOptions.Read(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterSymbolAction(
                symbol => Analyze(symbol, errors: reporting != ErrorReporting.Generator, isProject: reporting != ErrorReporting.Text),
                SymbolKind.NamedType);
        });
    }

    /// <param name="context">The class.</param>
    /// <param name="errors">Whether errors are said here.</param>
    /// <param name="isProject">Whether it is compiled to be run; hosts without a project have no configuration.</param>
    private static void Analyze(SymbolAnalysisContext context, bool errors, bool isProject)
    {
        if (isProject && ModelDiagnostics.OfOptimization(
            (INamedTypeSymbol)context.Symbol, context.Compilation.Options.OptimizationLevel, context.CancellationToken) is { } slow)
            context.ReportDiagnostic(slow);
        if (ModelDiagnostics.OfWeights((INamedTypeSymbol)context.Symbol, context.Options.AdditionalFiles, context.CancellationToken)
            is { } misfit)
            context.ReportDiagnostic(misfit);
        if (ModelDiagnostics.OfDevices((INamedTypeSymbol)context.Symbol, context.Compilation, context.CancellationToken) is { } idle)
            context.ReportDiagnostic(idle);
        // A block's own errors are found here, too, if no model uses it.
        bool isModel = context.Symbol.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.ModelName));
        foreach (Diagnostic diagnostic in ModelDiagnostics.Of((INamedTypeSymbol)context.Symbol, review: true, context.CancellationToken))
        {
            if (errors || !isModel || diagnostic.DefaultSeverity != DiagnosticSeverity.Error) context.ReportDiagnostic(diagnostic);
        }
    }
}
