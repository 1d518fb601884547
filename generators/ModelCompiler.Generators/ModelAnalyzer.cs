using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.ShapeInference.WeightFiles;

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
        if (attributes.Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, modelAttribute)))
        {
            var spec = ModelBinder.Bind(type, context.CancellationToken);
            var elsewhere = new HashSet<Fault>(spec.Blocks.SelectMany(b => b.Faults)); // Shown where the block is declared.
            var result = ShapeInferrer.Infer(GraphBuilder.Build(spec));
            if (result is ShapeResult.Success sound && WeightsCheck.Find(spec, sound.Graph, context.Options.AdditionalFiles, context.CancellationToken) is { } misfit)
                context.ReportDiagnostic(Create(misfit, type.Name, locator));
            foreach (var fault in result.Faults.Where(f => !elsewhere.Contains(f)).GroupBy(Repetition).Select(g => g.First()))
                context.ReportDiagnostic(Create(fault, type.Name, locator));
            return;
        }

        var faults = BlockBinder.IsBlock(type) ? BlockBinder.Bind(type, context.CancellationToken).Faults : ModelBinder.CheckOrphan(type);
        foreach (var fault in faults) context.ReportDiagnostic(Create(fault, type.Name, locator));
    }

    /// <summary>A block that fits none of its repetitions is wrong once in each place where it is used.</summary>
    private static object Repetition(Fault fault) => fault.Site.Block is null ? fault : (fault.Id, fault.Site);

    private static Diagnostic Create(Fault fault, string model, AttributeLocator locator)
    {
        var descriptor = Descriptors.Get(fault.Id);
        object[] arguments = [.. fault.Arguments.Cast<object>()];
        if (locator.UseOf(fault.Site) is not { } use) return Diagnostic.Create(descriptor, locator.Locate(fault.Site), arguments);

        // The same line of a block may be right in one use and wrong in another.
        string message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments);
        return Diagnostic.Create(
            descriptor.Id, descriptor.Category, $"{message} (used by {use.Text} of '{model}')", descriptor.DefaultSeverity, descriptor.DefaultSeverity, isEnabledByDefault: true,
            descriptor.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1, descriptor.Title, helpLink: descriptor.HelpLinkUri, location: locator.Locate(fault.Site), additionalLocations: [use.Location]);
    }
}
