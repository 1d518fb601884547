using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics.Review;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.ShapeInference.WeightFiles;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>What the stages that check a declaration have to say about a class, at the argument that is wrong.</summary>
internal static class ModelDiagnostics
{
    /// <summary>Of a model, of a block, or of a class that carries layers and is neither.</summary>
    /// <param name="type">The class.</param>
    /// <param name="review">Whether a sound network is reviewed, too.</param>
    /// <param name="cancellation">The caller's.</param>
    public static IEnumerable<Diagnostic> Of(INamedTypeSymbol type, bool review, CancellationToken cancellation)
    {
        var locator = new AttributeLocator(type, cancellation);
        return Faults(type, review, cancellation).Select(fault => Create(fault, type.Name, locator));
    }

    /// <summary>What a file of weights that belongs to the model has against it: the analyzer alone reads files.</summary>
    public static Diagnostic? OfWeights(INamedTypeSymbol type, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        if (!type.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.ModelName)) || !ModelSymbols.IsNamed(type)) return null;
        var spec = ModelBinder.Bind(type, cancellation);
        return spec.Weights is not null && ShapeInferrer.Check(spec) is ShapeResult.Success sound
            && WeightsCheck.Find(spec, sound.Graph, files, cancellation) is { } misfit
            ? Create(misfit, type.Name, new AttributeLocator(type, cancellation))
            : null;
    }

    /// <summary>What the project's optimization has to do with a model's speed: nothing at run time would say it.</summary>
    public static Diagnostic? OfOptimization(INamedTypeSymbol type, OptimizationLevel level, CancellationToken cancellation) =>
        level == OptimizationLevel.Debug && ModelSymbols.IsModel(type) && ModelSymbols.IsNamed(type)
            ? Create(new Fault(Descriptors.Unoptimized.Id, Site.Class, [type.Name]), type.Name, new AttributeLocator(type, cancellation))
            : null;

    /// <summary>What is said of devices where the project has none.</summary>
    public static Diagnostic? OfDevices(INamedTypeSymbol type, Compilation project, CancellationToken cancellation)
    {
        const string setting = "TrainingPrecision";
        AttributeData? model = type.GetAttributes().FirstOrDefault(a => AttributeReader.Is(a, KnownNames.ModelName));
        bool isSaid = model?.NamedArguments.Any(
            a => a.Key == setting && a.Value.Value is (int)PrecisionKind.BFloat16 or (int)PrecisionKind.Float16) == true;
        if (!isSaid || !ModelSymbols.IsNamed(type) || project.GetTypeByMetadataName(KnownNames.OpenCLModel) is not null) return null;
        var site = new Site(ModelBinder.Bind(type, cancellation).Settings.Attribute, setting);
        Fault fault = DeclarationFaults.UnusedSetting("Model", setting, "a project that does not reference ModelCompiler.OpenCL",
            "a device: processors train in single precision", site);
        return Create(fault, type.Name, new AttributeLocator(type, cancellation));
    }

    private static IEnumerable<Fault> Faults(INamedTypeSymbol type, bool review, CancellationToken cancellation)
    {
        var attributes = type.GetAttributes();
        if (attributes.IsEmpty) return [];
        if (!attributes.Any(a => AttributeReader.Is(a, KnownNames.ModelName)))
            return BlockBinder.IsBlock(type) ? BlockBinder.Bind(type, cancellation).Faults : ModelBinder.CheckOrphan(type);
        if (!ModelSymbols.IsNamed(type)) return [];
        var spec = ModelBinder.Bind(type, cancellation);
        var elsewhere = new HashSet<Fault>(spec.Blocks.SelectMany(b => b.Faults)); // Shown where the block is declared.
        ShapeResult result = ShapeInferrer.Check(spec);
        var faults = result.Faults.Where(f => !elsewhere.Contains(f)).GroupBy(Repetition).Select(g => g.First());
        return review && result is ShapeResult.Success sound ? faults.Concat(Reviewer.Find(spec, sound.Graph))
            .Append(ModelCost.Of(sound.Graph)) : faults;
    }

    /// <summary>A block that fits none of its repetitions is wrong once in each place where it is used.</summary>
    private static object Repetition(Fault fault) => fault.Site.Block is null ? fault : (fault.Id, fault.Site);

    private static Diagnostic Create(Fault fault, string model, AttributeLocator locator)
    {
        var descriptor = Descriptors.Get(fault.Id);
        object[] arguments = [.. fault.Arguments.Cast<object>()];
        Location location = locator.Locate(fault.Site);
        ImmutableDictionary<string, string?> properties = fault.Fix?.Properties(location,
            locator.Locate) ?? ImmutableDictionary<string, string?>.Empty;
        if (locator.UseOf(fault.Site) is not { } use) return Diagnostic.Create(descriptor, location, properties, arguments);

        // The same line of a block may be right in one use and wrong in another.
        return Diagnostic.Create(
            descriptor.Id, descriptor.Category, $"{Descriptors.MessageOf(fault)} (used by {use.Text} of '{model}')",
                descriptor.DefaultSeverity, descriptor.DefaultSeverity, isEnabledByDefault: true,
            descriptor.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1, descriptor.Title, helpLink: descriptor.HelpLinkUri,
                location: location, additionalLocations: [use.Location],
            customTags: descriptor.CustomTags, properties: properties);
    }
}
