using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ModelCompiler.Generators.Tests.CodeFixes;

/// <summary>Applies a fix to the last diagnostic that it fixes, in a workspace as an IDE has one.</summary>
internal static class CodeFixVerifier
{
    /// <summary>The only change that a fix offers.</summary>
    /// <param name="remaining">The diagnostics, without notes, that are left after the fix.</param>
    public static async Task Verify(CodeFixProvider fix, string before, string after, params string[] remaining)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before);
        await Apply(document, Assert.Single(await Offered(fix, document)), after, remaining);
    }

    /// <summary>One of several changes.</summary>
    /// <param name="titles">All that are offered, in order, separated by semicolons.</param>
    /// <param name="chosen">The one that is applied.</param>
    public static async Task VerifyChoice(CodeFixProvider fix, string titles, int chosen, string before, string after, params string[] remaining)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before);
        var actions = await Offered(fix, document);
        Assert.Equal(titles, string.Join("; ", actions.Select(a => a.Title)));
        await Apply(document, actions[chosen], after, remaining);
    }

    public static async Task VerifyNone(CodeFixProvider fix, string source)
    {
        using var workspace = new AdhocWorkspace();
        Assert.Empty(await Offered(fix, Open(workspace, source)));
    }

    private static Document Open(AdhocWorkspace workspace, string source) => workspace
        .AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
            metadataReferences: TestCompilation.References))
        .AddDocument("Test.cs", SourceText.From(source));

    private static async Task<IReadOnlyList<CodeAction>> Offered(CodeFixProvider fix, Document document)
    {
        var diagnostic = (await AnalyzeAll(document)).Last(d => fix.FixableDiagnosticIds.Contains(d.Id));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    private static async Task Apply(Document document, CodeAction action, string after, string[] remaining)
    {
        var operations = await action.GetOperationsAsync(default);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var changed = solution.GetDocument(document.Id)!;

        Assert.Equal(after, (await changed.GetTextAsync()).ToString());
        Assert.Equal(remaining, (await AnalyzeAll(changed)).Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => d.Id));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAll(Document document) => await TestCompilation.Analyze((await document.Project.GetCompilationAsync())!);
}
