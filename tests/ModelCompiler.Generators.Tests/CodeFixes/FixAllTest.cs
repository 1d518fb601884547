using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Tests.CodeFixes;

/// <summary>
/// A fix of all marked diagnostics, by Roslyn's own test library: one after the other until none is left, and at once in the document, the project and the solution. All ways must
/// end with the same text.
/// </summary>
internal sealed class FixAllTest<TFix> : CSharpCodeFixTest<ModelAnalyzer, TFix, DefaultVerifier> where TFix : CodeFixProvider, new()
{
    /// <param name="before">With marks, as in <c>{|MC0101:5|}</c>.</param>
    public static Task Run(string before, string after)
    {
        var test = new FixAllTest<TFix>
        {
            TestCode = before,
            FixedCode = after,
            ReferenceAssemblies = new("net10.0"),
            CompilerDiagnostics = CompilerDiagnostics.None,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck, // What a network says of a block stands at the block.
        };
        test.TestState.AdditionalReferences.AddRange(TestCompilation.References);
        test.DisabledDiagnostics.AddRange(Descriptors.All.Where(d => d.DefaultSeverity == DiagnosticSeverity.Info && !before.Contains(d.Id, StringComparison.Ordinal)).Select(d => d.Id));
        return test.RunAsync();
    }

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Preview);
}
