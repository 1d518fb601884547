using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>The promise: the same bits from run to run, and from one thread to several.</summary>
public class DeterminismTests
{
    /// <summary>Large enough that every kind of kernel is split over threads.</summary>
    private static readonly ModelSource[] Networks =
    [
        new("Convolutional", [20, 20, 3],
        [
            new Conv2DSource(20, new(5, 5)) { Activation = ActivationSource.ReLU },
            new PoolingSource(Max: true, new(3, 3) { StrideHeight = 2, StrideWidth = 2 }),
            new Conv2DSource(33, new(3, 3) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh, L2 = 0.01 },
            new PoolingSource(Max: false, new(2, 2)),
            new DropoutSource(0.25),
            new FlattenSource(),
            new DenseSource(100) { Activation = ActivationSource.ELU, L1 = 0.001 },
            new DenseSource(10) { Activation = ActivationSource.Softmax },
        ], new(LossKindSource.CategoricalCrossEntropy)),
        new("Normalized", [20, 19, 3],
        [
            new Conv2DSource(20, new(3, 3)), new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.ReLU),
            new Conv2DSource(64, new(3, 3)), new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.ReLU),
            new GlobalPoolingSource(Max: false), new DenseSource(10) { Activation = ActivationSource.Softmax },
        ], new(LossKindSource.CategoricalCrossEntropy)),
        new("Dense", [300], [new DenseSource(500) { Activation = ActivationSource.Sigmoid }, new DropoutSource(0.5), new DenseSource(130)], new(LossKindSource.Huber)),
        new("Winograd", [16, 16, 32], [new Conv2DSource(64, new(3, 3)), new Conv2DSource(64, new(3, 3)) { Activation = ActivationSource.ReLU }, new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError)),
        new("TwoStepSums", [4800], [new DenseSource(96) { Activation = ActivationSource.ReLU }, new DenseSource(4)], new(LossKindSource.MeanSquaredError)),
        new("LongRows", [640], [new DenseSource(640) { Activation = ActivationSource.ReLU }, new DenseSource(4)], new(LossKindSource.MeanSquaredError)),
        new("Map", [16, 16, 8], [new Conv2DSource(16, new(3, 3)), new GlobalAveragePoolingSource(), new DenseSource(6) { Activation = ActivationSource.Sigmoid }],
            new(LossKindSource.BinaryCrossEntropy)),
    ];

    /// <summary>Without a bias the first kernel that writes a gradient is split at once.</summary>
    private static readonly ModelSource Unbiased = new("Unbiased", [300], [new DenseSource(500) { UseBias = false }], new(LossKindSource.MeanSquaredError));

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => InMemoryCompiler.Compile([.. Networks, Unbiased]));

    public static TheoryData<string, int> Runs()
    {
        var data = new TheoryData<string, int>();
        foreach (var network in Networks)
            foreach (int batch in (int[])[1, 2, 7, 32]) data.Add(network.Name, batch);
        return data;
    }

    [Theory, MemberData(nameof(Runs))]
    public void Threads_change_no_bit(string name, int batch)
    {
        int[] single = Bits(name, batch, threads: 1);
        Assert.Equal(single, Bits(name, batch, threads: 2));
        Assert.Equal(single, Bits(name, batch, threads: 3));
    }

    [Theory, MemberData(nameof(Runs))]
    public void A_second_run_changes_no_bit(string name, int batch) => Assert.Equal(Bits(name, batch, threads: 2), Bits(name, batch, threads: 2));

    [Fact]
    public void A_repeated_step_finds_nothing_left_from_the_first()
    {
        var source = Networks[0];
        var model = Assembly.Value.Model(source, seed: 9);
        var reference = source.Reference();
        var random = new SplitMix64(4);
        float[] inputs = random.Floats(5 * reference.InputSize), targets = source.Loss!.Targets(random, 5 * reference.OutputSize, 10);
        int[] first = Step(model, inputs, targets);
        model.Step(random.Floats(9 * reference.InputSize), source.Loss.Targets(random, 9 * reference.OutputSize, 10), dropoutSeed: 77);
        Assert.Equal(first, Step(model, inputs, targets));
    }

    /// <summary>What a step makes on first use must be made before its threads start.</summary>
    [Fact]
    public void The_first_step_of_a_fresh_instance_is_like_any_other()
    {
        var random = new SplitMix64(11);
        float[] inputs = random.Floats(8 * 300), targets = random.Floats(8 * 500);
        int[] expected = Fresh(threads: 1);
        for (int i = 0; i < 200; i++) Assert.Equal(expected, Fresh(threads: 2));

        int[] Fresh(int threads)
        {
            var model = Assembly.Value.Model(Unbiased, seed: 3);
            model.Threads = threads;
            return Step(model, inputs, targets);
        }
    }

    private static int[] Bits(string name, int batch, int threads)
    {
        var source = Networks.Single(n => n.Name == name);
        var model = Assembly.Value.Model(source, seed: 5);
        model.Threads = threads;
        var reference = source.Reference();
        var random = new SplitMix64((ulong)batch);
        float[] inputs = random.Floats(batch * reference.InputSize);
        float[] targets = source.Loss!.Targets(random, batch * reference.OutputSize, reference.OutputShape[^1]);
        return [.. model.Predict(inputs).Select(BitConverter.SingleToInt32Bits), .. Step(model, inputs, targets)];
    }

    private static int[] Step(CompiledModel model, float[] inputs, float[] targets)
    {
        float loss = model.Step(inputs, targets, dropoutSeed: 12345);
        float[] values = [loss, .. model.LastOutputs, .. model.Parameters.Where(p => p.Trainable).SelectMany(p => model.Gradient(p.Name))];
        return [.. values.Select(BitConverter.SingleToInt32Bits)];
    }
}
