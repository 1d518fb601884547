using Microsoft.ML.OnnxRuntime;
using ModelCompiler.Onnx;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>What is exported computes in ONNX Runtime what it computes here, and comes back with the same bits.</summary>
public class OnnxExportTests
{
    [Fact]
    public void Convolutions() => Check<ConvolutionNet>(seed => new(seed));

    [Fact]
    public void Sequences() => Check<SequenceNet>(seed => new(seed));

    [Fact]
    public void Maps() => Check<MapNet>(seed => new(seed));

    [Fact]
    public void Graphs() => Check<GraphNet>(seed => new(seed));

    [Fact]
    public void Functions() => Check<FunctionNet>(seed => new(seed));

    [Fact]
    public void Filters()
    {
        using var folder = new TemporaryFolder();
        var model = new FilterNet();
        string path = folder.File("filters.onnx");
        OnnxModel.Export(model, path);
        Runtime.Agrees(model, path, tolerance: 1e-5f);
    }

    [Fact]
    public void A_dense_layer_behind_a_map_costs_no_transposition()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        OnnxModel.Export(new ConvolutionNet(1), path);
        using var session = new InferenceSession(path);
        Assert.Equal(1, OnnxText.Count(path, "Transpose"));
    }

    [Fact]
    public void Folded_normalizations_are_gone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        var model = new ConvolutionNet(1);
        Weights.Draw(model, 3);
        OnnxModel.Export(model, path, new OnnxExportOptions { FoldBatchNormalization = true });
        // Two of three: one stands behind an activation.
        Assert.Equal(1, OnnxText.Count(path, "BatchNormalization"));
        Runtime.Agrees(model, path, tolerance: 1e-4f);
        OnnxFileException refused = Assert.Throws<OnnxFileException>(() => OnnxModel.Load(new ConvolutionNet(2), path));
        Assert.Contains("BatchNormalization", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_network_is_refused_with_names_of_both_sides()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        OnnxModel.Export(new GraphNet(1), path);
        var model = new OtherGraphNet(1);
        float[] before = Weights.All(model);
        OnnxFileException refused = Assert.Throws<OnnxFileException>(() => OnnxModel.Load(model, path));
        Assert.Contains("conv2d_1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("OtherGraphNet", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights.All(model));
    }

    private static void Check<T>(Func<int, T> create) where T : class, IModel<T>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        T model = create(1);
        Weights.Draw(model, 7);
        OnnxModel.Export(model, path);
        Runtime.Agrees(model, path, tolerance: 1e-5f);

        T loaded = create(2);
        OnnxModel.Load(loaded, path);
        Assert.Equal(Weights.All(model), Weights.All(loaded));
    }
}

/// <summary>As <see cref="GraphNet"/>, but for one kernel.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(4, 1)]
[Residual<Pair>(4, Activation = Activation.ReLU)]
[Residual<Pair>(8, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Branches<Narrow, Wide>(4, 6)]
[Conv2D(1, 1, Name = "planes")]
[Reshape(2, 8)]
[Flatten]
[Dense(5, Name = "head")]
[Conv2D(2, 4, From = "planes")]
[Flatten]
[Dense(3, Activation = Activation.Softmax)]
[Output("head")]
public partial class OtherGraphNet;
