namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A large input costs the compiler what a small one costs: nothing is asked of each of its positions.</summary>
public class InputSizeCostTests
{
    /// <summary>Layers after an input of a small and of a large size.</summary>
    public static TheoryData<string, string, string> Nets() => new()
    {
        { "1080, 1920, 3", "108, 192, 3", "Conv2D(8, 5, Strides = 3, Padding = Padding.Same), GlobalAveragePooling2D, Dense(10)" },
        { "12, 100000, 4", "12, 100, 4", "Conv2D(4, 5, 3, Padding = Padding.Same), Flatten, Dense(10)" },
        { "8, 2000000, 2", "8, 200, 2", "Conv2D(4, 2), AveragePooling2D(Strides = 3), GlobalAveragePooling2D, Dense(10)" },
        { "160000, 1", "160, 1", "Conv1D(16, 25, Padding = Padding.Same), Conv1D(16, 9, Strides = 4, Padding = Padding.Same), GlobalAveragePooling1D, Dense(10)" },
        { "2000, 2000, 3", "20, 20, 3", "Flatten, Dense(10)" },
        { "1000, 1000, 3", "20, 20, 3", "Conv2DTranspose(8, 5, Strides = 3, Padding = Padding.Same), MedianFilter2D, LocalResponseNormalization, GlobalAveragePooling2D, Dense(10)" },
        { "1000, 1000, 16", "20, 20, 16", "PixelShuffle(2), Conv2D(4, 3, Pad = 1), LayerNormalization, GlobalMaxPooling2D, Dense(10)" },
        { "2160, 3840, 3", "108, 192, 3", "DepthwiseConv2D(5, Strides = 3, Padding = Padding.Same), MaxPooling2D(3, Strides = 2, Padding = Padding.Same), Conv2D(16, 3, Dilation = 2, Pad = 2), "
            + "BatchNormalization, GlobalMaxPooling2D, Dense(10)" },
        { "40000, 2", "400, 2", "Conv1D(4, 301, Padding = Padding.Same), MaxPooling1D(100, Strides = 7, Padding = Padding.Same), GlobalAveragePooling1D, Dense(10)" },
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Large_inputs_cost_what_small_ones_do(string large, string small, string layers)
    {
        Generate(small, layers); // The first also reads the framework.
        long little = Generate(small, layers), much = Generate(large, layers);
        Assert.True(much < 2 * little, $"{layers}: {much:N0} bytes for {large}, {little:N0} for {small}");
    }

    private static long Generate(string input, string layers)
    {
        var compilation = TestCompilation.Create($"using ModelCompiler; [Model, Input({input}), {layers}, Loss(Loss.MeanSquaredError)] public partial class Net;");
        return Work.OfAllAnew(() =>
        {
            var run = GeneratorRun.Of(compilation, ("ModelCompilerReportsErrors", "true"), ("ModelCompilerTargets", "avx512"));
            Assert.Equal(5, run.Files.Length);
        });
    }
}
