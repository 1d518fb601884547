using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0018: marks a class that carries an input and layers as a model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddModelFix)), Shared]
public sealed class AddModelFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.LayersWithoutModel.Id];

    private protected override string Title => "Add [Model]";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place) =>
        place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { AttributeLists.Count: > 0 } type
            ? AttributeEdits.Insert(root, type.AttributeLists[0].Attributes[0], "Model", before: true)
            : null;
}
