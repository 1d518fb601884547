using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0013, MC0110, MC0112, MC0140 and MC0411: writes the nearest number that is right.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValueFix)), Shared]
public sealed class ValueFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [Descriptors.RateOutOfRange.Id, Descriptors.PadCoversWindow.Id, Descriptors.GroupsDoNotDivide.Id,
            Descriptors.ChannelsDoNotDivide.Id, Descriptors.EmptyLanes.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeArgumentSyntax>()
            is not { Expression: LiteralExpressionSyntax or PrefixUnaryExpressionSyntax } argument)
            yield break;
        string setting = argument.NameEquals is { } named ? named.Name.Identifier.ValueText + " = " : "";
        IReadOnlyList<string> values = FixData.Read(diagnostic.Properties, FixData.Value);
        for (int i = 0; i < values.Count; i++)
            yield return new Change($"Use {setting}{values[i]}", $"{i}",
                root.ReplaceNode(argument.Expression, SyntaxFactory.ParseExpression(values[i]).WithTriviaFrom(argument.Expression)));
    }
}
