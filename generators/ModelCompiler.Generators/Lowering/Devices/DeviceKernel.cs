using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>A program's kernels as OpenCL devices run them, in order, for each kind of device.</summary>
/// <param name="Graph">The kernels before some of them run as one, with their values in the elements in which devices keep them.</param>
/// <param name="Plan">Where they find their values: both kinds in the same memory, which is not laid out as C#'s.</param>
internal sealed record DevicePrograms(IReadOnlyList<DeviceKernel> Cpu, IReadOnlyList<DeviceKernel> Gpu, KernelGraph Graph, MemoryPlan Plan);

/// <summary>A kernel as one kind of device runs it.</summary>
/// <param name="Key">Equal for kernels whose steps differ in nothing but the memory that they work on.</param>
/// <param name="Buffers">What it reads and writes; the steps name these or some of them, or scratch memory.</param>
/// <param name="Variants">Ways to compute it, best guess first.</param>
internal sealed record DeviceKernel(Kernel Kernel, string Key, string Name, EquatableArray<BufferParameter> Buffers,
    EquatableArray<DeviceVariant> Variants)
{
    /// <summary>
    /// What a launch gives it: the buffers that a step takes. A matrix whose numbers stand in the code is none of them.
    /// </summary>
    public IEnumerable<BufferParameter> Arguments =>
        Buffers.Where(b => Variants.Any(v => v.Steps.Any(s => s.Nest.Buffers.Any(n => n.Tensor.Place == b.Tensor.Place))));
}

/// <summary>One way to compute a kernel: steps that run one after the other.</summary>
/// <param name="Label">What tells it apart.</param>
/// <param name="Scratch">Memory that the steps share, or null.</param>
/// <param name="LastResort">Not worth a trial where the device can run another.</param>
internal sealed record DeviceVariant(string Label, EquatableArray<DeviceStep> Steps, Tensor? Scratch = null, bool LastResort = false);

/// <summary>One run over work groups.</summary>
/// <param name="Nest">What a work item does; its <see cref="LoopNest.Items"/> are work groups.</param>
/// <param name="GroupSize">Work items in a group.</param>
/// <param name="LocalFloats">Memory that a group shares.</param>
internal sealed record DeviceStep(LoopNest Nest, int GroupSize, int LocalFloats = 0);
