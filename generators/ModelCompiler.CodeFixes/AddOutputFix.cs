using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0207: declares the layer that a loss reads as an output.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOutputFix)), Shared]
public sealed class AddOutputFix : SyntaxFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.LossOfNoOutput.Id];

    private protected override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } loss
            || FixData.Read(diagnostic.Properties, FixData.Output).FirstOrDefault() is not { } layer) yield break;
        string output = $"Output({SyntaxFactory.Literal(layer)})";
        if (AttributeEdits.Insert(root, loss, output, before: true) is { } changed) yield return new Change($"Add [{output}]", "", changed);
    }
}
