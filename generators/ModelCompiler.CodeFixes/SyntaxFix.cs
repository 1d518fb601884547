using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ModelCompiler.CodeFixes;

/// <summary>A fix that replaces nodes of one document; what a particular fix does is one function.</summary>
public abstract class SyntaxFix : CodeFixProvider
{
    private protected SyntaxFix()
    {
    }

    private protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Fix(root, place) is not { } changed) continue;
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: GetType().Name),
                diagnostic);
        }
    }

    /// <summary>The changed file, or null when this place cannot be fixed.</summary>
    private protected abstract SyntaxNode? Fix(SyntaxNode root, SyntaxNode place);
}
