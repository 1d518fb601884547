using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators;

/// <summary>What the user's project chose, from MSBuild properties.</summary>
/// <param name="Targets">Best first; the last one is taken where nothing better is there.</param>
/// <param name="Checked">Emit kernels that test the bounds of every access.</param>
/// <param name="Convolution">How 3×3 convolutions are computed.</param>
/// <param name="OpenCL">Emit OpenCL kernels too: the project references ModelCompiler.OpenCL.</param>
/// <param name="Errors">Who says that a declaration is wrong.</param>
/// <param name="OpenCLTune">Whether a device times the variants of a kernel at first use, or takes the first that fits.</param>
internal sealed record CompilerOptions(
    EquatableArray<Target> Targets, UnrollPreference Unroll, bool Checked, ConvolutionAlgorithm Convolution = ConvolutionAlgorithm.Auto,
        bool OpenCL = false, bool OpenCLTune = true,
    ErrorReporting Errors = ErrorReporting.Text)
{
    /// <summary>What is assumed of the machine that runs the code.</summary>
    public Machine Machine { get; init; } = Machine.Default;

    /// <summary>Whether OpenCL kernels are also written for processors, whose schedules are others than those for graphics cards.</summary>
    public bool OpenCLProcessors { get; init; }

    /// <summary>A pass after which programs are written down, or null.</summary>
    public string? Dump { get; init; }

    /// <summary>Whether accesses are proven; a test that measures the proof switches it off.</summary>
    public bool Proves { get; init; } = true;

    public static CompilerOptions Default { get; } = new(Target.All, UnrollPreference.Speed, false);

    /// <summary>Reads properties by name; what is absent or unknown keeps its default.</summary>
    public static CompilerOptions Read(Func<string, string?> property)
    {
        string[] names = Names("ModelCompilerTargets");
        Target[] targets = [.. Target.All.Where(t => names.Contains(t.Name, StringComparer.OrdinalIgnoreCase))];
        bool size = string.Equals(property("ModelCompilerUnroll"), "size", StringComparison.OrdinalIgnoreCase);
        bool isChecked = string.Equals(property("ModelCompilerChecked"), "true", StringComparison.OrdinalIgnoreCase);
        _ = Enum.TryParse(property("ModelCompilerConvolution"), ignoreCase: true, out ConvolutionAlgorithm convolution);
        bool tune = !string.Equals(property("ModelCompilerOpenCLTune"), "off", StringComparison.OrdinalIgnoreCase);
        bool processors = Names("ModelCompilerOpenCLTargets").Contains("cpu", StringComparer.OrdinalIgnoreCase);
        string dump = (property("ModelCompilerDump") ?? "").Trim();
        Machine machine = Machine.Read(List("ModelCompilerMachine"));
        IEnumerable<Target> all = targets.Length == 0 ? Target.All : targets;
        return new CompilerOptions(
            all.Select(t => t.In(machine)).ToEquatableArray(), size ? UnrollPreference.Size : UnrollPreference.Speed, isChecked,
                convolution, OpenCL: false, tune)
        { Machine = machine, OpenCLProcessors = processors, Dump = dump is "" ? null : dump };

        string[] Names(string name) => List(name).Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

        // The build files pass lists on with commas, under a second name: semicolons do not arrive.
        string List(string name) => property(name + "Listed") is { Length: > 0 } listed ? listed : property(name) ?? "";
    }
}
