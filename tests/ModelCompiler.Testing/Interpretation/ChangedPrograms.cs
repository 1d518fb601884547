using System.Collections;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Pipeline;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>The programs of a run of passes that differ from the one before.</summary>
internal sealed class ChangedPrograms : IPassObserver, IEnumerable<(string Pass, TensorProgram Program, KernelGraph? Kernels)>
{
    private readonly List<(string Pass, TensorProgram Program, KernelGraph? Kernels)> programs = [];
    private string last = "";

    public void After(string pass, object program)
    {
        var kernels = program as KernelGraph;
        var statements = kernels?.Program ?? (TensorProgram)program;
        string text = string.Join("\n", kernels?.Kernels.Select(k => $"{k.Phase} {k.Band} {string.Join("; ", k.Statements)}") ?? statements.Statements.Select(s => $" {s}"));
        if (text == last) return;
        last = text;
        programs.Add((pass, statements, kernels));
    }

    public IEnumerator<(string Pass, TensorProgram Program, KernelGraph? Kernels)> GetEnumerator() => programs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
