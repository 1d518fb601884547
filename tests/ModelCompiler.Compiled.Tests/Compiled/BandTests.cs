using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Convolutions large enough that Winograd's kernels run as one, a band of rows after the other: bands of one and of several rows of tiles, first, middle and last, and small samples whole; with a
/// pooling behind them, and convolutions without Winograd's way.
/// </summary>
public class BandTests
{
    private static readonly WindowSource Same = new(3, 3) { Padding = ReferencePadding.Same };

    /// <summary>A layer before, so that the input gradient is computed too. No kinks: among so many values some would be too near to one.</summary>
    private static readonly ModelSource[] Sources =
    [
        new("OneRowOfTiles", [32, 56, 3],
            [new Conv2DSource(32, new(1, 1)) { Activation = ActivationSource.Tanh }, new Conv2DSource(48, Same) { Activation = ActivationSource.Tanh }, new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
        new("FourRowsOfTiles", [64, 16, 3],
            [new Conv2DSource(64, new(1, 1)) { Activation = ActivationSource.Tanh }, new Conv2DSource(80, Same) { Activation = ActivationSource.Tanh }, new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
        new("WholeSamples", [13, 13, 3],
            [new Conv2DSource(32, new(1, 1)) { Activation = ActivationSource.Tanh }, new Conv2DSource(64, new(3, 3)) { Activation = ActivationSource.Tanh }, new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
        new("Pooled", [32, 56, 3],
            [new Conv2DSource(32, new(1, 1)) { Activation = ActivationSource.Tanh }, new Conv2DSource(48, Same) { Activation = ActivationSource.Tanh }, new PoolingSource(Max: false, new(2, 2)),
                new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
        new("PooledWhole", [30, 29, 2],
            [new Conv2DSource(33, new(4, 3)) { Activation = ActivationSource.Tanh }, new PoolingSource(Max: true, new(3, 3) { StrideHeight = 2, StrideWidth = 2 }), new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
    ];

    public static TheoryData<string, bool> Options()
    {
        var data = new TheoryData<string, bool>();
        foreach (string target in Targets.All) data.Add(target, target == Targets.All[0]);
        return data;
    }

    [Theory, MemberData(nameof(Options))]
    public void Agree_with_the_reference(string target, bool isChecked)
    {
        var assembly = InMemoryCompiler.Compile(Sources, new(Targets.Runnable(target), Checked: isChecked));
        foreach (var source in Sources) Agreement.Check(assembly, source, batch: 2);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var assembly = InMemoryCompiler.Compile(Sources, new(Targets.Runnable(Targets.All[0])));
        foreach (var source in Sources)
        {
            float[] inputs = new SplitMix64(5).Floats(3 * source.Reference().InputSize);
            float[] Outputs(int threads)
            {
                var model = assembly.Model(source);
                model.Randomize(source.Reference(), new SplitMix64(3));
                model.Threads = threads;
                return model.Predict(inputs);
            }

            float[] alone = Outputs(1);
            Assert.Contains(alone, value => value != 0);
            Assert.Equal(alone, Outputs(2));
            Assert.Equal(alone, Outputs(3));
        }
    }
}
