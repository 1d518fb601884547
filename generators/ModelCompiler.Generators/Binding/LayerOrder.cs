using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>Layers run in the order in which they are written, so there must be one order, with one input at its start.</summary>
internal static class LayerOrder
{
    public const string Input = "Input";

    public static IEnumerable<Fault> Check(
        string model, ImmutableArray<AttributeData> attributes, EquatableArray<LayerSpec> layers, CancellationToken cancellation)
    {
        if (OneDeclaration(model, attributes, layers, cancellation).ToList() is { Count: > 0 } scattered) return scattered;

        var faults = new List<Fault>();
        int inputs = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Kind != Input) continue;
            if (++inputs > 1) faults.Add(DeclarationFaults.SecondInput(model, layers[i].Attribute));
            else if (i > 0) faults.Add(DeclarationFaults.InputNotFirst(layers[0].Kind, layers[0].Attribute, layers[i].Attribute));
        }

        // A misspelled attribute may be the one that is missing; C# reports it.
        if (attributes.Any(a => a.AttributeClass is null or { TypeKind: TypeKind.Error })) return faults;
        if (layers.Count == inputs) faults.Add(DeclarationFaults.NoLayers(model));
        if (inputs == 0 && layers.Count > 0) faults.Add(DeclarationFaults.NoInput(model));
        return faults;
    }

    /// <summary>Names the first layer that stands elsewhere than the first of all.</summary>
    public static IEnumerable<Fault> OneDeclaration(
        string model, ImmutableArray<AttributeData> attributes, EquatableArray<LayerSpec> layers, CancellationToken cancellation)
    {
        var declarations = layers.Select(l => (Layer: l, Declaration: DeclarationOf(attributes[l.Attribute], cancellation))).ToList();
        int count = declarations.Select(d => d.Declaration).Distinct().Count();
        if (count < 2) yield break;
        var (stray, _) = declarations.First(d => d.Declaration != declarations[0].Declaration);
        yield return DeclarationFaults.LayersOnTwoDeclarations(model, count, stray.Kind, declarations[0].Layer.Kind, stray.Attribute);
    }

    private static SyntaxNode? DeclarationOf(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
}
