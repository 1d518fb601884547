using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>All that emitters write down.</summary>
internal sealed record CompiledModel(ModelSpec Spec, ShapedGraph Graph, LoweredProgram Inference, LoweredProgram? Training,
    CompilerOptions Options)
{
    /// <summary>What calibration runs; null where no activations are quantized.</summary>
    public LoweredProgram? Calibration { get; init; }
}

/// <summary>Kernels in the order in which they run, with their memory.</summary>
/// <param name="Devices">The same for OpenCL devices; null where the project does not use them.</param>
internal sealed record LoweredProgram(KernelGraph Graph, MemoryPlan Plan, IReadOnlyList<LoweredKernel> Kernels, DevicePrograms? Devices);

/// <summary>A kernel with one loop nest for each target, in the order of the options' targets.</summary>
/// <param name="Key">Equal for kernels whose loop nests differ in nothing but the memory that they work on.</param>
/// <param name="Whole">All that the loop nests are a function of beside target and settings.</param>
/// <param name="OneSample">The same for exactly one sample, where that is worth a kernel of its own.</param>
internal sealed record LoweredKernel(Kernel Kernel, string Key, string Whole, IReadOnlyList<LoopNest> Nests,
    IReadOnlyList<LoopNest>? OneSample)
{
    public string OneSampleKey => "one sample " + Key;

    /// <summary>What it asks for: its code for any number of samples, and for one.</summary>
    public IEnumerable<KernelCode> Methods =>
        OneSample is null ? [new(Key, Whole, Nests)] : [new(Key, Whole, Nests), new(OneSampleKey, Whole, OneSample)];
}

/// <summary>The loop nests of a method, one for each target.</summary>
/// <param name="Whole">All that they are a function of beside target, settings and whether they are for one sample.</param>
internal sealed record KernelCode(string Key, string Whole, IReadOnlyList<LoopNest> Nests);

/// <summary>What the generator has for a model.</summary>
/// <param name="MetadataName">By which a compilation finds the class.</param>
/// <param name="IsWrong">Whether the generator is to say what is wrong with the declaration.</param>
/// <param name="HasUnread">Whether some argument has no value.</param>
internal sealed record GeneratedModel(string MetadataName, bool IsWrong, bool HasUnread, EquatableArray<GeneratedFile> Files);

/// <summary>A file for the user's compilation.</summary>
/// <param name="Model">The model's full name.</param>
/// <param name="Part">What of it: <c>Model</c>, <c>Forward</c>, <c>Kernels.avx2</c>.</param>
internal sealed record GeneratedFile(string Model, string Part, string Text)
{
    /// <summary>Whether it has all that the user's code can name; it compiles without the others.</summary>
    public bool IsFace => Part == "Model";
}
