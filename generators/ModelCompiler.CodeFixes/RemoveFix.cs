using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0006, MC0015, MC0017, MC0041, MC0103, MC0208 and MC0402: takes away a setting or an attribute that is one too many.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFix)), Shared]
public sealed class RemoveFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
    [
        Descriptors.SecondInput.Id, Descriptors.PaddingTwice.Id, Descriptors.UnusedSetting.Id, Descriptors.BlockOfModel.Id,
        Descriptors.FlattenOfVector.Id, Descriptors.SecondLoss.Id,
        Descriptors.ActivationTwice.Id,
    ];

    private protected override string Title => "Remove it";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place) =>
        place.FirstAncestorOrSelf<SyntaxNode>(n => n is AttributeArgumentSyntax or AttributeSyntax) switch
        {
            // Without arguments an attribute needs no parentheses.
            AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax { Arguments.Count: 1 } list } => root.RemoveNode(
                list, SyntaxRemoveOptions.KeepNoTrivia),
            AttributeArgumentSyntax argument => root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia),
            AttributeSyntax attribute => AttributeEdits.Remove(root, attribute),
            _ => null,
        };
}
