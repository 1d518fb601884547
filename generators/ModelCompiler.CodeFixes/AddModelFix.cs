using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0018: marks a class that carries an input and layers as a model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddModelFix)), Shared]
public sealed class AddModelFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.LayersWithoutModel.Id];

    private protected override string Title => "Add [Model]";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { AttributeLists.Count: > 0 } type) return null;
        AttributeListSyntax first = type.AttributeLists[0];
        string qualifier = first.Attributes[0].Name is QualifiedNameSyntax qualified ? qualified.Left + "." : "";
        if (SyntaxFactory.ParseMemberDeclaration($"[{qualifier}Model] class Net;") is not TypeDeclarationSyntax parsed) return null;
        AttributeListSyntax model = parsed.AttributeLists[0];
        if (first.Attributes.Count > 1) return root.InsertNodesBefore(first.Attributes[0], model.Attributes);

        // On a line of its own where the first attribute is, otherwise beside it.
        bool line = first.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        SyntaxTriviaList end = line ? [.. first.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia))] : [SyntaxFactory.Space];
        SyntaxTriviaList indentation = [.. first.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))];
        AttributeListSyntax added = model.WithLeadingTrivia(first.GetLeadingTrivia()).WithTrailingTrivia(end);
        return root.ReplaceNode(first, [added, first.WithLeadingTrivia(line ? indentation : [])]);
    }
}
