using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>Stage 1: a class with [Model] → <see cref="ModelSpec"/>. Reads what was declared; knows no layer by name.</summary>
internal static class ModelBinder
{
    public static ModelSpec Bind(INamedTypeSymbol model, CancellationToken cancellation)
    {
        var spec = BindAlone(model, cancellation);
        var faults = spec.Faults.ToList();
        var shares = SharedWeightsBinder.Bind(model, model.GetAttributes(), faults, cancellation);
        int sharing = IndexOf(model.GetAttributes(), KnownNames.SharesWeightsOf);
        var names = GeneratedMembers.Of(model, spec.Outputs.Count > 0, spec.IsCalibrated,
            shares is null ? null : model.GetAttributes()[sharing].AttributeClass!.TypeArguments[0] as INamedTypeSymbol);
        faults.AddRange(names.Faults);
        return spec with
        {
            Shares = shares,
            Faults = faults.Distinct().ToEquatableArray(),
            TakenMembers = names.Taken,
            Field = names.Field,
            IsDerived = names.Derived,
        };
    }

    /// <summary>Without the model whose weights it shares.</summary>
    public static ModelSpec BindAlone(INamedTypeSymbol model, CancellationToken cancellation)
    {
        var attributes = model.GetAttributes();
        var faults = TypeHeaders.Check(model, cancellation).ToList();
        var layers = BlockParameterUses.Check(Layers(attributes), attributes, inBlock: false, faults, cancellation);
        faults.AddRange(BlockParameterUses.OfSettings(attributes, cancellation));
        faults.AddRange(LayerOrder.Check(model.Name, attributes, layers, cancellation));
        faults.AddRange(BlockBinder.CheckUses(model, attributes));
        faults.AddRange(WeightsBinder.Check(attributes));
        if (faults.Any(f => f.Id == Descriptors.LayersOnTwoDeclarations.Id)) layers = OnlyInput(layers);

        return new ModelSpec(
            model.ContainingNamespace is { } ns ? TypeHeaders.NameOf(ns) : "",
            TypeHeaders.OfContainers(model),
            TypeHeaders.Of(model),
            layers,
            Losses(attributes).ToEquatableArray(),
            Budget(attributes),
            faults.ToEquatableArray())
        {
            MetadataName = TypeHeaders.MetadataNameOf(model),
            Blocks = BlockBinder.BindUsed(model, cancellation),
            Outputs = Outputs(attributes).ToEquatableArray(),
            Weights = WeightsBinder.Bind(attributes),
            HasUnread = BlockBinder.Reachable(model).Prepend(model).Any(t => t.GetAttributes().Any(AttributeReader.HasUnread)),
            Settings = Settings(attributes),
            IsDocumented = model.DeclaringSyntaxReferences.Any(
                r => r.GetSyntax(cancellation).GetLeadingTrivia().ToFullString().Contains("///")),
        };
    }

    /// <summary>What there is to say about a class without [Model]: layers on it were meant to do something.</summary>
    public static EquatableArray<Fault> CheckOrphan(INamedTypeSymbol type)
    {
        if (BlockBinder.IsBlock(type)) return [];
        var layer = type.GetAttributes().FirstOrDefault(a => AttributeReader.IsLayer(a) || AttributeReader.Is(a, KnownNames.Input));
        return layer is null ? [] : [DeclarationFaults.LayersWithoutModel(type.Name, AttributeReader.KindOf(layer)!)];
    }

    public static IEnumerable<LayerSpec> Layers(ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            if (AttributeReader.IsLayer(attributes[i]) || AttributeReader.Is(attributes[i], KnownNames.Input))
            {
                yield return new LayerSpec(AttributeReader.KindOf(attributes[i])!, i, AttributeReader.Read(attributes[i]))
                {
                    Blocks = BlockBinder.UsedBy(attributes[i]).Select(BlockBinder.KeyOf).ToEquatableArray(),
                };
            }
        }
    }

    /// <summary>Layers without a defined order have no shapes to check.</summary>
    private static EquatableArray<LayerSpec> OnlyInput(EquatableArray<LayerSpec> layers) =>
        layers.Where(l => l.Kind == LayerOrder.Input).Take(1).ToEquatableArray();

    private static IEnumerable<LossSpec> Losses(ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            if (!AttributeReader.Is(attributes[i], KnownNames.Loss)) continue;
            var arguments = AttributeReader.Read(attributes[i]);
            yield return new LossSpec(arguments.FirstOrDefault(a => a.Name == "loss")?.Value?.ToString() ?? "", i, arguments);
        }
    }

    private static IEnumerable<OutputSpec> Outputs(ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            // One that does not compile yet names nothing; C# says so.
            if (AttributeReader.Is(attributes[i], KnownNames.Output)
                && AttributeReader.Read(attributes[i]).FirstOrDefault(a => a.Name == "layer") is { } layer)
                yield return new OutputSpec(layer.Value as string ?? "", i);
        }
    }

    private static ModelSettings Settings(ImmutableArray<AttributeData> attributes)
    {
        int index = IndexOf(attributes, KnownNames.ModelName);
        return index < 0 ? ModelSettings.None : new ModelSettings(index, AttributeReader.Read(attributes[index]));
    }

    private static BudgetSpec? Budget(ImmutableArray<AttributeData> attributes)
    {
        int index = IndexOf(attributes, KnownNames.Budget);
        if (index < 0) return null;
        var arguments = AttributeReader.Read(attributes[index]);
        return new BudgetSpec(index, Limit("Parameters"), Limit("ActivationBytes"), Limit("MultiplyAdds"));

        long? Limit(string name) => arguments.FirstOrDefault(a => a.Name == name)?.Value is long limit and not 0 ? limit : null;
    }

    public static int IndexOf(ImmutableArray<AttributeData> attributes, string name)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            if (AttributeReader.Is(attributes[i], name)) return i;
        }

        return -1;
    }
}
