using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>3×3 convolutions computed Winograd's way where the cost model would not: every border, channel counts of every lane width, both directions.</summary>
public class WinogradTests
{
    private static readonly (string Name, int[] Input, int Filters, WindowSource Window)[] Shapes =
    [
        ("WholeTiles", [10, 14, 16], 20, new(3, 3)),
        ("PartialTiles", [9, 7, 20], 33, new(3, 3)),
        ("Same", [13, 11, 32], 16, new(3, 3) { Padding = ReferencePadding.Same }),
        ("PadTwo", [6, 5, 8], 12, new(3, 3) { Padding = ReferencePadding.Explicit, Pad = 2 }),
        ("LessThanATile", [4, 3, 6], 5, new(3, 3)),
        ("OneChannel", [8, 8, 1], 4, new(3, 3) { Padding = ReferencePadding.Same }),
        ("OneFilter", [8, 8, 9], 1, new(3, 3)),
        ("Packed", [14, 14, 64], 96, new(3, 3) { Padding = ReferencePadding.Same }),
    ];

    /// <summary>Two convolutions, so that the second's input gradient is computed too.</summary>
    private static readonly ModelSource[] Sources = [.. Shapes.Select(s => new ModelSource(
        $"Winograd{s.Name}", s.Input,
        [
            new Conv2DSource(s.Input[2], new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh },
            new Conv2DSource(s.Filters, s.Window) { Activation = ActivationSource.ReLU },
            new GlobalAveragePoolingSource(),
        ],
        new(LossKindSource.MeanSquaredError)))];

    /// <summary>The code that this machine would choose of all targets', without compiling the others'.</summary>
    private static readonly CompilerOptions Widest = new(Targets.Runnable(Targets.All[0]));

    public static TheoryData<string, string, bool> Options()
    {
        var data = new TheoryData<string, string, bool>();
        data.Add("winograd4", Targets.All[0], false);
        foreach (string target in Targets.All)
        {
            data.Add("winograd2", target, true);
            data.Add("winograd4", target, true);
        }

        return data;
    }

    [Theory, MemberData(nameof(Options))]
    public void Agrees_with_the_reference(string convolution, string target, bool isChecked)
    {
        var assembly = InMemoryCompiler.Compile(Sources, new(Targets.Runnable(target), Checked: isChecked, Convolution: convolution));
        foreach (var source in Sources) Agreement.Check(assembly, source, batch: 3);
    }

    /// <summary>The stated bounds: F(2×2) rounds little more than a direct sum, F(4×4) some ten times as much, because its numbers reach 8 and 1/24.</summary>
    [Theory, InlineData("direct", 1e-6), InlineData("winograd2", 2e-6), InlineData("winograd4", 1e-5)]
    public void Rounds_within_its_bound(string convolution, double bound)
    {
        var source = new ModelSource("Rounding", [24, 24, 64], [new Conv2DSource(64, new(3, 3)) { UseBias = false }], null);
        var model = InMemoryCompiler.Compile([source], Widest with { Convolution = convolution }).Model(source);
        var reference = source.Reference();
        var random = new SplitMix64(3);
        model.Randomize(reference, random);
        float[] inputs = random.Floats(reference.InputSize);
        double[] expected = reference.Predict(Agreement.Widen(inputs));
        double scale = expected.Max(Math.Abs), error = expected.Zip(model.Predict(inputs), (e, a) => Math.Abs(e - a)).Max() / scale;
        Assert.True(error <= bound, $"{convolution}: error {error:g3} of the largest output, bound {bound:g3}");
    }

    /// <summary>Said of a layer or of the whole model, convolutions are sums as they are written: what one cell holds, other windows' outputs do not see.</summary>
    [Theory, InlineData(true, false), InlineData(false, true)]
    public void A_direct_convolution_spreads_nothing(bool layer, bool model)
    {
        var source = new ModelSource("DirectNaN", [12, 12, 32], [new Conv2DSource(32, new(3, 3)) { UseBias = false, Direct = layer }], null) { Direct = model };
        var compiled = InMemoryCompiler.Compile([source], Widest with { Convolution = "winograd4" }).Model(source);
        float[] inputs = new SplitMix64(1).Floats(12 * 12 * 32);
        inputs[(5 * 12 + 6) * 32 + 2] = float.NaN;
        float[] result = compiled.Predict(inputs);
        for (int y = 0; y < 10; y++)
            for (int x = 0; x < 10; x++)
                Assert.Equal(y is >= 3 and <= 5 && x is >= 4 and <= 6, float.IsNaN(result[(y * 10 + x) * 32]));
    }

    /// <summary>A NaN reaches every output that reads it; Winograd's way spreads it over the tile besides, but never to other samples or tiles.</summary>
    [Fact]
    public void A_NaN_is_never_lost()
    {
        var source = new ModelSource("NaN", [12, 12, 16], [new Conv2DSource(16, new(3, 3)) { UseBias = false }], null);
        var model = InMemoryCompiler.Compile([source], Widest with { Convolution = "winograd4" }).Model(source);
        int size = 12 * 12 * 16, outputs = 10 * 10 * 16;
        float[] inputs = new SplitMix64(1).Floats(2 * size);
        inputs[size + (5 * 12 + 6) * 16 + 2] = float.NaN;
        float[] result = model.Predict(inputs);
        Assert.DoesNotContain(result[..outputs], float.IsNaN);
        for (int y = 0; y < 10; y++)
            for (int x = 0; x < 10; x++)
            {
                bool reads = y is >= 3 and <= 5 && x is >= 4 and <= 6, near = y is >= 0 and <= 7 && x is >= 4 and <= 7;
                bool isNaN = float.IsNaN(result[outputs + (y * 10 + x) * 16]);
                Assert.True(isNaN || !reads, $"({y}, {x}) reads the NaN and is {result[outputs + (y * 10 + x) * 16]}");
                Assert.True(!isNaN || near, $"({y}, {x}) is NaN");
            }
    }
}
