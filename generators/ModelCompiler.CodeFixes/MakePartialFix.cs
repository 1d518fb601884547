using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0001 and MC0002: makes the class and every type around it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.NotPartial.Id, Descriptors.ContainerNotPartial.Id];

    private protected override string Title => "Make it and the types around it partial";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place)
    {
        var types = place.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        return types.Count == 0 ? null : root.ReplaceNodes(types, (_, type) => MakePartial(type));
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0) return type.WithModifiers(type.Modifiers.Add(partial));

        // Without modifiers the keyword carries the indentation and comments of the line.
        partial = partial.WithLeadingTrivia(type.Keyword.LeadingTrivia);
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial]);
    }
}
