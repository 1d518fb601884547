using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// Classes marked [Block] → <see cref="BlockSpec"/>. Blocks of other assemblies are read from their attributes like those of this one.
/// </summary>
internal static class BlockBinder
{
    /// <summary>Every block that the type uses, directly or through others.</summary>
    public static EquatableArray<BlockSpec> BindUsed(INamedTypeSymbol type, CancellationToken cancellation) =>
        Reachable(type).Where(IsBlock).Select(b => Bind(b, cancellation)).ToEquatableArray();

    public static BlockSpec Bind(INamedTypeSymbol block, CancellationToken cancellation)
    {
        var attributes = block.GetAttributes();
        string key = KeyOf(block);
        var unread = new List<Fault>();
        var layers = BlockParameterUses.Check(ModelBinder.Layers(attributes).Where(l => l.Kind != LayerOrder.Input), attributes,
            inBlock: true, unread, cancellation);
        var faults = unread.Concat(Foreign(block, attributes))
            .Concat(LayerOrder.OneDeclaration(block.Name, attributes, layers, cancellation))
            .Concat(CheckUses(block, attributes))
            .Concat(Recursions(block, attributes));
        if (layers.Count == 0) faults = faults.Append(BlockFaults.EmptyBlock(block.Name));
        return new BlockSpec(key, block.Name, layers, faults.Select(f => f with { Site = f.Site with { Block = key } }).ToEquatableArray());
    }

    /// <summary>Type arguments of uses that are no blocks.</summary>
    public static IEnumerable<Fault> CheckUses(INamedTypeSymbol user, ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            if (!AttributeReader.IsBlockUse(attributes[i])) continue;
            foreach (var used in attributes[i].AttributeClass!.TypeArguments
                .Where(u => u.TypeKind != TypeKind.Error && !(u is INamedTypeSymbol named && IsBlock(named))))
                yield return BlockFaults.NotABlock(
                    used is INamedTypeSymbol ? used.Name : used.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), user.Name,
                    new Site(i));
        }
    }

    public static bool IsBlock(INamedTypeSymbol type) => type.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.Block));

    public static string KeyOf(INamedTypeSymbol type) => type.ToDisplayString();

    /// <summary>The blocks that an attribute names; none for one that is no use of blocks.</summary>
    public static IEnumerable<INamedTypeSymbol> UsedBy(AttributeData attribute) =>
        AttributeReader.IsBlockUse(attribute) ? attribute.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>() : [];

    /// <summary>All types that uses of a type lead to, each once; the type itself only if they lead back to it.</summary>
    public static IEnumerable<INamedTypeSymbol> Reachable(INamedTypeSymbol type)
    {
        var found = new Dictionary<string, INamedTypeSymbol>();
        var open = new Queue<INamedTypeSymbol>([type]);
        while (open.Count > 0)
        {
            foreach (var used in open.Dequeue().GetAttributes().SelectMany(UsedBy))
            {
                if (found.ContainsKey(KeyOf(used))) continue;
                found.Add(KeyOf(used), used);
                open.Enqueue(used);
            }
        }

        return found.Values;
    }

    private static IEnumerable<Fault> Recursions(INamedTypeSymbol block, ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            foreach (var used in UsedBy(attributes[i]))
            {
                bool itself = KeyOf(used) == KeyOf(block);
                if (itself || Reachable(used).Any(r => KeyOf(r) == KeyOf(block)))
                    yield return BlockFaults.RecursiveBlock(block.Name, itself ? "" : $" through '{used.Name}'", new Site(i));
            }
        }
    }

    /// <summary>What belongs to a model: an input, a loss, an output, a budget.</summary>
    private static IEnumerable<Fault> Foreign(INamedTypeSymbol block, ImmutableArray<AttributeData> attributes)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            string[] foreign = [KnownNames.Input, KnownNames.Loss, KnownNames.Output, KnownNames.SharesWeightsOf,
                KnownNames.Budget, KnownNames.ModelName];
            if (foreign.Any(name => AttributeReader.Is(attributes[i], name)))
                yield return BlockFaults.BlockOfModel(block.Name, AttributeReader.KindOf(attributes[i])!, new Site(i));
        }
    }
}
