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
            foreach (Change change in Changes(root, place, diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Root)),
                        equivalenceKey: $"{GetType().Name} {change.Key}"),
                    diagnostic);
            }
        }
    }

    /// <summary>The changes that would settle a diagnostic, the best first; none when this place cannot be fixed.</summary>
    private protected abstract IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic);

    /// <param name="Title">What an IDE offers.</param>
    /// <param name="Key">Changes of one key are one choice when all diagnostics are fixed at once.</param>
    /// <param name="Root">The changed file.</param>
    private protected sealed record Change(string Title, string Key, SyntaxNode Root);
}
