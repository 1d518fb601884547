using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// <c>[SharesWeightsOf&lt;T&gt;]</c> → <see cref="SharedSpec"/>. The other model's declaration becomes part of this one's spec, as blocks
/// do: an edit there reaches both.
/// </summary>
internal static class SharedWeightsBinder
{
    /// <summary>Null without the attribute, or where it names no other model.</summary>
    public static SharedSpec? Bind(INamedTypeSymbol model, ImmutableArray<AttributeData> attributes, ICollection<Fault> faults,
        CancellationToken cancellation)
    {
        int index = ModelBinder.IndexOf(attributes, KnownNames.SharesWeightsOf);
        if (index < 0 || attributes[index].AttributeClass!.TypeArguments.FirstOrDefault() is not { TypeKind: not TypeKind.Error } other)
            return null;
        bool itself = SymbolEqualityComparer.Default.Equals(other, model);
        if (itself || other is not INamedTypeSymbol named || !named.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.ModelName)))
        {
            faults.Add(
                SharedWeightsFaults.NotAModel(model.Name, other.Name, itself ? "is this model itself" : "is no model", new Site(index)));
            return null;
        }

        return new SharedSpec(index, IsPublic(named), ModelBinder.BindAlone(named, cancellation));
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return true;
    }
}
