using ModelCompiler.Formats.Tests.Onnx;
using ModelCompiler.Onnx;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Tool.Declarations;

namespace ModelCompiler.Formats.Tests.Modelc;

/// <summary>A class that is written declares the network that it was written from, under the names that were announced.</summary>
public class DeclarationTests
{
    public static TheoryData<string> Nets =>
        ["ConvolutionNet", "SequenceNet", "MapNet", "FilterNet", "GraphNet", "FunctionNet", "KitchenNet", "DigitNet", "TurnedNet", "ShortcutNet", "TinyNet", "ManyBlocks"];

    [Theory]
    [MemberData(nameof(Nets))]
    public void A_declared_network_is_written_as_it_is(string net) => Check(Graph(net));

    [Theory]
    [InlineData("ConvolutionNet")]
    [InlineData("SequenceNet")]
    [InlineData("MapNet")]
    [InlineData("GraphNet")]
    [InlineData("FunctionNet")]
    [InlineData("ManyBlocks")]
    public void An_exported_network_is_imported_as_a_class(string net)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        Export(net, path);
        ImportedModel imported = OnnxModel.Import(path);
        Check(imported.Architecture);
        Assert.Equal(Graph(net).OutputShape, imported.Architecture.OutputShape);
    }

    [Fact]
    public void Blocks_are_found()
    {
        string text = DeclarationWriter.Write(ManyBlocks.Summary.Architecture, "Written", "A network.").Text;
        Assert.Equal(
            """
            using ModelCompiler;

            namespace Written;

            /// <summary>A network.</summary>
            [Model]
            [Input(16, 16, 3)]
            [Conv2D(8, 3, Pad = 1)]
            [Residual<BasicBlock>(8, Repeat = 2, Activation = Activation.ReLU)]
            [Residual<BasicBlock>(16, Strides = 2, Activation = Activation.ReLU)]
            [Use<ConvBlock>(Repeat = 7)]
            [Branches<Branch1x1, Branch3x3, PooledBranch>(4, 6)]
            [Branches<Branch1x1, Branch3x3, PooledBranch>(8, 10)]
            [GlobalAveragePooling2D]
            [Dense(3, Activation = Activation.Softmax)]
            [Loss(Loss.CategoricalCrossEntropy)]
            public partial class ManyBlocks;

            /// <summary>A block of <see cref="ManyBlocks"/>.</summary>
            [Block]
            [Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
            [BatchNormalization]
            [ReLU]
            [Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
            [BatchNormalization]
            public class BasicBlock;

            /// <summary>A block of <see cref="ManyBlocks"/>.</summary>
            [Block]
            [Conv2D(Block.Width, 1)]
            public class Branch1x1;

            /// <summary>A block of <see cref="ManyBlocks"/>.</summary>
            [Block]
            [Conv2D(Block.Width2, 3, Pad = 1)]
            public class Branch3x3;

            /// <summary>A block of <see cref="ManyBlocks"/>.</summary>
            [Block]
            [MaxPooling2D(3, Strides = 1, Pad = 1)]
            [Conv2D(2, 1)]
            public class PooledBranch;

            /// <summary>A block of <see cref="ManyBlocks"/>.</summary>
            [Block]
            [Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
            public class ConvBlock;

            """,
            text);
    }

    private static void Check(ModelArchitecture graph)
    {
        Declaration written = DeclarationWriter.Write(graph, "Written", "A network.");
        ModelArchitecture declared = DeclaredArchitecture.Read(written.Text, $"Written.{graph.ModelName}");
        Assert.True(SameArchitecture.Difference(graph, declared, written.Names) is null, SameArchitecture.Difference(graph, declared, written.Names) + "\n" + written.Text);
        Assert.Equal(graph.Outputs.Count, declared.Outputs.Count);
        Assert.Equal(graph.Losses.Select(l => l.Loss), declared.Losses.Select(l => l.Loss));
    }

    private static ModelArchitecture Graph(string net) => net switch
    {
        "ConvolutionNet" => ConvolutionNet.Summary.Architecture,
        "SequenceNet" => SequenceNet.Summary.Architecture,
        "MapNet" => MapNet.Summary.Architecture,
        "FilterNet" => FilterNet.Summary.Architecture,
        "GraphNet" => GraphNet.Summary.Architecture,
        "FunctionNet" => FunctionNet.Summary.Architecture,
        "KitchenNet" => KitchenNet.Summary.Architecture,
        "DigitNet" => DigitNet.Summary.Architecture,
        "TurnedNet" => TurnedNet.Summary.Architecture,
        "ShortcutNet" => ShortcutNet.Summary.Architecture,
        "ManyBlocks" => ManyBlocks.Summary.Architecture,
        _ => TinyNet.Summary.Architecture,
    };

    private static void Export(string net, string path)
    {
        switch (net)
        {
            case "ConvolutionNet": OnnxModel.Export(new ConvolutionNet(1), path); break;
            case "SequenceNet": OnnxModel.Export(new SequenceNet(1), path); break;
            case "MapNet": OnnxModel.Export(new MapNet(1), path); break;
            case "GraphNet": OnnxModel.Export(new GraphNet(1), path); break;
            case "ManyBlocks": OnnxModel.Export(new ManyBlocks(1), path); break;
            default: OnnxModel.Export(new FunctionNet(1), path); break;
        }
    }
}

/// <summary>Everything that a block can be for.</summary>
[Model]
[Input(16, 16, 3)]
[Conv2D(8, 3, Pad = 1)]
[Residual<Pair>(8, Repeat = 2, Activation = Activation.ReLU)]
[Residual<Pair>(16, Strides = 2, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Branches<Narrow, Wide, Pooled>(4, 6)]
[Branches<Narrow, Wide, Pooled>(8, 10)]
[GlobalAveragePooling2D]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class ManyBlocks;

/// <summary>A branch that pools.</summary>
[Block]
[MaxPooling2D(3, Strides = 1, Pad = 1)]
[Conv2D(2, 1)]
public class Pooled;
