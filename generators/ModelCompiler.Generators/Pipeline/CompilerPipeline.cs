using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>
/// The whole compiler, in order. The analyzer runs the first three stages, <see cref="ShapeInferrer.Check"/>; the generator runs them and
/// then <see cref="Compile"/>.
/// <code>
/// Binding        attributes     → ModelSpec
/// Graph          ModelSpec      → ModelGraph
/// ShapeInference ModelGraph     → ShapedGraph, or faults
/// Comprehensions ShapedGraph    → TensorProgram
/// Passes         TensorProgram  → TensorProgram, with faster forms of its statements and the backward pass
/// Passes         TensorProgram  → KernelGraph, for each order of execution
/// MemoryPlanning KernelGraph    → MemoryPlan
/// Lowering       Kernel, Target → LoopNest
/// Emit           LoopNest       → text
/// </code>
/// </summary>
internal static class CompilerPipeline
{
    /// <param name="spec">The declaration.</param>
    /// <param name="graph">What <see cref="ShapeInferrer.Check"/> found.</param>
    /// <param name="options">The project's settings.</param>
    /// <param name="observer">Sees each stage's and each pass's result; tests verify and print there.</param>
    /// <param name="cancellation">Asked between passes and kernels.</param>
    public static IReadOnlyList<GeneratedFile> Compile(ModelSpec spec, ShapedGraph graph, CompilerOptions options,
        IStageObserver? observer = null, CancellationToken cancellation = default)
    {
        observer?.Shaped(graph);
        PassDump? dump = PassDump.Of(options, spec);
        PassContext context = PassContext.Of(options, dump is null ? observer : new PassObservers(observer, dump), cancellation);
        var lowering = new DistinctLowering(options, cancellation);
        var devices = new DeviceLowering(options.Unroll, options.Machine, cancellation);
        LoweredProgram inference = Lower(Programs.Prediction(graph, context), lowering, devices, options, context, observer);
        LoweredProgram? training = graph.Loss is null ? null : Lower(Programs.Training(graph, context), lowering, devices,
            options, context, observer);
        LoweredProgram? calibration = Programs.Calibration(graph, context) is { } observed
            ? Lower(observed, lowering, devices, options with { OpenCL = false }, context, observer) : null;
        cancellation.ThrowIfCancellationRequested();
        var model = new CompiledModel(spec, graph, inference, training, options) { Calibration = calibration };
        IReadOnlyList<GeneratedFile> files = ModelEmitter.Emit(model);
        return dump is null ? files : [.. files, dump.File()];
    }

    private static LoweredProgram Lower(
        TensorProgram program, DistinctLowering lowering, DeviceLowering deviceLowering, CompilerOptions options, PassContext context,
            IStageObserver? observer)
    {
        (KernelGraph shared, KernelGraph csharp, MemoryPlan plan) = Plan(program, context);
        observer?.Planned(plan);
        context.Cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<LoweredKernel> lowered = lowering.Lower(csharp);
        foreach (LoopNest nest in lowered.SelectMany(k => k.Nests.Concat(k.OneSample ?? []))) observer?.Lowered(nest, 0);
        if (!options.OpenCL) return new LoweredProgram(csharp, plan, lowered, null);
        (KernelGraph processors, KernelGraph cards, MemoryPlan devicePlan) = PlanDevices(shared, context);
        observer?.Planned(devicePlan);
        DevicePrograms devices = deviceLowering.Lower(processors, cards.RunTogether, devicePlan, options.OpenCLProcessors);
        foreach (DeviceStep step in devices.Cpu.Concat(devices.Gpu).SelectMany(k => k.Variants).SelectMany(v => v.Steps))
            observer?.Lowered(step.Nest, step.GroupSize);
        return new LoweredProgram(csharp, plan, lowered, devices);
    }

    /// <summary>What a C# program runs, and in which memory: the same whether devices run the network, too, or not.</summary>
    /// <param name="program">A prediction or a training step, after its passes.</param>
    /// <param name="context">What passes may ask for.</param>
    public static (KernelGraph Shared, KernelGraph CSharp, MemoryPlan Plan) Plan(TensorProgram program, PassContext context)
    {
        KernelGraph shared = Programs.Kernels(program, Passes.Shared, context);
        KernelGraph csharp = PassRunner.Run(Passes.BeyondShared(Passes.CSharp), shared, context);
        return (shared, csharp, MemoryPlanner.WithScratch(MemoryPlanner.Plan(csharp), csharp));
    }

    /// <summary>
    /// What devices run: graphics cards other groups of the kernels of processors, in memory of one plan, whether both are written or not.
    /// </summary>
    private static (KernelGraph Processors, KernelGraph Cards, MemoryPlan Plan) PlanDevices(KernelGraph shared, PassContext context)
    {
        KernelGraph processors = PassRunner.Run(Passes.BeyondShared(Passes.OpenCLProcessors), shared, context);
        KernelGraph cards = PassRunner.Run(Passes.BeyondShared(Passes.GraphicsCards), shared, context);
        MemoryPlan plan = MemoryPlanner.Plan(processors, cards.RunTogether, devices: true);
        return (processors, cards, shared.Program.ActivationPrecision == ElementType.Single ? plan : plan with
        {
            FloatsInSinglePrecision = MemoryPlanner.Plan(shared, cards.RunTogether, devices: true).FloatsPerSample,
        });
    }
}
