using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Emit.CSharp;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>The file of a model's OpenCL kernels: for each kind of device the texts, and which of them run on which memory, in which order.</summary>
internal static class OpenCLEmitter
{
    private static readonly string[] Namespaces = ["ModelCompiler.OpenCL", "ModelCompiler.OpenCL.Runtime"];

    public static string Emit(CompiledModel model)
    {
        var writer = new SourceWriter();
        FileHeader.WriteCode(writer, model.Spec, Namespaces,
            "Kernels for OpenCL devices: the loop nests of the C# kernels for CPUs, and schedules of work groups, register tiles and local memory for GPUs.");
        using (new TypeNesting(writer, model.Spec, Face(model.Spec)))
        {
            WriteDescribe(writer, model.Spec, "kind == DeviceKind.Cpu ? CpuKernels.Describe() : GpuKernels.Describe()");
            new DeviceProgramEmitter(writer.Line(), model, "CpuKernels", "Few cores with wide vectors: each work group is one work item.", p => p.Cpu).Write();
            new DeviceProgramEmitter(writer.Line(), model, "GpuKernels", "Many work items side by side.", p => p.Gpu).Write();
        }

        return writer.ToString();
    }

    /// <summary>For a declaration with errors, so that calls of ToOpenCL are no errors too.</summary>
    public static GeneratedFile EmitStub(ModelSpec spec)
    {
        var writer = new SourceWriter();
        FileHeader.WriteCode(writer, spec, Namespaces, "The declaration has errors: this only keeps the rest of the project compiling.");
        using (new TypeNesting(writer, spec, Face(spec))) WriteDescribe(writer, spec, "throw Error()");
        return ModelEmitter.File(spec, "OpenCL", writer.ToString());
    }

    private static string Face(ModelSpec spec) => $" : global::ModelCompiler.OpenCL.IOpenCLModel<{spec.Type.Name}>";

    private static void WriteDescribe(SourceWriter writer, ModelSpec spec, string value)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"static DeviceProgram global::ModelCompiler.OpenCL.IOpenCLModel<{spec.Type.Name}>.DescribeFor(DeviceKind kind) => {value};");
    }
}
