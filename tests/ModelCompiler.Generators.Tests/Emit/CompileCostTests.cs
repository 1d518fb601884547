using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A declaration costs the compiler what its layers are worth: no chain, repetition or large number makes it run away, and no legal declaration gives code that does not compile.</summary>
public class CompileCostTests
{
    /// <summary>Some three times what any of these takes, and far less than what ran away.</summary>
    private const long MostBytes = 1_000_000_000;

    public static TheoryData<string> Chains() =>
    [
        .. new[] { "ELU", "LeakyReLU", "Sigmoid", "Tanh", "ReLU", "SiLU", "GELU", "Softplus" }
            .Select(a => $"[Model, Input(4), {string.Join(", ", Enumerable.Repeat(a, 14))}] public partial class Net;"),
        $"[Model, Input(4), {string.Join(", ", Enumerable.Repeat("BatchNormalization, ELU", 12))}] public partial class Net;",
        $"[Model, Input(4), Dense(4), {string.Join(", ", Enumerable.Repeat("ELU, LeakyReLU", 7))}, Loss(Loss.MeanSquaredError)] public partial class Net;",
        $"[Model, Input(4), Dense(4), {string.Join(", ", Enumerable.Repeat("BatchNormalization, ELU", 6))}, Loss(Loss.MeanSquaredError)] public partial class Net;",
        .. new[] { ("Add", 200), ("Multiply", 50), ("Maximum", 50) }.Select(j => Joint(j.Item1, j.Item2)),
        .. new[] { "Use<{0}>, Use<{0}>", "Residual<{0}>, Residual<{0}>", "Branches<{0}, {0}>, Residual<{0}>" }.Select(Nested),
        "[Model, Input(4), Use<Thousand>(Repeat = 1000)] public partial class Net; [Block, Use<One>(Repeat = 1000)] public class Thousand; [Block, Dense(4)] public class One;",
        "[Model, Input(4), Use<A>(Repeat = 1000)] public partial class Net; [Block, Use<B>(Repeat = 1000)] public class A; [Block, Use<C>(Repeat = 1000)] public class B; "
            + "[Block, Branches<D, D>(Repeat = 1000)] public class C; [Block, Dense(4)] public class D;",
        "[Model, Input(16384, 16384, 4), Conv2D(4, 3, Pad = 1, Name = \"a\"), Conv2D(4, 3, Pad = 1), Add(\"a\"), GlobalAveragePooling2D] public partial class Net;",
        "[Model, Input(512), Dense(14000)] public partial class Net;",
        "[Model, Input(128), Dense(50000, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)] public partial class Net;",
    ];

    /// <summary>One layer that reads many.</summary>
    private static string Joint(string join, int inputs)
    {
        string names = string.Join(", ", Enumerable.Range(1, inputs - 1).Select(i => $"\"m{i}\"")),
            layers = string.Join(", ", Enumerable.Range(1, inputs).Select(i => $"Dense(4, Name = \"m{i}\", From = \"input\")"));
        return $"[Model, Input(4), {layers}, {join}({names}), Loss(Loss.MeanSquaredError)] public partial class Net;";
    }

    /// <summary>Blocks that each use the next one twice: 2²⁴ layers.</summary>
    private static string Nested(string uses) =>
        $"[Model, Input(4), Use<B0>] public partial class Net; {string.Join(" ", Enumerable.Range(0, 24).Select(i => $"[Block, {string.Format(null, uses, $"B{i + 1}")}] public class B{i};"))} "
            + "[Block, Dense(4)] public class B24;";

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Compiles_or_says_why_without_running_away(string source) => await Check(source);

    public static TheoryData<string> Expressions() =>
        ["Block.Width + Block.Width2", "Block.Width / 3", "Block.Width + Block.Width", "Block.Width * 2 - Block.Width2 / 5", "Block.KernelWidth", "Block.Width * Block.Width2", "2 * Block.Strides",
            "Block.Width % 1000000007"];

    /// <summary>Their stand-in numbers are never taken for sizes.</summary>
    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task Block_parameters_outside_a_block(string expression)
    {
        foreach (string layers in new[]
        {
            $"Input({expression}), Dense(3)",
            $"Input(4), Dense({expression})",
            $"Input(9, 9, 3), Conv2D({expression}, 3), Flatten, Dense(2)",
            $"Input(9, 9, 3), Conv2D(3, {expression}), Flatten",
            $"Input(9), Reshape({expression}, 3)",
        })
        {
            string[] found = await Check($"[Model, {layers}] public partial class Net;");
            Assert.Equal(["MC0044"], found);
        }
    }

    [Fact]
    public async Task An_overflowing_expression_in_a_block() =>
        Assert.Equal(["MC0046"], await Check("[Model, Input(4), Use<B>(4, 5)] public partial class Net; [Block, Dense(Block.Width * Block.Width2)] public class B;"));

    private static async Task<string[]> Check(string source)
    {
        var compilation = TestCompilation.Create("using ModelCompiler;\n" + source);
        string[] found = [.. (await TestCompilation.Analyze(compilation)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct()];
        GeneratorRun? run = null;
        long bytes = Work.Of(() => run = GeneratorRun.Of(compilation, ("ModelCompilerReportsErrors", "false")));
        Assert.True(bytes < MostBytes, $"{bytes:N0} bytes: {source}");
        if (found.Length == 0) run!.Emit();
        return found;
    }
}
