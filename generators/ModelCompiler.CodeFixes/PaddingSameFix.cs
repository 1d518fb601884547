using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0101 and MC0107: pads the input, so that the kernel fits or the last cells are read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PaddingSameFix)), Shared]
public sealed class PaddingSameFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.KernelTooLarge.Id, Descriptors.DroppedCells.Id];

    private protected override string Title => "Use Padding.Same";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { } layer ? root.ReplaceNode(layer,
            AttributeEdits.With(layer, "Padding", "Padding.Same", instead: "Pad")) : null;
}
