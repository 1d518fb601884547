using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0104: gives a layer as many axes as it reads, by a reshape before it or without the flattening before it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AxesFix)), Shared]
public sealed class AxesFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.WrongRank.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } layer
            || FixData.Read(diagnostic.Properties, FixData.Before).FirstOrDefault() is not { } inserted) yield break;
        if (AttributeEdits.At(root, FixData.ReadPlaces(diagnostic.Properties).FirstOrDefault()) is { } flatten)
        {
            if (AttributeEdits.Remove(root, flatten) is { } without)
                yield return new Change($"Remove [{AttributeEdits.Kind(flatten)}] before it", "", without);
        }
        else if (inserted != FixData.None && AttributeEdits.Insert(root, layer, inserted, before: true) is { } changed)
        {
            yield return new Change($"Insert [{inserted}] before it", "", changed);
        }
    }
}
