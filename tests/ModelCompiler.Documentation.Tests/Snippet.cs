namespace ModelCompiler.Documentation.Tests;

/// <summary>C# code of a document.</summary>
/// <param name="File">The document, relative to the repository.</param>
/// <param name="Line">Its line there, from 1.</param>
/// <param name="Code">The text.</param>
internal sealed record Snippet(string File, int Line, string Code)
{
    public override string ToString() => $"{File}:{Line}";
}
