using System.Text.RegularExpressions;
using ModelCompiler.Reference;
using ModelCompiler.Runtime;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// A network deep enough that its launches are a table and that its kernels share tiles agrees with the reference on every target. The bits are those of kernels that are written out, as the
/// tested rendering's are.
/// </summary>
public class DeepNetworkTests
{
    private const int Blocks = 14;

    [Theory, InlineData("avx512"), InlineData("avx2"), InlineData("vector128")]
    public void A_deep_network_agrees_with_the_reference(string target)
    {
        var assembly = InMemoryCompiler.Compile([Deep], new(Targets.Runnable(target)));
        Agreement.Check(assembly, Deep, batch: 3);
        string[] sources = [.. InMemoryCompiler.Generate(Deep.File, new(target)).Compilation.SyntaxTrees.Select(t => t.ToString())];
        Assert.Contains(sources, s => s.Contains("private static ReadOnlySpan<int> Launches", StringComparison.Ordinal));
        Assert.Contains(sources, s => s.Contains("private static void Tile_", StringComparison.Ordinal));
    }

    [Theory, InlineData("avx512"), InlineData("avx2"), InlineData("vector128")]
    public void Shared_tiles_change_no_bit(string target)
    {
        CompiledModel shared = Create(new(Targets.Runnable(target))), written = Create(new(Targets.Runnable(target), Checked: true));
        var random = new SplitMix64(3);
        float[] inputs = random.Floats(3 * Deep.Input.Aggregate((a, b) => a * b)), targets = random.Floats(15);
        Assert.Equal(written.Predict(inputs), shared.Predict(inputs));
        Assert.Equal(written.Step(inputs, targets), shared.Step(inputs, targets));
        foreach (var parameter in shared.Parameters) Assert.Equal(written.Gradient(parameter.Name), shared.Gradient(parameter.Name));
    }

    [Fact]
    public void Each_launch_has_a_name_of_its_own()
    {
        var options = new CompilerOptions(Targets.Runnable("avx2"));
        string dispatch = InMemoryCompiler.Generate(Deep.File, options).Compilation.SyntaxTrees.Select(t => t.ToString())
            .Single(t => t.Contains("Launches =>", StringComparison.Ordinal));
        string table = dispatch[dispatch.IndexOf("Launches =>", StringComparison.Ordinal)..dispatch.IndexOf("int[] Rows", StringComparison.Ordinal)];
        int launches = Regex.Count(table, @"^\s*\d+(, \d+)*,\r?$", RegexOptions.Multiline);
        CompiledProgram program = Create(options).Program;
        string[] names = [.. Enumerable.Range(0, launches).Select(program.NameOf)];
        Assert.InRange(launches, 6 * Blocks, 2_000);
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^(Infer|Train)[A-Z]", name));
        Assert.Contains("TrainConv2d1KernelGradient", names);
        Assert.Throws<ArgumentOutOfRangeException>(() => program.NameOf(launches));
    }

    private static ModelSource Deep { get; } = new(
        "Deep", [16, 16, 4],
        [
            new Conv2DSource(48, new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh },
            .. Stage(48, 24), new PoolingSource(Max: false, new(2, 2)), .. Stage(48, 32), new Conv2DSource(64, new(1, 1)), .. Stage(64, 32),
            new GlobalAveragePoolingSource(), new DenseSource(5),
        ], new(LossKindSource.MeanSquaredError));

    private static IEnumerable<LayerSource> Stage(int channels, int width) => Enumerable.Range(0, Blocks / 2).SelectMany(_ => new LayerSource[]
    {
        new Conv2DSource(width, new(1, 1)) { Activation = ActivationSource.Tanh },
        new Conv2DSource(width, new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh },
        new Conv2DSource(channels, new(1, 1)),
    });

    private static CompiledModel Create(CompilerOptions options) => CompiledModel.Create(InMemoryCompiler.Compile([Deep], options).Type(Deep.FullName), seed: 4);
}
