using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>Holds the analyzer to the marks in a source: each marked diagnostic must come, at its span, and no other one.</summary>
internal static class DiagnosticVerifier
{
    /// <summary>Notes are checked only where a test marks one of their kind; every warning and error must be marked.</summary>
    /// <param name="messages">If given, the messages in the order in which the diagnostics stand in the source.</param>
    public static async Task Verify(string marked, params string[] messages)
    {
        var source = MarkedSource.Parse("using ModelCompiler;\n" + marked);
        var notes = source.Expected.Select(e => e.Id).ToHashSet();
        var compilation = TestCompilation.Create(source.Text);
        var found = (await TestCompilation.Analyze(compilation)).Where(d => notes.Contains(d.Id) || d.Severity > DiagnosticSeverity.Info).ToList();

        Assert.Equal(Describe(source.Text, source.Expected), Describe(source.Text, found.Select(d => (d.Id, d.Location.SourceSpan))));
        if (messages.Length > 0) Assert.Equal(messages, found.Select(d => d.GetMessage()));
        NoCompilerErrors(compilation);
    }

    /// <summary>Layers inside a model that is otherwise right.</summary>
    public static Task VerifyLayers(string marked, params string[] messages) => Verify($"[Model]\n{marked}\npublic partial class Net;", messages);

    private static void NoCompilerErrors(Compilation compilation)
    {
        // A second [Input] is C#'s to refuse as well.
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS0579");
        Assert.Empty(errors);
    }

    private static string Describe(string text, IEnumerable<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> diagnostics) =>
        string.Join("\n", diagnostics.Select(d => $"{d.Id} at {d.Span}: {text.Substring(d.Span.Start, d.Span.Length)}"));
}
