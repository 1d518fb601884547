using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>A kernel as OpenCL devices run it: ways to compute it on CPUs and on GPUs, best guess first.</summary>
/// <param name="Buffers">What it reads and writes; the steps name these, or scratch memory.</param>
internal sealed record DeviceKernel(
    Kernel Kernel, string Name, EquatableArray<BufferParameter> Buffers, EquatableArray<DeviceVariant> Cpu, EquatableArray<DeviceVariant> Gpu);

/// <summary>One way to compute a kernel: steps that run one after the other.</summary>
/// <param name="Label">What tells it apart.</param>
/// <param name="Scratch">Memory that the steps share, or null.</param>
internal sealed record DeviceVariant(string Label, EquatableArray<DeviceStep> Steps, Tensor? Scratch = null);

/// <summary>One run over work groups.</summary>
/// <param name="Nest">What a work item does; its <see cref="LoopNest.Items"/> are work groups.</param>
/// <param name="GroupSize">Work items in a group.</param>
/// <param name="LocalFloats">Memory that a group shares.</param>
internal sealed record DeviceStep(LoopNest Nest, int GroupSize, int LocalFloats = 0);
