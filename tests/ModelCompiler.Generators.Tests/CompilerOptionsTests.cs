using System.Runtime.Intrinsics.X86;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests;

public class CompilerOptionsTests
{
    private static readonly string[] Properties =
    [
        "ModelCompilerTargets", "ModelCompilerUnroll", "ModelCompilerChecked", "ModelCompilerConvolution", "ModelCompilerOpenCLTargets", "ModelCompilerOpenCLTune", "ModelCompilerDump",
        "ModelCompilerMachine",
    ];

    /// <summary>Lists come under a second name, with commas: semicolons do not reach the compiler, and what a command line sets cannot be changed.</summary>
    [Theory]
    [InlineData("avx512", "avx512,avx2", "avx512, avx2")]
    [InlineData("avx2;vector128", null, "avx2, vector128")]
    [InlineData("vector128;avx2", "", "avx2, vector128")]
    [InlineData("AVX2", null, "avx2")]
    [InlineData(null, null, "avx512, avx2, vector128")]
    public void Instruction_sets(string? given, string? listed, string expected)
    {
        CompilerOptions options = CompilerOptions.Read(name => name == "ModelCompilerTargets" ? given : name == "ModelCompilerTargetsListed" ? listed : null);
        Assert.Equal(expected, string.Join(", ", options.Targets.Select(t => t.Name)));
        Assert.Empty(options.Unknown);
    }

    /// <summary>What the tests run on is what the compiler runs on here.</summary>
    [Fact]
    public void The_machines_own_instruction_set()
    {
        Target best = Avx512F.IsSupported ? Target.Avx512 : Fma.IsSupported ? Target.Avx2 : Target.Vector128;
        Assert.Equal([best], CompilerOptions.Read(name => name == "ModelCompilerTargets" ? "native" : null).Targets);
    }

    public static TheoryData<string, string> Unknown() => new()
    {
        { "ModelCompilerTargets=avx-512", "ModelCompilerTargets is set to 'avx-512'; it takes avx512, avx2, vector128, native, with semicolons between; did you mean avx512?" },
        { "ModelCompilerTargets=avx2;neon", "ModelCompilerTargets is set to 'neon'; it takes avx512, avx2, vector128, native, with semicolons between" },
        { "ModelCompilerUnroll=small", "ModelCompilerUnroll is set to 'small'; it takes speed, size" },
        { "ModelCompilerChecked=yes", "ModelCompilerChecked is set to 'yes'; it takes false, true" },
        { "ModelCompilerConvolution=winograd", "ModelCompilerConvolution is set to 'winograd'; it takes auto, direct, winograd2, winograd4; did you mean winograd4 or winograd2?" },
        { "ModelCompilerConvolution=2", "ModelCompilerConvolution is set to '2'; it takes auto, direct, winograd2, winograd4" },
        { "ModelCompilerOpenCLTargets=gpu;processors", "ModelCompilerOpenCLTargets is set to 'processors'; it takes gpu, cpu, with semicolons between" },
        { "ModelCompilerOpenCLTune=false", "ModelCompilerOpenCLTune is set to 'false'; it takes on, off" },
        { "ModelCompilerDump=fuse-epilogue", $"ModelCompilerDump is set to 'fuse-epilogue'; it takes {string.Join(", ", Programs.Names)}; did you mean fuse-epilogues?" },
        { "ModelCompilerMachine=cash=3", $"ModelCompilerMachine is set to 'cash=3'; it takes {string.Join(", ", Machine.Names)}, each with = and a whole number; did you mean cache?" },
        { "ModelCompilerMachine=cache=1k", $"ModelCompilerMachine is set to 'cache=1k'; it takes {string.Join(", ", Machine.Names)}, each with = and a whole number" },
        { "ModelCompilerMachine=cache", $"ModelCompilerMachine is set to 'cache'; it takes {string.Join(", ", Machine.Names)}, each with = and a whole number" },
    };

    /// <summary>What a property does not take is an error at build time, beside everything else; a misspelt value leaves no default in place in silence.</summary>
    [Theory]
    [MemberData(nameof(Unknown))]
    public void A_value_that_is_none_is_an_error(string setting, string message)
    {
        string[] parts = setting.Split('=', 2);
        var compilation = TestCompilation.Create("using ModelCompiler; [Model, Input(4), Dense(2)] public partial class Net;");
        var error = Assert.Single(GeneratorRun.Reporting(compilation, (parts[0], parts[1])).Reported);
        Assert.Equal(("MC0022", message, Microsoft.CodeAnalysis.DiagnosticSeverity.Error), (error.Id, error.GetMessage(null), error.Severity));
    }

    /// <summary>Every property that the build files hand over refuses what is none of its values, those of tomorrow too.</summary>
    [Fact]
    public void Every_property_refuses_something_and_the_page_lists_it()
    {
        string[] handedOver = [.. File.ReadLines(Repository.PathOf("src", "ModelCompiler", "build", "ModelCompiler.props"))
            .Where(l => l.Contains("<CompilerVisibleProperty", StringComparison.Ordinal)).Select(l => l.Split('"')[1])
            .Where(p => !p.EndsWith("Listed", StringComparison.Ordinal) && p != "ModelCompilerReportsErrors")];
        Assert.Equal(Properties.Order(), handedOver.Order());
        string page = File.ReadAllText(Repository.PathOf("generators", "docs", "MC0022.md"));
        foreach (string property in Properties)
        {
            Assert.Equal([property], CompilerOptions.Read(name => name == property ? "no-such-value" : null).Unknown.Select(u => u.Property));
            Assert.Empty(CompilerOptions.Read(name => name == property ? "" : null).Unknown);
            Assert.Contains($"| `{property}` |", page, StringComparison.Ordinal);
        }
    }
}
