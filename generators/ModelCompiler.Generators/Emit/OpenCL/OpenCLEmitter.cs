using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>The file of a model's OpenCL kernels: for each kind of device the texts, and which of them run on which memory, in which order.</summary>
internal static class OpenCLEmitter
{
    public static string Emit(CompiledModel model)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer, model.Spec, ["ModelCompiler.OpenCL", "ModelCompiler.OpenCL.Runtime"],
            "Kernels for OpenCL devices: the loop nests of the C# kernels for CPUs, and schedules of work groups, register tiles and local memory for GPUs.");
        string name = model.Spec.Type.Name;
        using (new TypeNesting(writer, model.Spec, $" : global::ModelCompiler.OpenCL.IOpenCLModel<{name}>"))
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"static DeviceProgram IOpenCLModel<{name}>.DescribeFor(DeviceKind kind) =>");
            writer.Line("    kind == DeviceKind.Cpu ? CpuKernels.Describe() : GpuKernels.Describe();");
            new DeviceProgramEmitter(writer.Line(), model, "CpuKernels", "Few cores with wide vectors: each work group is one work item.", k => k.Cpu).Write();
            new DeviceProgramEmitter(writer.Line(), model, "GpuKernels", "Many work items side by side.", k => k.Gpu).Write();
        }

        return writer.ToString();
    }
}
