using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.CodeFixes;

/// <summary>MC0102: puts [Flatten] before a dense layer that reads a map.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix)), Shared]
public sealed class InsertFlattenFix : OneChangeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.DenseOnMap.Id];

    private protected override string Title => "Insert [Flatten] before it";

    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode place) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { } dense ? AttributeEdits.Insert(root, dense, "Flatten", before: true) : null;
}
