using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>Every layer behind an input that is huge along one axis: the compiler works for layers, not for their positions, whichever axis has them.</summary>
public class PositionCostTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") is not (null or "");

    /// <summary>Some three times what the largest of these takes: work, and the text that is written.</summary>
    private const long MostBytes = 150_000_000, MostCharacters = 2_500_000;

    /// <summary>A prime number, and one of many divisors, which gives other schedules.</summary>
    private static readonly string[] Huge = ["1000003", "1048576"];

    /// <summary>Inputs of so many axes, huge along one of them.</summary>
    private static readonly Dictionary<int, string[]> Shapes = new()
    {
        [1] = ["{0}"],
        [2] = ["{0}, 4", "12, {0}"],
        [3] = ["{0}, 6, 4", "6, {0}, 4", "6, 6, {0}"],
    };

    /// <summary>One axis of each in turn, all of them in the long mode.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (((int axes, string layer), int turn) in LayerFamily.All.Select((l, i) => (l, i)))
        {
            string[] inputs = [.. Shapes[axes].SelectMany(_ => Huge, (shape, huge) => string.Format(null, shape, huge))];
            foreach (string input in Long ? inputs : [inputs[turn % inputs.Length]]) cases.Add(input, layer);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Huge_axes_cost_what_small_ones_do(string input, string layer) => Check(input, layer);

    /// <summary>Settings that are huge themselves, as far as they are legal.</summary>
    public static TheoryData<string, string, int> Settings() => new()
    {
        { "8", "Dense({0})", 1000003 }, { "6, 6, 3", "Conv2D({0}, 3)", 1000003 }, { "200000, 2", "Conv1D(3, {0})", 100001 }, { "200000, 2", "Conv1D(3, {0}, Padding = Padding.Same)", 100001 },
        { "2, 200000, 2", "Conv2D(3, 1, {0})", 100001 }, { "1000000, 2", "Conv1D(3, 3, Strides = {0}, Padding = Padding.Same)", 100001 },
        { "1000000, 2", "Conv1D(3, 3, Dilation = {0}, Padding = Padding.Same)", 100001 }, { "100, 2", "Conv1D(3, 3, PadLeft = {0})", 1000003 },
        { "4, 4, 65536", "Conv2D(65536, 1, Groups = {0})", 32768 }, { "6, 6, 3", "DepthwiseConv2D(3, DepthMultiplier = {0})", 1000003 }, { "2, 6, 3", "Conv2DTranspose(2, 3, Strides = {0})", 2003 },
        { "2, 6, 3", "Conv2DTranspose(2, 1, {0})", 100001 }, { "6, 6, 3", "SeparableConv2D({0}, 3)", 1000003 }, { "200000, 2", "MaxPooling1D({0}, Strides = 3)", 100001 },
        { "200000, 2", "AveragePooling1D({0}, Strides = 3, Padding = Padding.Same)", 100001 }, { "2, 200000, 2", "MaxPooling2D(1, {0})", 100001 },
        { "2000, 2000, 2", "AveragePooling2D({0}, Strides = 1, Padding = Padding.Same)", 1001 }, { "2000, 2000, 2", "MaxPooling2D({0})", 1000 }, { "2, 6, 2", "UpSampling2D(1, {0})", 1000003 },
        { "2, 6, 2", "UpSampling2D(1, {0}, Interpolation = Interpolation.Bilinear)", 1000003 }, { "6, 2, 2", "UpSampling2D({0}, 1, Interpolation = Interpolation.Bilinear)", 2003 },
        { "2, 2, 2", "ZeroPadding2D(0, {0})", 1000003 }, { "2, 2, 2", "ZeroPadding2D({0})", 5003 }, { "2, 2000006, 2", "Cropping2D(0, {0})", 1000001 },
        { "200, 200, 2", "MedianFilter2D(1 + {0})", 100 }, { "6, 6, 1000003", "LocalResponseNormalization(DepthRadius = {0})", 1000 }, { "2, 2, 1048576", "GroupNormalization({0})", 524288 },
        { "2, 2, 1048576", "ChannelShuffle({0})", 524288 },
        { "2, 2, 1048576", "ChannelSplit({0}, 1)", 524288 }, { "2, 2, 1048576", "PixelShuffle({0})", 1024 }, { "2, 2, 1000003", "Slice(-1, 1, {0})", 1000001 },
        { "4, 1048576", "Reshape({0}, -1)", 1048576 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Huge_settings_cost_what_small_ones_do(string input, string layer, int huge) => Check(input, string.Format(null, layer, huge));

    private static void Check(string input, string layer)
    {
        string alpha = input.Contains(',', StringComparison.Ordinal) ? "(SharedAxes = new[] { 1 })" : "";
        var compilation = TestCompilation.WithOpenCL($"using ModelCompiler; [Model, Input({input}), PReLU{alpha}, {layer}, Loss(Loss.MeanSquaredError)] public partial class Net;");
        GeneratorRun? run = null;
        long bytes = Work.Of(() =>
        {
            (run, var reported) = GeneratorRun.Reporting(compilation, ("ModelCompilerReportsErrors", "true"), ("ModelCompilerTargets", "avx512"), TestCompilation.EveryDevice);
            Assert.Empty(reported);
        });
        long characters = run!.Files.Sum(f => (long)f.SourceText.Length);
        Assert.DoesNotContain(run.Files, f => f.SourceText.ToString().Contains(KernelLowering.RefusedSchedule, StringComparison.Ordinal));
        Assert.True(bytes < MostBytes && characters < MostCharacters, $"{bytes:N0} bytes, {characters:N0} characters");
        if (Long) run.Emit();
    }
}
