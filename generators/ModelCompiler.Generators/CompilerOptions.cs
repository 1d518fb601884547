using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Pipeline;
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

    /// <summary>What the project set that no property takes.</summary>
    public EquatableArray<UnknownSetting> Unknown { get; init; } = [];

    /// <summary>Reads properties by name; what is absent has its default, and so has what is unknown, which is an error.</summary>
    public static CompilerOptions Read(Func<string, string?> property)
    {
        var settings = new ProjectSettings(property);
        Target[] native = Target.Native is { } here ? [here] : [.. Target.All];
        HashSet<Target> named = [.. settings.Several("ModelCompilerTargets",
            [.. Target.All.Select(t => (t.Name, new[] { t })), ("native", native)]).SelectMany(t => t)];
        UnrollPreference unroll = settings.One("ModelCompilerUnroll", ("speed", UnrollPreference.Speed), ("size", UnrollPreference.Size));
        bool isChecked = settings.One("ModelCompilerChecked", ("false", false), ("true", true));
        ConvolutionAlgorithm convolution = settings.One("ModelCompilerConvolution", [.. Enum.GetValues(typeof(ConvolutionAlgorithm))
            .Cast<ConvolutionAlgorithm>().Select(a => (a.ToString().ToLowerInvariant(), a))]);
        bool tune = settings.One("ModelCompilerOpenCLTune", ("on", true), ("off", false));
        bool processors = settings.Several("ModelCompilerOpenCLTargets", ("gpu", false), ("cpu", true)).Contains(true);
        string? dump = settings.One("ModelCompilerDump", [("", null), .. Programs.Names.Select(n => (n, (string?)n))]);
        Machine machine = settings.Numbers("ModelCompilerMachine", Machine.Names)
            .Aggregate(Machine.Default, (m, setting) => m.With(setting.Name, setting.Value));
        // In their own order, best first, in whatever order they were listed.
        IEnumerable<Target> targets = named.Count == 0 ? Target.All : Target.All.Where(named.Contains);
        return new CompilerOptions(
            targets.Select(t => t.In(machine)).ToEquatableArray(), unroll, isChecked, convolution, OpenCL: false, tune)
        { Machine = machine, OpenCLProcessors = processors, Dump = dump, Unknown = settings.Unknown };
    }
}
