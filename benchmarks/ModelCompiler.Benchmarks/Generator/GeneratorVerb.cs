extern alias generators;

using System.Diagnostics;
using System.Runtime.CompilerServices;
using generators::ModelCompiler.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelCompiler.Benchmarks.Peer;

namespace ModelCompiler.Benchmarks.Generator;

/// <summary>
/// <c>generator [examples|benchmarks|architectures/ResNet152 …]</c>: the generator's time in this fresh process, cold, after an edit to one
/// attribute of each model and after an edit elsewhere, the analyzer's time for that first edit, how much code there is, and which steps an
/// edit elsewhere ran; for one network also what C# and the JIT make of the code.
/// </summary>
internal static class GeneratorVerb
{
    // Kept out of line so that other verbs do not load the C# compiler.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var workload = new GeneratorWorkload(arguments.Length > 0 ? arguments[0] : "");
        var driver = GeneratorWorkload.CreateDriver();
        var (afterCold, cold) = Time(driver, workload.Original);
        var (_, edit) = Time(afterCold, workload.Edited);
        var (_, attribute) = Time(afterCold, workload.AttributeEdited);
        _ = Analyze(workload.Original); // An editor has analyzed before it is typed in.
        var generated = afterCold.GetRunResult().GeneratedTrees;
        Report.Line("generator", ("models", workload.Models), ("files", generated.Length), ("characters", generated.Sum(t => t.Length)),
            ("cold_ms", cold), ("attribute_edit_ms", attribute), ("analyzer_ms", Analyze(workload.AttributeEdited)), ("edit_ms", edit),
            ("changed_steps", string.Join(" ", ChangedSteps(workload))));
        if (workload.Models == 1) FirstRun.Measure(workload.Original.AddSyntaxTrees(generated));
    }

    private static double Analyze(Compilation compilation)
    {
        var began = Stopwatch.GetTimestamp();
        var diagnostics = compilation.WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new InvalidOperationException(
                $"A benchmark's model is wrong: {diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static (GeneratorDriver Driver, double Milliseconds) Time(GeneratorDriver driver, Compilation compilation)
    {
        var began = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        return (driver, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    // The generator's own steps whose output is not what it was: an edit elsewhere should leave none.
    private static IEnumerable<string> ChangedSteps(GeneratorWorkload workload)
    {
        var driver = GeneratorWorkload.CreateDriver(track: true).RunGenerators(workload.Original).RunGenerators(workload.Edited);
        return driver.GetRunResult().Results.Single().TrackedSteps
            .Where(step => step.Value.SelectMany(run => run.Outputs).Any(output => IsChange(output.Reason)))
            .Select(step => step.Key)
            .Where(name => !IsBuiltIn(name))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsChange(IncrementalStepRunReason reason)
        => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified;

    // Roslyn's own: the compilation always is a new one, and the search for attributes starts from it.
    private static bool IsBuiltIn(string step) => step == "Compilation" || step.Contains("_ForAttribute", StringComparison.Ordinal);
}
