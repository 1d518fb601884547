using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0101 and MC0409: makes the kernel or window as large as the map allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FittingSizeFix)), Shared]
public sealed class FittingSizeFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.KernelTooLarge.Id, Descriptors.KernelBeyondMap.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        IReadOnlyList<string> options = FixData.Read(diagnostic.Properties, FixData.Sizes);
        IReadOnlyList<TextSpan?> places = FixData.ReadPlaces(diagnostic.Properties);
        if (options.Count < 2 || places.Count != options.Count - 1) yield break;

        // One argument may be the size along both axes: the smaller one fits both.
        var sizes = options.Skip(1)
            .Select((size, i) => (Argument: Argument(root, places[i]), Size: int.Parse(size, CultureInfo.InvariantCulture))).ToList();
        if (sizes.Any(s => s.Argument is null || IsOfBlock(s.Argument))) yield break;
        var changed = sizes.GroupBy(s => s.Argument!, s => s.Size).ToDictionary(g => g.Key, g => g.Min());
        yield return new Change(
            $"Use a {options[0]} of {string.Join("×", changed.Values)}", "",
            root.ReplaceNodes(changed.Keys,
                (old, _) => Written(old) == changed[old] ? old : old.WithExpression(Number(changed[old]).WithTriviaFrom(old.Expression))));
    }

    private static AttributeArgumentSyntax? Argument(SyntaxNode root, TextSpan? span) =>
        span is { } place && root.FullSpan.Contains(place) ? root.FindNode(place, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<AttributeArgumentSyntax>() : null;

    private static int? Written(AttributeArgumentSyntax argument) => (argument.Expression as LiteralExpressionSyntax)?.Token.Value as int?;

    /// <summary>Whether it is given by the block's uses: a number would be theirs, not the block's.</summary>
    private static bool IsOfBlock(AttributeArgumentSyntax argument) =>
        argument.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "Block");

    private static ExpressionSyntax Number(int value) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(value));
}
