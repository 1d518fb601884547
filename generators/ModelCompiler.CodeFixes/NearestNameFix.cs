using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0010, MC0030, MC0032 and MC0207: writes the name that was meant, or one of those that may have been.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestNameFix)), Shared]
public sealed class NearestNameFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [Descriptors.InvalidName.Id, Descriptors.UnknownValue.Id, Descriptors.UnknownOutput.Id, Descriptors.LossOfNoOutput.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        // Of several literals in an array one cannot tell which is meant.
        var literals = place.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>()
            .Where(l => l.IsKind(SyntaxKind.StringLiteralExpression)).ToList();
        if (literals.Count != 1) yield break;
        IReadOnlyList<string> names = FixData.Read(diagnostic.Properties, FixData.Name);
        for (int i = 0; i < names.Count; i++)
        {
            var name = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(names[i]));
            yield return new Change($"Use '{names[i]}'", $"{i}", root.ReplaceNode(literals[0], name.WithTriviaFrom(literals[0])));
        }
    }
}
