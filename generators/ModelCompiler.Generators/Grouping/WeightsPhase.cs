using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// What the forward pass derives from weights alone gets a phase of its own, so that predictions need not repeat it while the weights stay.
/// </summary>
internal static class WeightsPhase
{
    public static List<Kernel> Run(List<Kernel> kernels)
    {
        var packed = new HashSet<Tensor>();
        return [.. kernels.Select(kernel =>
        {
            if (kernel.Phase != Phase.Forward || !kernel.Statements.All(s => DependsOnWeightsAlone(s, packed))) return kernel;
            Decisions.Take(Branch.WeightsPackedOnce);
            packed.UnionWith(kernel.Statements.Select(s => s.Output.Root));
            return kernel with { Phase = Phase.Packing };
        })];
    }

    private static bool DependsOnWeightsAlone(Comprehension statement, HashSet<Tensor> packed) =>
        statement.Output.Root.Storage == Storage.Fixed
        && statement.Loads.All(l => l.Tensor.Root.Storage is Storage.Parameters or Storage.Constants || packed.Contains(l.Tensor.Root));
}
