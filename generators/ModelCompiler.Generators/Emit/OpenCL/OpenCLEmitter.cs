using ModelCompiler.Generators.Emit.CSharp;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>
/// The file of a model's OpenCL kernels: for each kind of device the texts, and which of them run on which memory, in which order.
/// </summary>
internal static class OpenCLEmitter
{
    /// <summary>The interface of models that devices can run, and its one member.</summary>
    private const string Face = "global::ModelCompiler.OpenCL.IOpenCLModel";

    private static readonly string[] RuntimeTypes =
    [
        "ModelCompiler.OpenCL.Runtime.DeviceKind", "ModelCompiler.OpenCL.Runtime.DeviceArgument",
            "ModelCompiler.OpenCL.Runtime.DeviceKernel", "ModelCompiler.OpenCL.Runtime.DeviceLaunch",
        "ModelCompiler.OpenCL.Runtime.DeviceMemory", "ModelCompiler.OpenCL.Runtime.DeviceProgram",
            "ModelCompiler.OpenCL.Runtime.KernelStep", "ModelCompiler.OpenCL.Runtime.KernelVariant",
        "ModelCompiler.OpenCL.Runtime.RunNumbers", "ModelCompiler.Runtime.ArenaLayout",
    ];

    public static string Emit(CompiledModel model)
    {
        // Where a launch's arguments lie is said without the type's name: some thousands of them are a deep network's program.
        var writer = new SourceWriter();
        bool processors = model.Options.OpenCLProcessors;
        FileHeader.WriteCode(writer, model.Spec, RuntimeTypes, ["ModelCompiler.OpenCL.Runtime.DeviceArgument"],
            $"Kernels for OpenCL devices: {(processors ? "the loop nests of the C# kernels for CPUs, and " : "")}"
            + "schedules of work groups, register tiles and local memory for GPUs.");
        string value = processors ? "kind == DeviceKind.Cpu ? CpuKernels.Describe() : GpuKernels.Describe()" : "GpuKernels.Describe()";
        using (writer.Block("partial class ModelProgram"))
            writer.Line($"static partial void Describe(DeviceKind kind, ref DeviceProgram program) => program = {value};");
        const string few = "Few cores with wide vectors: each work group is one work item.";
        if (processors) new DeviceProgramEmitter(writer.Line(), model, "CpuKernels", few, p => p.Cpu).Write();
        new DeviceProgramEmitter(writer.Line(), model, "GpuKernels", "Many work items side by side.", p => p.Gpu).Write();
        return writer.ToString();
    }

    /// <summary>What the model's class implements besides its face.</summary>
    public static string FaceOf(string model) => $", {Face}<{model}>";

    /// <param name="value">The description of its program, for <c>kind</c>.</param>
    public static void WriteDescribe(SourceWriter writer, string model, string value)
    {
        writer.Line().Line("/// <inheritdoc/>");
        writer.Line($"static global::ModelCompiler.OpenCL.Runtime.DeviceProgram "
            + $"{Face}<{model}>.DescribeFor(global::ModelCompiler.OpenCL.Runtime.DeviceKind kind) => {value};");
    }

    /// <summary>For a model that compiled.</summary>
    public static string Describe(string codeNamespace) => $"global::{codeNamespace}.ModelProgram.DescribeFor(kind)";

    /// <summary>The same in the program, whose kernels stand in a file that an editor may leave out.</summary>
    public static void WriteDescribeFor(SourceWriter writer)
    {
        const string runtime = "global::ModelCompiler.OpenCL.Runtime";
        writer.Line().Line("/// <summary>The program for a kind of device.</summary>");
        using (writer.Block($"public static {runtime}.DeviceProgram DescribeFor({runtime}.DeviceKind kind)"))
            writer.Line($"{runtime}.DeviceProgram program = null!;").Line("Describe(kind, ref program);").Line("return program;");
        writer.Line().Line($"static partial void Describe({runtime}.DeviceKind kind, ref {runtime}.DeviceProgram program);");
    }
}
