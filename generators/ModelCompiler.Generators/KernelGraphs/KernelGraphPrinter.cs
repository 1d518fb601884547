using System.Text;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.KernelGraphs;

/// <summary>Kernels as text, in the order in which they run: whose work it is, how much, and the statements that share it.</summary>
internal static class KernelGraphPrinter
{
    public static string Print(KernelGraph graph)
    {
        var text = new StringBuilder().Append("kernels ").Append(graph.Program.Model).Append('\n');
        for (int k = 0; k < graph.Kernels.Count; k++)
        {
            Kernel kernel = graph.Kernels[k];
            text.Append($"  #{k} {kernel.Layer}, {kernel.Phase.ToString().ToLowerInvariant()}, {Work(kernel)}\n");
            foreach (Comprehension statement in kernel.Statements) text.Append($"    {ComprehensionPrinter.Print(statement)}\n");
        }

        return text.ToString();
    }

    /// <summary>Points of contractions are multiply-adds; those of other statements are elements looked at.</summary>
    private static string Work(Kernel kernel)
    {
        string unit = kernel.Statements.All(s => s.IsContraction) ? "multiply-adds" : "points";
        return $"{Text.Number(kernel.Points)} {unit}{(kernel.UsesBatch ? " a sample" : "")}";
    }
}
