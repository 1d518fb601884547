using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0005: puts [Input] before the first layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveInputFix)), Shared]
public sealed class MoveInputFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.InputNotFirst.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } input
            || AttributeEdits.At(root, FixData.ReadPlaces(diagnostic.Properties).FirstOrDefault()) is not { } first) yield break;
        SyntaxNode tracked = root.TrackNodes(input, first);
        SyntaxNode? changed = AttributeEdits.Insert(tracked, tracked.GetCurrentNode(first)!,
            AttributeEdits.Kind(input) + input.ArgumentList, before: true);
        if (changed is not null && AttributeEdits.Remove(changed, changed.GetCurrentNode(input)!) is { } moved)
            yield return new Change("Move it before the first layer", "", moved);
    }
}
