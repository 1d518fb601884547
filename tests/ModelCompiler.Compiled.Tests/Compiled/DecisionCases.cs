using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A small network for a machine on which the compiler takes a way that random networks seldom make it take.</summary>
/// <param name="Source">The network.</param>
/// <param name="Machine">As <c>ModelCompilerMachine</c> takes it; null is the default.</param>
/// <param name="Convolution">As <c>ModelCompilerConvolution</c> takes it.</param>
internal sealed record DecisionCase(ModelSource Source, string? Machine, string? Convolution = null)
{
    /// <summary>A row of 16 channels and a cache of a thousandth of a real one: Winograd's way in bands of two rows.</summary>
    private const string Small = "cache=1024;cells=1;channels=16;bands=2;products=4";

    /// <summary>No kinks: among many values some would be too near to one.</summary>
    private const ActivationSource Smooth = ActivationSource.Tanh;

    private static readonly WindowSource Three = new(3, 3), Same = new(3, 3) { Padding = ReferencePadding.Same };
    private static readonly LayerSource Mean = new GlobalAveragePoolingSource();

    /// <summary>The layers' own cases that are taken in other ways.</summary>
    private static readonly (string Name, string? Machine, string? Convolution)[] Others =
    [
        ("AveragePooling2DSameRectified", null, "winograd4"), ("GraphUsedThrice", null, "winograd4"), ("PaddingSides", null, null), ("Conv2DWideWeightsRectified", null, null),
        ("Conv2DOneChannelWide", null, null), ("GraphOutputBeforeANormalization", "cache=1024;work=10", null),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DecisionCase> All { get; } =
    [
        .. Winograd(), .. Bands(), .. Schedules(), .. TapsBeyondEachRow(), .. Fusion(), .. Inlining(),
        .. Others.Select(o => new DecisionCase(LayerCases.All.Single(c => c.Name == o.Name), o.Machine, o.Convolution)),
    ];

    private static IEnumerable<DecisionCase> Winograd()
    {
        yield return new(Net("Transformed", [14, 14, 3], Conv(16), Conv(16, Same), Mean), "channels=16");
        yield return new(Net("TransformedOneTile", [6, 6, 3], Conv(32), Conv(32, Three), Mean), "cells=1");
        yield return new(Net("FewTiles", [8, 8, 32], Conv(32, Same), Mean), null);
        yield return new(Net("CostsMore", [5, 5, 16], Conv(16, Same), Mean), "channels=16;cells=1");
        yield return new(Net("MuchMemory", [12, 12, 16], Conv(16, Same), Mean), "channels=16;floats=1000");
    }

    private static IEnumerable<DecisionCase> Bands()
    {
        // A convolution of a padded map within bands: a guard ties a row to its band.
        yield return new(Pooled("BandsOfPooling", [16, 16, 1], Conv(16, Same)), "cache=1024;cells=1;bands=2");
        yield return new(Pooled("BandsOfTransforms", [16, 16, 3], Conv(16), Conv(16, Same)), Small);
        yield return new(Pooled("BandsOfFewCells", [16, 16, 1], Conv(16, Same)), "cache=1024;cells=20;bands=2");
        yield return new(Pooled("WholeSamples", [12, 12, 1], Conv(16, Three)), "cache=8192");
        yield return new(Pooled("WholeSampleOfManyWeights", [8, 8, 16], Conv(32, Three)), "cache=8192");
        yield return new(Pooled("WholeSampleOfMuchWork", [12, 12, 1], Conv(16, Three)), "cache=8192;work=1000");
        yield return new(Pooled("WholeSampleBeyondCache", [12, 12, 1], Conv(16, Three)), "cache=1024;bands=40");
    }

    private static IEnumerable<DecisionCase> Schedules()
    {
        yield return new(Net("RowsOfOneVector", [6, 20, 1], Conv(16, Three), Mean), null);
        yield return new(Net("FarTaps", [60, 2], new Conv1DSource(20, new(25, Padding: ReferencePadding.Same)) { Activation = Smooth }, new Conv1DSource(3, new(2))), null);
        yield return new(Net("LongSequence", [600, 2], new Conv1DSource(3, new(5)) { Activation = Smooth }, new Conv1DSource(2, new(2))), null);
        yield return new(Net("PrimeSequence", [525, 2], new Conv1DSource(3, new(5)) { Activation = Smooth }, new Conv1DSource(2, new(1))), null);
        yield return new(Net("PaddedRowsByOne", [24, 24, 2], Conv(16, Same), Mean), "sums=0");
        yield return new(Net("LargeFilter", [9, 9, 3], Conv(8), new FixedConv2DSource(7, 7, [.. Enumerable.Range(0, 49).Select(i => (i % 5) - 2.0)]), Conv(3)), null);
    }

    /// <summary>Kernel gradients summed row by row, of which no row meets the first and the last tap.</summary>
    private static IEnumerable<DecisionCase> TapsBeyondEachRow()
    {
        foreach (int rows in (int[])[2, 3, 5])
        {
            var window = new WindowSource(5, 1) { DilationHeight = rows, Padding = ReferencePadding.Explicit, Pad = rows };
            yield return new(Net($"TapsBeyond{rows}Rows", [3 * rows, 11, 3], Conv(16, window), Mean), "cache=256;work=1000;row=8;steps=6;cells=2;registers=16;sums=0");
        }
    }

    private static IEnumerable<DecisionCase> Fusion()
    {
        yield return new(
            Net("MeansOfTwoMaps", [9, 9, 3], Conv(5) with { Name = "a" }, Conv(5) with { Name = "b" }, Mean with { From = "a", Name = "mean" }, Mean with { From = "b" },
                new JoinSource(JoinKindSource.Concatenate, "mean")),
            "work=10");
        yield return new(Net("PrimeInputs", [131], new DenseSource(8), new DenseSource(3)), "cache=64");
        yield return new(Net("StreamedWeights", [40], new DenseSource(200), new DenseSource(3)) with { Precision = ReferencePrecision.BFloat16 }, "cache=262144");
        yield return new(
            Net("BytesBesideTheInput", [9, 9, 4], Conv(64, new(5, 5) { Padding = ReferencePadding.Same }), Mean, new DenseSource(8)) with { Precision = ReferencePrecision.Int8Activations }, null);
        yield return new(Net("ManyActivations", [5], [new DenseSource(7), .. Enumerable.Repeat(new ActivationLayerSource(ActivationSource.SiLU), 9), new DenseSource(3)]), null);
    }

    /// <summary>Kernels and tiles of many pieces, for each of which a line is written that the JIT must inline.</summary>
    private static IEnumerable<DecisionCase> Inlining()
    {
        // Not of the network's input, of which no tile is outlined.
        LayerSource[] Layers(int size) => [Conv(24), new DepthwiseConv2DSource(new(size, size) { Padding = ReferencePadding.Same }) { Activation = Smooth }, Mean];
        yield return new(Net("PiecesOfOneSample", [12, 12, 2], Layers(5)), null);
        yield return new(Net("PiecesInTiles", [12, 12, 2], Layers(5)), "work=10");
        // Each tap meets other cells of a tile, so no loop passes over two of them.
        yield return new(Net("PiecesOfEachTap", [14, 14, 2], Layers(13)), "work=10");
    }

    private static Conv2DSource Conv(int filters, WindowSource? window = null) => new(filters, window ?? new(1, 1)) { Activation = Smooth };

    /// <summary>A pooling that shares its loop over samples with nothing behind it.</summary>
    private static ModelSource Pooled(string name, int[] input, params LayerSource[] layers) =>
        Net(name, input, [.. layers, new PoolingSource(Max: false, new(2, 2)), new FlattenSource(), new DenseSource(3)]);

    private static ModelSource Net(string name, int[] input, params LayerSource[] layers) => new($"Decision{name}", input, layers, new(LossKindSource.MeanSquaredError));

    public override string ToString() => $"{Source.Name}, {Machine}, {Convolution}";
}
