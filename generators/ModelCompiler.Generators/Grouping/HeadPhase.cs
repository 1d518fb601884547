using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// What named outputs alone need gets a phase of its own, after all that the last layer needs: a prediction that does not ask for them
/// leaves it out.
/// </summary>
internal static class HeadPhase
{
    public static List<Kernel> Run(List<Kernel> kernels, TensorProgram program)
    {
        if (program.Outputs.Count == 0) return kernels;
        var needed = new HashSet<Tensor> { program.Output.Root };
        var result = new List<Kernel>();
        foreach (Kernel kernel in kernels.AsEnumerable().Reverse())
        {
            bool head = kernel.Phase == Phase.Forward && !kernel.Statements.Any(s => needed.Contains(s.Output.Root));
            Decisions.Choose(head, Branch.HeadApart, Branch.HeadNeeded);
            if (!head) needed.UnionWith(kernel.Statements.SelectMany(s => s.Loads).Select(l => l.Tensor.Root));
            result.Add(head ? kernel with { Phase = Phase.Head } : kernel);
        }

        result.Reverse();
        return [.. result.OrderBy(k => k.Phase == Phase.Head ? 1 : k.Phase == Phase.Loss && k.UsesBatch ? 2 : 0)];
    }
}
