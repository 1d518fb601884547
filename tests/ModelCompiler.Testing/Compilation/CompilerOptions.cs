namespace ModelCompiler.Testing.Compilation;

/// <summary>The MSBuild properties that steer the generator.</summary>
/// <param name="Targets">Instruction sets, <c>avx512;avx2;vector128</c>; null is the default.</param>
/// <param name="Unroll"><c>size</c> or <c>speed</c>; null is the default.</param>
/// <param name="Checked">True: every access of the emitted code is bounds-tested.</param>
/// <param name="Convolution">How 3×3 convolutions are computed: <c>direct</c>, <c>winograd2</c> or <c>winograd4</c>; null leaves it to the cost model.</param>
/// <param name="Machine">What is assumed of the machine, as <c>cache=1024;registers=4</c>; null is the default.</param>
/// <param name="OpenCLAssembly">Where the OpenCL runtime is; models that refer to it get OpenCL kernels too, for graphics cards and processors.</param>
public sealed record CompilerOptions(
    string? Targets = null, string? Unroll = null, bool Checked = false, string? Convolution = null, string? OpenCLAssembly = null, string? Machine = null)
{
    internal Dictionary<string, string> Properties()
    {
        // Tests ask the analyzer for errors of declarations; generated code has none of its own then.
        var properties = new Dictionary<string, string> { ["build_property.ModelCompilerReportsErrors"] = "false" };
        if (Targets is not null) properties["build_property.ModelCompilerTargets"] = Targets;
        if (Unroll is not null) properties["build_property.ModelCompilerUnroll"] = Unroll;
        if (Checked) properties["build_property.ModelCompilerChecked"] = "true";
        if (Convolution is not null) properties["build_property.ModelCompilerConvolution"] = Convolution;
        if (OpenCLAssembly is not null) properties["build_property.ModelCompilerOpenCLTargets"] = "gpu;cpu";
        if (Machine is not null) properties["build_property.ModelCompilerMachine"] = Machine;
        return properties;
    }
}
