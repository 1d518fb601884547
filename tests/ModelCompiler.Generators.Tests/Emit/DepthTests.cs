using System.Globalization;
using System.Text.RegularExpressions;
using ModelCompiler.Testing.Compilation;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>The code of a deep network grows with its distinct kernels; what each layer adds is rows of a table.</summary>
public class DepthTests(ITestOutputHelper output)
{
    private const string Bottleneck =
        """
        [Block] [Conv2D(Block.Width, 1, UseBias = false)] [BatchNormalization] [ReLU]
        [Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)] [BatchNormalization] [ReLU]
        [Conv2D(4 * Block.Width, 1, UseBias = false)] [BatchNormalization] public class Bottleneck;
        """;

    [Fact]
    public void Depth_adds_rows_and_no_methods()
    {
        GeneratorRun shallow = GeneratorRun.Of(Source(3, 4, 6, 3, 56)), deep = GeneratorRun.Of(Source(3, 8, 36, 3, 56));
        Assert.InRange(Methods(shallow), 100, 3_000);
        Assert.Equal(Methods(shallow), Methods(deep));
        foreach (string kind in (string[])["Kernels.avx512", "Kernels.avx2", "Kernels.vector128"]) Assert.InRange(Length(deep, kind) - Length(shallow, kind), -5_000, 5_000);
        // A launch is a row of places, and a name that is short where its neighbours begin with the same words.
        int launches = Launches(deep) - Launches(shallow);
        Assert.InRange(launches, 500, 3_000);
        string[] parts = ["Forward", "Backward", "Dispatch"];
        int perLaunch = parts.Sum(part => Length(deep, part) - Length(shallow, part)) / launches;
        output.WriteLine($"{launches} launches of {perLaunch} characters");
        Assert.InRange(perLaunch, 30, 75);
    }

    [Fact]
    public void A_residual_network_of_152_layers_stays_small_and_within_what_the_jit_optimizes()
    {
        var run = GeneratorRun.Of(Source(3, 8, 36, 3, 224));
        foreach (var file in run.Files) output.WriteLine($"{file.HintName}: {file.SourceText.Length:N0}");
        Assert.InRange(run.Files.Sum(f => f.SourceText.Length), 500_000, MostCharacters);
        var methods = IlMethod.Read(run.Emit());
        var largest = methods.MaxBy(m => m.Bytes)!;
        output.WriteLine($"the largest method is {largest.Name}: {largest.Bytes:N0} bytes, {largest.Branches} branches");
        Assert.DoesNotContain(methods, m => m.Bytes >= 60_000 || m.Branches >= 2_000 || m.Locals >= 2_000);
    }

    [Fact]
    public void A_kernel_of_hundreds_of_buffers_is_a_row_of_the_table()
    {
        const int branches = 300;
        string layers = string.Concat(Enumerable.Repeat("[Dense(3, From = \"input\")] ", branches));
        string names = string.Join(", ", Enumerable.Range(1, branches - 1).Select(i => $"\"dense_{i}\""));
        var run = GeneratorRun.Of($"using ModelCompiler; namespace Nets; [Model] [Input(4)] {layers}[Add({names})] [Dense(2)] [Loss(Loss.MeanSquaredError)] public partial class Net;");
        run.Emit();
        string dispatch = run.Files.Single(f => f.HintName.EndsWith(".Dispatch.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        var places = Regex.Match(dispatch, @"Places =>\s*\[([^\]]*)\]").Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.InRange(places.Max(p => int.Parse(p, CultureInfo.InvariantCulture)), branches, 2 * branches);
    }

    private const int MostCharacters = 3_500_000;

    private static int Methods(GeneratorRun run) =>
        run.Files.Sum(f => Regex.Count(f.SourceText.ToString(), @"^\s*(public|private|protected)( static)?( override)? void \w+\(", RegexOptions.Multiline));

    private static int Length(GeneratorRun run, string kind) => run.Files.Single(f => f.HintName.EndsWith($".{kind}.g.cs", StringComparison.Ordinal)).SourceText.Length;

    /// <summary>Rows of the table of launches.</summary>
    private static int Launches(GeneratorRun run)
    {
        string dispatch = run.Files.Single(f => f.HintName.EndsWith(".Dispatch.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        string table = dispatch[dispatch.IndexOf("Launches =>", StringComparison.Ordinal)..dispatch.IndexOf("int[] Rows", StringComparison.Ordinal)];
        return Regex.Count(table, @"^\s*\d+(, \d+)*,\r?$", RegexOptions.Multiline);
    }

    private static string Source(int a, int b, int c, int d, int size)
    {
        string Stage(int width, int strides, int repeat) => $"[Residual<Bottleneck>({width}, Strides = {strides}, Repeat = {repeat}, Activation = Activation.ReLU)] ";
        return $"using ModelCompiler; namespace Nets; {Bottleneck} [Model] [Input({size}, {size}, 3)] [Conv2D(64, 7, Strides = 2, Pad = 3, Activation = Activation.ReLU)] [MaxPooling2D(3, "
            + "Strides = 2, Pad = 1)] "
            + Stage(64, 1, a) + Stage(128, 2, b) + Stage(256, 2, c) + Stage(512, 2, d)
            + "[GlobalAveragePooling2D] [Dense(1000, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)] public partial class Net;";
    }
}
