using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>The code of a deep network grows with its distinct kernels; what each layer adds is a line of a table.</summary>
public class DepthTests(ITestOutputHelper output)
{
    private const string Bottleneck =
        """
        [Block] [Conv2D(Block.Width, 1, UseBias = false, Activation = Activation.ReLU)]
        [Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false, Activation = Activation.ReLU)] [Conv2D(4 * Block.Width, 1)] public class Bottleneck;
        """;

    [Fact]
    public void Depth_adds_no_kernels()
    {
        string[] shallow = Kernels(Files(3, 4, 6, 3, 14)), deep = Kernels(Files(3, 8, 36, 3, 14));
        Assert.InRange(shallow.Length, 20, 200);
        Assert.Equal(shallow.Length, deep.Length);
    }

    [Fact]
    public void A_residual_network_of_152_layers_stays_small_and_within_what_the_jit_optimizes()
    {
        var watch = Stopwatch.StartNew();
        var run = GeneratorRun.Of(Source(3, 8, 36, 3, 224));
        output.WriteLine($"{watch.ElapsedMilliseconds} ms, {run.Files.Sum(f => f.SourceText.Length):N0} characters in {run.Files.Length} files");
        foreach (var file in run.Files) output.WriteLine($"{file.HintName}: {file.SourceText.Length:N0}");
        Assert.InRange(run.Files.Sum(f => f.SourceText.Length), 100_000, 1_000_000);
        var methods = IlMethod.Read(run.Emit());
        var largest = methods.MaxBy(m => m.Bytes)!;
        output.WriteLine($"the largest method is {largest.Name}: {largest.Bytes:N0} bytes, {largest.Branches} branches");
        Assert.DoesNotContain(methods, m => m.Bytes >= 60_000 || m.Branches >= 2_000 || m.Locals >= 2_000);
    }

    private static IEnumerable<string> Files(int a, int b, int c, int d, int size) => GeneratorRun.Of(Source(a, b, c, d, size)).Files.Select(f => f.SourceText.ToString());

    private static string[] Kernels(IEnumerable<string> files) => [.. files.SelectMany(f => Regex.Matches(f, @"public static void (\w+)\(").Select(m => m.Value))];

    private static string Source(int a, int b, int c, int d, int size)
    {
        string Stage(int width, int strides, int repeat) => $"[Residual<Bottleneck>({width}, Strides = {strides}, Repeat = {repeat}, Activation = Activation.ReLU)] ";
        return $"using ModelCompiler; namespace Nets; {Bottleneck} [Model] [Input({size}, {size}, 3)] [Conv2D(64, 7, Strides = 2, Pad = 3, Activation = Activation.ReLU)] [MaxPooling2D(3, Strides = 2, Pad = 1)] "
            + Stage(64, 1, a) + Stage(128, 2, b) + Stage(256, 2, c) + Stage(512, 2, d)
            + "[GlobalAveragePooling2D] [Dense(1000, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)] public partial class Net;";
    }
}
