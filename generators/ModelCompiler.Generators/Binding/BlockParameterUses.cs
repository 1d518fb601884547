using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// Expressions of block parameters whose value cannot be read back: <c>Block.Width + Block.Width2</c>, <c>Block.Width / 3</c>, or
/// <c>Block.Width * Block.Width2</c>, which C# itself refuses. The value is then a number of some hundred million, which no stage may take
/// for a size; what is written says what it is.
/// </summary>
internal static class BlockParameterUses
{
    private static readonly HashSet<string> Names = [.. BlockExpression.Parameters.Select(p => p.Name)];

    /// <summary>A layer without the arguments of this kind, each of which is reported.</summary>
    /// <param name="inBlock">Whether it stands in a block, where other expressions are right.</param>
    public static LayerSpec Check(LayerSpec layer, AttributeData attribute, bool inBlock, ICollection<Fault> faults,
        CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var written })
            return layer;
        string[] expressions = [.. written.Where(a => Mentions(a.Expression) > 0 && (Mentions(a.Expression) > 1 || !inBlock))
            .Select(a => a.Expression.ToString())];
        if (expressions.Length == 0) return layer;

        // In a model, one parameter alone is read back and reported by its name later.
        // In a block, what cannot be read back is reported where it is used.
        LayerArgument[] unread = inBlock
            ? []
            : [.. layer.Arguments.Where(a => a.Value is long value ? CannotBeRead(value)
                : a.Value is EquatableArray<double> many && many.Any(v => CannotBeRead((long)v)))];
        bool refused = unread.Length == 0 && written.Any(a => Mentions(a.Expression) > 1)
            && AttributeReader.HasUnread(attribute) /* A product that overflows. */;
        if (unread.Length == 0 && !refused) return layer;
        foreach (string argument in refused ? [""] : unread.Select(a => a.Name))
        {
            var site = new Site(layer.Attribute, argument.Length == 0 ? null : argument);
            faults.Add(
                inBlock ? BlockFaults.ParameterExpression(layer.Kind, expressions[0], "is no expression of one block parameter", site)
                    : BlockFaults.ParameterOutside(layer.Kind, expressions[0], site));
        }

        return layer with
        {
            Arguments = layer.Arguments.Where(a => !unread.Contains(a) && !(refused && a.Value is EquatableArray<double>))
                .ToEquatableArray(),
        };
    }

    /// <summary>Settings of a model that is no layer: its losses and its budget know no block.</summary>
    public static IEnumerable<Fault> OfSettings(ImmutableArray<AttributeData> attributes, CancellationToken cancellation)
    {
        for (int i = 0; i < attributes.Length; i++)
        {
            if (AttributeReader.IsLayer(attributes[i]) || AttributeReader.KindOf(attributes[i]) is not { } kind || kind == LayerOrder.Input)
                continue;
            if (attributes[i].ApplicationSyntaxReference?.GetSyntax(cancellation)
                is not AttributeSyntax { ArgumentList.Arguments: var written })
                continue;
            foreach (var argument in written.Where(a => a.NameEquals is not null && Mentions(a.Expression) > 0))
                yield return BlockFaults.ParameterOutside(kind, argument.Expression.ToString(),
                    new Site(i, argument.NameEquals!.Name.Identifier.ValueText));
        }
    }

    private static bool CannotBeRead(long value) => BlockExpression.IsOne(value) && BlockExpression.Read(value) is null;

    private static int Mentions(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Count(n => Names.Contains(n.Identifier.ValueText) && !IsQualifier(n));

    private static bool IsQualifier(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.IsKind(SyntaxKind.SimpleMemberAccessExpression)
            && access.Expression == name;

    /// <summary>All of a class's layers.</summary>
    public static EquatableArray<LayerSpec> Check(IEnumerable<LayerSpec> layers, ImmutableArray<AttributeData> attributes, bool inBlock,
        ICollection<Fault> faults, CancellationToken cancellation) =>
        layers.Select(l => Check(l, attributes[l.Attribute], inBlock, faults, cancellation)).ToEquatableArray();
}
