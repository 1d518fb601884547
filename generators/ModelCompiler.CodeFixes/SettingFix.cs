using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0401 and MC0407: sets a property of a layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SettingFix)), Shared]
public sealed class SettingFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [Descriptors.BiasBeforeNormalization.Id, Descriptors.InitializerOfActivation.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } layer
            || FixData.Read(diagnostic.Properties, FixData.Setting).FirstOrDefault()?.Split('=') is not { Length: 2 } setting) yield break;
        yield return new Change($"Write {setting[0]} = {setting[1]}", setting[0],
            root.ReplaceNode(layer, AttributeEdits.With(layer, setting[0], setting[1])));
    }
}
