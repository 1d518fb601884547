using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Emit.OpenCL;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>The file of OpenCL kernels: when it is there, what it looks like, and that it compiles.</summary>
public class OpenCLTests
{
    private const string Golden =
        """
        [Model]
        [Input(12, 12, 8)]
        [Conv2D(16, 3, Activation = Activation.ReLU)]
        [GlobalAveragePooling2D]
        [Dense(1, Activation = Activation.Sigmoid)]
        public sealed partial class TinyOpenCL;
        """;

    [Fact]
    public void Kernels_are_those_that_were_reviewed()
    {
        var file = Files(GeneratorRun.Of(TestCompilation.WithOpenCL($"using ModelCompiler;\n\nnamespace Golden;\n\n{Golden}"), TestCompilation.EveryDevice)).Single();
        Snapshot.Verify(file.SourceText.ToString(), Path.Combine("OpenCLGolden", "TinyOpenCL"), "cs");
    }

    [Fact]
    public void Without_the_runtime_there_are_no_kernels() => Assert.Empty(Files(GeneratorRun.Of(Declarations.Class(Declarations.Keras))));

    /// <summary>Devices have a memory plan of their own: the C# program, its memory and its launches are the same with the reference and without.</summary>
    [Fact]
    public void A_reference_changes_nothing_of_the_CSharp_program()
    {
        string source = Declarations.Class(Declarations.Keras);
        var without = GeneratorRun.Of(TestCompilation.Create(source)).Files.ToDictionary(f => f.HintName, f => f.SourceText.ToString());
        var with = GeneratorRun.Of(TestCompilation.WithOpenCL(source)).Files.Where(f => without.ContainsKey(f.HintName)).ToDictionary(f => f.HintName, f => f.SourceText.ToString());
        Assert.Equal(without.Keys.Order(), with.Keys.Order());
        foreach (string name in without.Keys)
        {
            string[] more = [.. with[name].Split('\n').Except(without[name].Split('\n'))], less = [.. without[name].Split('\n').Except(with[name].Split('\n'))];
            Assert.True(name.Contains(".Model.", StringComparison.Ordinal) || more.Length == 0, $"{name}\n{string.Join("\n", more)}");
            Assert.DoesNotContain(more, line => line.Contains("Layout", StringComparison.Ordinal));
            Assert.All(less, line => Assert.Contains("partial class Net : ", line, StringComparison.Ordinal)); // The class's head, which names one interface more.
        }
    }

