using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0132: lets a residual project its input, where that brings it to the shape of the block's output.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProjectionFix)), Shared]
public sealed class ProjectionFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.ShortcutShapes.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } residual
            || FixData.Read(diagnostic.Properties, FixData.Projection).FirstOrDefault() is not { } choice) yield break;
        yield return new Change($"Use Projection.{choice}", "",
            root.ReplaceNode(residual, AttributeEdits.With(residual, "Projection", "Projection." + choice)));
    }
}
