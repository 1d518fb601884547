using ModelCompiler.Generators.Algorithms;
using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators;

/// <summary>
/// Every pass of the compiler, in order. The analyzer runs <see cref="Check"/>; the generator runs it and then <see cref="Compile"/>.
/// <code>
/// Binding        attributes     → ModelSpec
/// Graph          ModelSpec      → ModelGraph
/// ShapeInference ModelGraph     → ShapedGraph, or faults
/// Comprehensions ShapedGraph    → TensorProgram
/// Algorithms     TensorProgram  → TensorProgram with faster ways to the same values
/// Autodiff       TensorProgram  → TensorProgram with the backward pass
/// Fusion         TensorProgram  → KernelGraph
/// MemoryPlanning KernelGraph    → MemoryPlan
/// Lowering       Kernel, Target → LoopNest
/// Emit           LoopNest       → text
/// </code>
/// </summary>
internal static class CompilerPipeline
{
    public static ShapeResult Check(ModelSpec spec) => ShapeInferrer.Infer(GraphBuilder.Build(spec));

    /// <param name="observer">Sees each stage's result; tests verify and print there.</param>
    public static IReadOnlyList<GeneratedFile> Compile(ModelSpec spec, ShapedGraph graph, CompilerOptions options, IStageObserver? observer = null, CancellationToken cancellation = default)
    {
        observer?.Shaped(graph);
        var lowering = new DistinctLowering(options, cancellation);
        var devices = new DeviceLowering(options.Unroll, options.Machine, cancellation);
        LoweredProgram inference = Lower(AlgorithmSelector.Select(Definer.Define(graph, training: false), options.Convolution, options.Machine), lowering, devices, options, observer, cancellation);
        LoweredProgram? training = null;
        if (graph.Loss is not null)
        {
            TensorProgram forward = AlgorithmSelector.Select(Definer.Define(graph, training: true), options.Convolution, options.Machine);
            observer?.Defined(forward);
            training = Lower(Recomputation.Run(Differentiator.Differentiate(forward)), lowering, devices, options, observer, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        return ModelEmitter.Emit(new CompiledModel(spec, graph, inference, training, options));
    }

    private static LoweredProgram Lower(TensorProgram program, DistinctLowering lowering, DeviceLowering deviceLowering, CompilerOptions options, IStageObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        observer?.Defined(program);
        KernelGraph kernels = Fuser.Fuse(program, options.Machine);
        cancellation.ThrowIfCancellationRequested();
        BandedGraph bands = BandFusion.Run(kernels, options.Machine);
        KernelGraph banded = bands.Graph;
        observer?.Fused(banded);

        // Devices run kernels one by one, in the same memory.
        IReadOnlyList<(int First, int Second)> pairs = options.OpenCL ? TransformPairs.Find(kernels) : [];
        MemoryPlan plan = MemoryPlanner.WithScratch(options.OpenCL ? MemoryPlanner.Plan(kernels, [.. pairs, .. bands.Ranges], devices: true) : MemoryPlanner.Plan(banded), banded);
        observer?.Planned(plan);
        IReadOnlyList<LoweredKernel> lowered = lowering.Lower(banded);
        foreach (LoopNest nest in lowered.SelectMany(k => k.Nests.Concat(k.OneSample ?? []))) observer?.Lowered(nest, 0);
        DevicePrograms devices = options.OpenCL ? deviceLowering.Lower(kernels, pairs) : new DevicePrograms([], []);
        foreach (DeviceStep step in devices.Cpu.Concat(devices.Gpu).SelectMany(k => k.Variants).SelectMany(v => v.Steps)) observer?.Lowered(step.Nest, step.GroupSize);
        return new LoweredProgram(banded, plan, lowered, devices);
    }
}

/// <summary>Looks at the program after each stage.</summary>
internal interface IStageObserver
{
    void Shaped(ShapedGraph graph);

    void Defined(TensorProgram program);

    void Fused(KernelGraph graph);

    void Planned(MemoryPlan plan);

    /// <param name="groupSize">Work items of a group, where the nest is what one of them does; otherwise 0.</param>
    void Lowered(LoopNest nest, int groupSize);
}
