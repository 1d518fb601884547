using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0102: puts [Flatten] before a dense layer that reads a map.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix)), Shared]
public sealed class InsertFlattenFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.DenseOnMap.Id];

    private protected override string Title => "Insert [Flatten] before it";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } dense) return null;

        // The new attribute is written the way the old one is: qualified if that is.
        var name = dense.Name is QualifiedNameSyntax qualified
            ? (NameSyntax)qualified.WithRight(SyntaxFactory.IdentifierName("Flatten"))
            : SyntaxFactory.IdentifierName("Flatten");
        var flatten = SyntaxFactory.Attribute(name.WithoutTrivia());
        if (list.Attributes.Count > 1) return root.InsertNodesBefore(dense, [flatten]);

        var line = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(flatten))
            .WithLeadingTrivia(list.GetLeadingTrivia())
            .WithTrailingTrivia(list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? LineEnd(list) : list.GetTrailingTrivia());
        return root.ReplaceNode(list, [line, list.WithLeadingTrivia(Indentation(list))]);
    }

    /// <summary>A comment at the end of the old line stays there.</summary>
    private static SyntaxTriviaList LineEnd(SyntaxNode node) => [.. node.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia))];

    /// <summary>What stands on the attribute's own line before it; comments above it go with the inserted line.</summary>
    private static SyntaxTriviaList Indentation(SyntaxNode node) =>
        [.. node.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))];
}
