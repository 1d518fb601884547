using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0017, MC0103 and MC0208: takes away a setting, a layer or a loss that changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFix)), Shared]
public sealed class RemoveFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.UnusedSetting.Id, Descriptors.FlattenOfVector.Id, Descriptors.SecondLoss.Id];

    private protected override string Title => "Remove it";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place) => place.FirstAncestorOrSelf<SyntaxNode>(n => n is AttributeArgumentSyntax or AttributeSyntax) switch
    {
        // Without arguments an attribute needs no parentheses.
        AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax { Arguments.Count: 1 } list } => root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia),
        AttributeArgumentSyntax argument => root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia),
        AttributeSyntax { Parent: AttributeListSyntax { Attributes.Count: 1 } list } => Without(root, list),
        AttributeSyntax attribute => root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia),
        _ => null,
    };

    /// <summary>A line of its own goes whole; comments above it stay.</summary>
    private static SyntaxNode? Without(SyntaxNode root, AttributeListSyntax list)
    {
        bool documented = list.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia));
        return root.RemoveNode(list, documented ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia);
    }
}
