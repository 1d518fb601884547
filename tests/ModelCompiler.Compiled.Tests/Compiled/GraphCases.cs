using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;
using static ModelCompiler.Testing.Networks.JoinKindSource;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Small networks whose values meet again: each is one way in which a value is used several times or lies inside another.</summary>
internal static class GraphCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IReadOnlyList<ModelSource> All { get; } = [.. Sums(), .. Concatenations(), .. Outputs(), .. Heads()];

    private static IEnumerable<ModelSource> Sums()
    {
        yield return Net("AddResidual", [6, 5, 9], Conv(9, 1), Conv(9, 3, ActivationSource.ReLU), Conv(9, 3), new JoinSource(Add, "conv2d_1") { Activation = ActivationSource.ReLU }, Conv(3, 2));
        yield return Net("AddInput", [6, 5, 4], Conv(4, 3), new JoinSource(Add, "input"));
        yield return Net("AddThree", [5, 5, 10], Conv(10, 1), Conv(10, 3), Conv(10, 3), new JoinSource(Add, "conv2d_1", "conv2d_2"), new JoinSource(Add, "conv2d_1"), Conv(2, 3));
        yield return Net("AddItself", [7], new DenseSource(7), new JoinSource(Add, "dense_1"), new DenseSource(3));
        yield return Net("AddProjection", [8, 8, 6], Conv(6, 1, ActivationSource.ReLU), Conv(12, 1, from: "conv2d_1"), Conv(12, 3, from: "conv2d_1"),
            new JoinSource(Add, "conv2d_2") { Activation = ActivationSource.ReLU });
        yield return Net("AddSoftmax", [6], new DenseSource(5), new DenseSource(5) { From = "input" }, new JoinSource(Add, "dense_1") { Activation = ActivationSource.Softmax });
        yield return Net("AddPooled", [8, 8, 5], Conv(5, 3, ActivationSource.ReLU), new PoolingSource(true, new(2, 2)),
            Conv(5, 2) with { From = "conv2d_1" } with { Window = new(2, 2) { StrideHeight = 2, StrideWidth = 2 } }, new JoinSource(Add, "max_pooling2d_1"));
        yield return Net("AddFlattened", [3, 3, 4], Conv(4, 3), new FlattenSource(), new DenseSource(36), new JoinSource(Add, "flatten_1"), new DenseSource(2));
        yield return Net("MultiplyGate", [5, 4, 6], Conv(7, 3), Conv(7, 1, ActivationSource.Sigmoid, "input"), new JoinSource(Multiply, "conv2d_1"), Conv(2, 1));
        yield return Net("MultiplyThree", [6], new DenseSource(9), new DenseSource(9) { From = "input" }, new JoinSource(Multiply, "dense_1", "dense_2"), new DenseSource(3));
        yield return Net("UsedThrice", [6, 6, 3], Conv(8, 3, ActivationSource.Tanh), Conv(8, 3), Conv(8, 1, from: "conv2d_1"), new JoinSource(Add, "conv2d_2", "conv2d_1"));
    }

    private static IEnumerable<ModelSource> Concatenations()
    {
        foreach (var (a, b, c) in ((int, int, int)[])[(16, 16, 16), (10, 6, 20), (1, 3, 5), (9, 33, 2)])
            yield return Net($"Branches{a}And{b}And{c}", [6, 7, 5], Conv(8, 1), Conv(a, 1, ActivationSource.ReLU), Conv(b, 3, ActivationSource.ReLU, "conv2d_1"), Conv(c, 5, from: "conv2d_1"),
                new JoinSource(Concatenate, "conv2d_2", "conv2d_3"), Conv(4, 3));
        yield return Net("ConcatenateOutput", [6], new DenseSource(10) { Activation = ActivationSource.Tanh }, new DenseSource(3) { From = "input" }, new JoinSource(Concatenate, "dense_1"));
        yield return Net("ConcatenateInput", [5, 5, 3], Conv(10, 3), new JoinSource(Concatenate, "input"), Conv(4, 3));
        yield return Net("ConcatenateOnce", [5, 5, 3], Conv(10, 3), new JoinSource(Concatenate, "conv2d_1"), Conv(4, 3));
        yield return Net("ConcatenateNested", [5, 4, 3], Conv(6, 1), Conv(5, 3), new JoinSource(Concatenate, "conv2d_1"), Conv(7, 3), new JoinSource(Concatenate, "concatenate_1"), Conv(3, 3),
            new JoinSource(Concatenate, "concatenate_2"), Conv(2, 1));
        yield return Net("ConcatenateTwice", [6, 4, 3], Conv(10, 3), Conv(6, 1), new JoinSource(Concatenate, "conv2d_1"), Conv(6, 3), new JoinSource(Concatenate, "conv2d_1"), Conv(3, 1));
        yield return Net(
            "ConcatenateGrouped", [5, 4, 6], Conv(12, 3) with { Groups = 3, UseBias = false }, Conv(8, 3) with { Groups = 2, UseBias = false }, new JoinSource(Concatenate, "conv2d_1"), Conv(3, 1));
        yield return Net("ConcatenateFlattened", [4, 4, 3], Conv(5, 3), new FlattenSource(), new DenseSource(7), new JoinSource(Concatenate, "flatten_1"), new DenseSource(3));
        yield return Net("ConcatenateActivated", [4, 4, 3], Conv(10, 3), Conv(6, 3), new JoinSource(Concatenate, "conv2d_1") { Activation = ActivationSource.ELU }, Conv(3, 1));
        yield return Net(
            "Skip", [8, 8, 3], Conv(10, 3, ActivationSource.ReLU), new PoolingSource(true, new(2, 2)), Conv(12, 3, ActivationSource.ReLU),
            Conv(6, 2, from: "conv2d_1") with { Window = new(2, 2) { StrideHeight = 2, StrideWidth = 2 } }, new JoinSource(Concatenate, "conv2d_2"), new FlattenSource(), new DenseSource(3));
        yield return Net("PooledBranch", [7, 7, 5], Conv(6, 1), new PoolingSource(true, new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Same }), Conv(9, 3, from: "conv2d_1"),
            new JoinSource(Concatenate, "max_pooling2d_1"), Conv(3, 3));
        yield return Net("AveragedBranch", [7, 7, 5], Conv(6, 1), new PoolingSource(false, new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Same }),
            Conv(9, 3, from: "conv2d_1"), new JoinSource(Concatenate, "average_pooling2d_1"), new GlobalPoolingSource(Max: false));
        yield return Net(
            "ConcatenateSoftmax", [6], new DenseSource(5) { Activation = ActivationSource.Softmax }, new DenseSource(4) { From = "input" }, new JoinSource(Concatenate, "dense_1"), new DenseSource(3));
        yield return Net("FrozenBranch", [6, 6, 3], Conv(5, 3) with { Trainable = false }, Conv(4, 3) with { From = "input" }, new JoinSource(Concatenate, "conv2d_1"), Conv(3, 3));
    }

    /// <summary>Values that are read besides the last, each of which fusion would otherwise have taken away, moved or left out.</summary>
    private static IEnumerable<ModelSource> Outputs()
    {
        yield return Read(Net("OutputOfAConvolution", [6, 5, 3], Conv(9, 3, ActivationSource.ReLU), Conv(4, 3)), "conv2d_1");
        yield return Read(Net("OutputBeforeASum", [6, 5, 9], Conv(9, 1), Conv(9, 3), new JoinSource(Add, "conv2d_1") { Activation = ActivationSource.ReLU }, Conv(3, 2)), "conv2d_2", "add_1");
        yield return Read(Net("OutputBeforeAnActivation", [7], new DenseSource(20), new ActivationLayerSource(ActivationSource.Tanh), new DenseSource(3)), "dense_1");
        yield return Read(Net("OutputBeforeANormalization", [6, 6, 3], Conv(10, 3), new BatchNormalizationSource(), new ActivationLayerSource(ActivationSource.ReLU), Conv(3, 1)), "conv2d_1",
            "batch_normalization_1");
        yield return Read(Net("OutputInAConcatenation", [6, 7, 5], Conv(8, 1), Conv(10, 1, ActivationSource.ReLU), Conv(6, 3, from: "conv2d_1"), new JoinSource(Concatenate, "conv2d_2"), Conv(4, 3)),
            "conv2d_2", "concatenate_1");
        yield return Read(Net("OutputSeenAsAnother", [4, 4, 3], Conv(5, 3), new FlattenSource(), new DenseSource(7) { Activation = ActivationSource.Softmax }, new DenseSource(3)), "conv2d_1",
            "flatten_1", "dense_1");
        yield return Read(Net("OutputSeenAsTheLast", [4, 3, 2], Conv(3, 3), new FlattenSource()), "conv2d_1");
        yield return Read(Net("OutputOfTheInput", [4, 3, 2], new FlattenSource(), new DenseSource(3)), "flatten_1");
        yield return Read(
            Net("OutputOnABranch", [6, 6, 3], Conv(5, 3), new FlattenSource(), new DenseSource(4) { Activation = ActivationSource.Softmax, Name = "side" }, Conv(3, 3, from: "conv2d_1")) with
            {
                Loss = null,
            }, "side", "flatten_1");
        yield return Read(Net("OutputOnAFrozenBranch", [9], new DenseSource(8), new DenseSource(6) { Trainable = false, Name = "side" }, new DenseSource(3) { From = "dense_1" }), "side");
    }

    /// <summary>Auxiliary heads: their losses are added while training, with gradients that meet those of the main line.</summary>
    private static IEnumerable<ModelSource> Heads()
    {
        LossSource entropy = new(LossKindSource.CategoricalCrossEntropy);
        DenseSource classes = new(4) { Activation = ActivationSource.Softmax };
        yield return Net(
            "HeadsOfClasses", [8, 8, 3], Conv(6, 3, ActivationSource.ReLU), new GlobalPoolingSource(Max: false), classes with { Name = "aux_1" }, Conv(7, 3, ActivationSource.ReLU, "conv2d_1"),
            new FlattenSource(), new DenseSource(9), classes with { Name = "aux_2" }, Conv(5, 3, ActivationSource.Tanh, "conv2d_2"), new FlattenSource(), classes) with
        {
            Loss = entropy,
            Outputs = [("aux_1", entropy with { Weight = 0.3 }), ("aux_2", entropy with { Weight = 0.3 })],
        };
        yield return Net("HeadOnTheMainLine", [9], new DenseSource(5) { Activation = ActivationSource.Tanh }, new DenseSource(8), new DenseSource(5)) with
        {
            Loss = Squared with { Weight = 0.7 },
            Outputs = [("dense_1", Squared with { Weight = 2 }), ("dense_2", null)],
        };
        yield return Net("HeadOfAMap", [6, 5, 3], Conv(4, 3, ActivationSource.ReLU), Conv(4, 3, ActivationSource.ELU), Conv(4, 1, from: "conv2d_1")) with
        {
            Loss = new LossSource(LossKindSource.Huber, 0.5),
            Outputs = [("conv2d_2", new LossSource(LossKindSource.MeanAbsoluteError) { Weight = 0.25 })],
        };
        yield return Net("HeadOfBits", [9], new DenseSource(12) { Activation = ActivationSource.ReLU, L2 = 0.01 }, new DenseSource(6) { Activation = ActivationSource.Sigmoid, Name = "aux" },
            new DenseSource(6) { Activation = ActivationSource.Sigmoid, From = "dense_1" }) with
        {
            Loss = new LossSource(LossKindSource.BinaryCrossEntropy),
            Outputs = [("aux", new LossSource(LossKindSource.BinaryCrossEntropy) { Weight = 0.5 })],
        };
        yield return Net("HeadReshaped", [8], new DenseSource(6), new ReshapeSource(3, 2) { Name = "aux" }, new DenseSource(6) { From = "dense_1" }, new ReshapeSource(3, 2)) with
        {
            Outputs = [("aux", Squared with { Weight = 0.1 })],
        };
        yield return Net("HeadOfSeveralLosses", [8], new DenseSource(5) { Activation = ActivationSource.Softmax }, new DenseSource(7) { From = "input" },
            new DenseSource(5) { Activation = ActivationSource.Softmax }) with
        {
            Loss = entropy,
            Outputs = [("dense_1", Squared with { Weight = 3 })],
        };
    }

    private static ModelSource Read(ModelSource source, params string[] outputs) => source with { Outputs = [.. outputs.Select(o => (o, (LossSource?)null))] };

    private static ModelSource Net(string name, int[] input, params LayerSource[] layers) => new($"Graph{name}", input, layers, Squared);

    private static Conv2DSource Conv(int filters, int size, ActivationSource activation = ActivationSource.Linear, string? from = null) =>
        new(filters, new(size, size) { Padding = ReferencePadding.Same }) { Activation = activation, From = from };
}
