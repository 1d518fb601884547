using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0101 and MC0107: pads the input, so that the kernel fits or the last cells are read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PaddingSameFix)), Shared]
public sealed class PaddingSameFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.KernelTooLarge.Id, Descriptors.DroppedCells.Id];

    private protected override string Title => "Use Padding.Same";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } layer) return null;
        var same = Same(layer);
        var list = layer.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var old = list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText is "Padding" or "Pad");
        var changed = old is null
            ? list.WithArguments(Append(list.Arguments, same))
            : list.ReplaceNode(old, same.WithTriviaFrom(old));
        return root.ReplaceNode(layer, layer.WithArgumentList(changed));
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Append(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, AttributeArgumentSyntax added)
    {
        var nodes = arguments.GetWithSeparators();
        if (arguments.Count > 0) nodes = nodes.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(nodes.Add(added));
    }

    private static AttributeArgumentSyntax Same(AttributeSyntax layer)
    {
        string prefix = layer.Name is QualifiedNameSyntax qualified ? qualified.Left.ToString() + "." : "";
        var equals = SyntaxFactory.NameEquals(
            SyntaxFactory.IdentifierName("Padding").WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.AttributeArgument(equals, null, SyntaxFactory.ParseExpression(prefix + "Padding.Same"));
    }
}
