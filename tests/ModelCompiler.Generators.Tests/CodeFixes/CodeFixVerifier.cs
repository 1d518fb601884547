using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ModelCompiler.Generators.Tests.CodeFixes;

/// <summary>Applies a fix to the last diagnostic that it fixes, in a workspace as an IDE has one.</summary>
internal static class CodeFixVerifier
{
    /// <param name="remaining">The diagnostics, without notes, that are left after the fix.</param>
    public static async Task Verify(CodeFixProvider fix, string before, string after, params string[] remaining)
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace
            .AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(), VersionStamp.Create(), "Test", "Test", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
                metadataReferences: TestCompilation.References))
            .AddDocument("Test.cs", SourceText.From(before));

        var diagnostic = (await Analyze(document)).Last(d => fix.FixableDiagnosticIds.Contains(d.Id));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        var operations = await Assert.Single(actions).GetOperationsAsync(default);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var changed = solution.GetDocument(document.Id)!;

        Assert.Equal(after, (await changed.GetTextAsync()).ToString());
        Assert.Equal(remaining, (await Analyze(changed)).Select(d => d.Id));
    }

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(Document document) =>
        [.. (await TestCompilation.Analyze((await document.Project.GetCompilationAsync())!)).Where(d => d.Severity > DiagnosticSeverity.Info)];
}
