using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Fusion;

/// <summary>TensorProgram → KernelGraph: decides which statements share a kernel, in rewrites that each keep the program's meaning.</summary>
internal static class Fuser
{
    public static KernelGraph Fuse(TensorProgram program, Machine? assumed = null)
    {
        Machine machine = assumed ?? Machine.Default;
        bool training = program.Definitions.Any(d => d.Phase == Phase.Backward);
        List<Kernel> kernels = [.. program.Definitions.SelectMany(d => d.Statements.Select(s => new Kernel(d.Layer, d.Phase, [s])))];
        kernels = [.. kernels.OrderBy(k => k.UsesBatch || k.Phase != Phase.Loss ? 1 : 0)]; // Penalties need weights alone: they split no group.
        kernels = ConcatenationPlacement.Run(kernels, program);
        kernels = EpilogueFusion.Run(kernels, program, machine);
        kernels = ReductionSplitting.Run(kernels, machine);
        kernels = WindowLanes.Run(kernels, machine);
        kernels = GradientLanes.Run(kernels);
        kernels = KernelPacking.Run(kernels, machine);
        kernels = PackingPhase.Run(kernels);
        kernels = HeadPhase.Run(kernels, program);
        kernels = RowFusion.Run(kernels, acrossPhases: training, machine);
        return new KernelGraph(program, kernels.ToEquatableArray(), machine);
    }
}
