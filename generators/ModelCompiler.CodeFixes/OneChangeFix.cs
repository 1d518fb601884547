using Microsoft.CodeAnalysis;

namespace ModelCompiler.CodeFixes;

/// <summary>A fix that knows one answer, which needs nothing but the place.</summary>
public abstract class OneChangeFix : SyntaxFix
{
    private protected OneChangeFix()
    {
    }

    private protected abstract string Title { get; }

    private protected sealed override IEnumerable<Change> Changes(SyntaxNode root, SyntaxNode place, Diagnostic diagnostic) =>
        Fix(root, place) is { } changed ? [new Change(Title, "", changed)] : [];

    /// <summary>The changed file, or null when this place cannot be fixed.</summary>
    private protected abstract SyntaxNode? Fix(SyntaxNode root, SyntaxNode place);
}