    [Fact]
    public void Files_compile_without_any_warning()
    {
        string[] sources =
        [
            .. Declarations.Varied.Select(layers => Declarations.Class(layers)),
            "using ModelCompiler; namespace A; [Model, Input(4), Dense(2, Name = \"sample\"), Dense(2, Name = \"weight\"), Dense(2, Name = \"table\"), Dense(3, Name = \"fixed_at\")] "
                + "public partial class Net;",
            "using ModelCompiler; namespace A; public static partial class Outer { [Model, Input(4), Dense(2)] private partial class Net; }",
            "using ModelCompiler; namespace A; [Model, Input(4), Dense(2, Name = \"exp\"), Dense(2, Name = \"describe\"), Dense(2, Name = \"functions\"), Dense(3, Name = \"größe\")] "
                + "public partial class Net;",
        ];
        foreach (string source in sources)
        {
            foreach (string devices in new[] { "gpu", "gpu,cpu" })
            {
                var run = GeneratorRun.Of(TestCompilation.WithOpenCL(source), ("ModelCompilerOpenCLTargetsListed", devices));
                Assert.Single(Files(run));
                Assert.Empty(run.After.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
            }
        }
    }

    [Fact]
    public void A_declaration_with_an_error_still_goes_to_a_device()
    {
        var run = GeneratorRun.Of(TestCompilation.WithOpenCL(
            "using ModelCompiler; using ModelCompiler.OpenCL; [Model, Input(4), Dense(0)] partial class Net; class User { void Use() => new Net().ToOpenCL().Dispose(); }"),
            ("ModelCompilerReportsErrors", "false"));
        Assert.Empty(run.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Tuning_can_be_switched_off()
    {
        var compilation = TestCompilation.WithOpenCL(Declarations.Class(Declarations.Keras));
        Assert.DoesNotContain("Tune = false", Text(GeneratorRun.Of(compilation)), StringComparison.Ordinal);
        Assert.Contains("Tune = false", Text(GeneratorRun.Of(compilation, ("ModelCompilerOpenCLTune", "off"))), StringComparison.Ordinal);
    }

    /// <summary>Kernels for processors come on request, and change nothing of those for graphics cards.</summary>
    [Theory]
    [InlineData(null, false)]
    [InlineData("gpu", false)]
    [InlineData("gpu;cpu", true)]
    [InlineData("CPU", true)]
    public void Processors_have_kernels_of_their_own_where_a_project_asks(string? devices, bool both)
    {
        var compilation = TestCompilation.WithOpenCL(Declarations.Class(Declarations.Keras));
        string text = Text(devices is null ? GeneratorRun.Of(compilation) : GeneratorRun.Of(compilation, ("ModelCompilerOpenCLTargets", devices)));
        Assert.Equal((both, !both), (text.Contains("class CpuKernels", StringComparison.Ordinal), text.Contains("OnlyFor = DeviceKind.Gpu", StringComparison.Ordinal)));
        Assert.Equal(CardsOf(Text(GeneratorRun.Of(compilation, TestCompilation.EveryDevice))), CardsOf(text));

        static string[] CardsOf(string file) =>
            [.. file[file.IndexOf("internal static class GpuKernels", StringComparison.Ordinal)..].Split('\n').Where(line => !line.Contains("OnlyFor", StringComparison.Ordinal))];
    }

    /// <summary>A deep network repeats its blocks: more of them are more launches, and no more kernels.</summary>
    [Theory]
    [InlineData("direct")]
    [InlineData("winograd4")]
    public void Blocks_that_are_repeated_share_their_kernels(string algorithm)
    {
        string Repeated(int times) => Text(GeneratorRun.Of(TestCompilation.WithOpenCL(
            $$"""
            using ModelCompiler;
            namespace A;
            [Block, Conv2D(16, 3, Padding = Padding.Same), BatchNormalization, ReLU, Conv2D(16, 3, Padding = Padding.Same), BatchNormalization]
            public class Block;
            [Model, Input(16, 16, 16), Residual<Block>(Repeat = {{times}}, Activation = Activation.ReLU), GlobalAveragePooling2D, Dense(4, Activation = Activation.Softmax)]
            [Loss(Loss.CategoricalCrossEntropy)]
            public partial class Net;
            """), ("ModelCompilerConvolution", algorithm)));
        string few = Repeated(4), many = Repeated(7);
        Assert.True(Count(many, "new(\"Train") > Count(few, "new(\"Train") + 3 * 20);
        Assert.Equal(Count(few, "kernel void "), Count(many, "kernel void "));

        static int Count(string text, string what) => text.Split(what).Length - 1;
    }

    /// <summary>No text stands twice, and each is run.</summary>
    [Fact]
    public void Functions_are_written_once_and_run()
    {
        foreach (string layers in Declarations.Varied)
        {
            string file = Text(GeneratorRun.Of(TestCompilation.WithOpenCL(Declarations.Class(layers))));
            (string Name, string Text)[] functions = [.. System.Text.RegularExpressions.Regex.Matches(file, "ReadOnlySpan<byte> (\\w+)\\(\\) => \"\"\"(.*?)\"\"\"u8",
                System.Text.RegularExpressions.RegexOptions.Singleline).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
            Assert.NotEmpty(functions);
            Assert.Equal(functions.Length, functions.Select(f => f.Text.Replace($"kernel void {f.Name}(", "kernel void (", StringComparison.Ordinal)).Distinct().Count());
            Assert.All(functions, f => Assert.Contains($"new KernelStep(\"{f.Name}\", {f.Name}, ", file, StringComparison.Ordinal));
        }
    }

    /// <summary>What OpenCL C 1.2 does not have: doubles, atomics, the address spaces and functions of 2.0.</summary>
    [Theory]
    [InlineData("double")]
    [InlineData("atomic")]
    [InlineData("generic")]
    [InlineData("sub_group")]
    [InlineData("#pragma")]
    public void Kernels_use_nothing_beyond_the_core(string word) =>
        Assert.DoesNotContain(word, Text(GeneratorRun.Of(TestCompilation.WithOpenCL(Declarations.Class(Declarations.Keras)), TestCompilation.EveryDevice)), StringComparison.Ordinal);

    [Theory]
    [InlineData("kernel", "kernel_")]
    [InlineData("half", "half_")]
    [InlineData("float16", "float16_")]
    [InlineData("uint2", "uint2_")]
    [InlineData("max", "max_")]
    [InlineData("float5", "float5")]
    [InlineData("kernelRow", "kernelRow")]
    [InlineData("größe", "gru00f6u00dfe")]
    public void Names_that_OpenCL_reserves_are_changed(string name, string expected) => Assert.Equal(expected, OpenCLNames.Of(name));

    private static GeneratedSourceResult[] Files(GeneratorRun run) => [.. run.Files.Where(f => f.HintName.EndsWith(".OpenCL.g.cs", StringComparison.Ordinal))];

    private static string Text(GeneratorRun run) => Files(run).Single().SourceText.ToString();
}
