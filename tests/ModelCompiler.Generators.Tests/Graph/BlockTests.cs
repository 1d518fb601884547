using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.Graph;

public class BlockTests
{
    private const string Blocks =
        """
        [Block] [Conv2D(Block.Width, 1, Activation = Activation.ReLU)]
        [Conv2D(Block.Width, 3, Strides = Block.Strides, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(4 * Block.Width, 1)]
        public class Bottleneck;
        [Block] [Conv2D(Block.Width, 3, Padding = Padding.Same)] [Add("input")] public class Inner;
        [Block] [Use<Inner>(Block.Width / 2, Repeat = 2)] [Conv2D(Block.Width2 - 3, 1)] public class Outer;
        [Block] [Conv2D(Block.Width, 1)] public class One;
        [Block] [Conv2D(Block.Width2, 1)] [Conv2D(Block.Width3, Block.KernelHeight, Block.KernelWidth, Padding = Padding.Same)] public class Two;
        [Block] [Branches<One, Two, One>] public class Inception;
        """;

    [Fact]
    public void A_stage_of_a_residual_network_is_one_line()
    {
        var graph = Shaped("[Input(8, 8, 16)] [Residual<Bottleneck>(4, Repeat = 2)] [Residual<Bottleneck>(8, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]");
        Assert.Equal(
            [
                "bottleneck_1/conv2d_1 8×8×4", "bottleneck_1/conv2d_2 8×8×4", "bottleneck_1/conv2d_3 8×8×16", "bottleneck_1/add 8×8×16",
                "bottleneck_2/conv2d_1 8×8×4", "bottleneck_2/conv2d_2 8×8×4", "bottleneck_2/conv2d_3 8×8×16", "bottleneck_2/add 8×8×16",
                "bottleneck_3/conv2d_1 8×8×8", "bottleneck_3/conv2d_2 4×4×8", "bottleneck_3/conv2d_3 4×4×32", "bottleneck_3/projection 4×4×32", "bottleneck_3/add 4×4×32",
                "bottleneck_4/conv2d_1 4×4×8", "bottleneck_4/conv2d_2 4×4×8", "bottleneck_4/conv2d_3 4×4×32", "bottleneck_4/add 4×4×32",
            ],
            graph.Facts.Select(f => $"{f.Name} {f.Output}"));
        Assert.Contains("bottleneck_3/projection.kernel", graph.Parameters.Select(p => p.Declaration.Name));
    }

    [Fact]
    public void Blocks_nest_and_hand_on_what_they_are_given()
    {
        var graph = Shaped("[Input(5, 5, 4)] [Use<Outer>(8, 5, Name = \"stem\")]");
        Assert.Equal(
            ["stem/inner_1/conv2d_1 5×5×4", "stem/inner_1/add_1 5×5×4", "stem/inner_2/conv2d_1 5×5×4", "stem/inner_2/add_1 5×5×4", "stem/conv2d_1 5×5×2"],
            graph.Facts.Select(f => $"{f.Name} {f.Output}"));
    }

    [Fact]
    public void Branches_read_one_value_and_are_concatenated()
    {
        var graph = Shaped("[Input(5, 5, 4)] [Use<Inception>(6, 7, 9, Kernel = 3)] [Branches<One, Two>(1, 2, 3, KernelHeight = 1, KernelWidth = 5)]");
        Assert.Equal(
            [
                "inception_1/branches_1/one_1/conv2d_1 5×5×6", "inception_1/branches_1/two_1/conv2d_1 5×5×7", "inception_1/branches_1/two_1/conv2d_2 5×5×9",
                "inception_1/branches_1/one_2/conv2d_1 5×5×6",
                "inception_1/branches_1/concatenate 5×5×21",
                "branches_1/one_1/conv2d_1 5×5×1", "branches_1/two_1/conv2d_1 5×5×2", "branches_1/two_1/conv2d_2 5×5×3", "branches_1/concatenate 5×5×4",
            ],
            graph.Facts.Select(f => $"{f.Name} {f.Output}"));
    }

    [Fact]
    public void Layers_read_into_uses_by_their_full_names()
    {
        var graph = Shaped("[Input(5, 5, 4)] [Use<One>(3)] [Use<Two>(0, 3, 3, Kernel = 1, Name = \"b\")] [Add(\"one_1\", \"b/conv2d_1\")]");
        var sum = graph.Nodes[^1];
        Assert.Equal(["b", "one_1/conv2d_1", "b/conv2d_1"], sum.Inputs.Select(i => graph.Nodes[i].Name == "b/conv2d_2" ? "b" : graph.Nodes[i].Name));
    }

    [Fact]
    public void A_frozen_use_freezes_all_inside() =>
        Assert.All(Shaped("[Input(5, 5, 4)] [Use<Outer>(8, 5, Trainable = false)]").Parameters, p => Assert.False(p.Declaration.Trainable));

    [Theory]
    [InlineData(Block.Width, "Block.Width")]
    [InlineData(28 * Block.Width, "28 * Block.Width")]
    [InlineData(Block.Width / 16, "Block.Width / 16")]
    [InlineData(3 * Block.Width6 / 8 + 1000, "3 * Block.Width6 / 8 + 1000")]
    [InlineData(Block.KernelWidth - 1000, "Block.KernelWidth - 1000")]
    [InlineData(2 * (Block.Strides - 1), "2 * Block.Strides - 2")]
    [InlineData(Block.Width + Block.Width2, null)]
    [InlineData(Block.Width2 + Block.Width3, null)]
    [InlineData(Block.Width - 5000, null)]
    [InlineData(70_000_000, null)]
    [InlineData(1_000_000, null)]
    public void Expressions_are_read_back_from_their_values(int value, string? expression) => Assert.Equal(expression, BlockExpression.Read(value)?.ToString());

    [Fact]
    public void Every_parameter_is_told_from_every_other_in_every_multiple()
    {
        foreach (var (name, mark) in BlockExpression.Parameters)
        {
            int constant = (int)typeof(Block).GetField(name)!.GetValue(null)!;
            Assert.Equal(BlockExpression.Unit + (mark * BlockExpression.Step), constant);
            for (int numerator = 1; numerator <= 28; numerator++)
            {
                foreach (int divisor in (int[])[1, 2, 4, 8, 16])
                {
                    foreach (int rest in (int[])[0, -7, 1000])
                    {
                        var read = BlockExpression.Read((numerator * (long)constant / divisor) + rest)!;
                        Assert.Equal((name, rest, numerator * read.Divisor), (read.Parameter, read.Constant, read.Numerator * divisor));
                    }
                }
            }
        }

        foreach (var (a, first) in BlockExpression.Parameters)
            foreach (var (b, second) in BlockExpression.Parameters.Where(p => p.Mark != first))
                Assert.Null(BlockExpression.Read((2L * BlockExpression.Unit) + ((first + second) * BlockExpression.Step)));
    }

    private static ShapedGraph Shaped(string layers)
    {
        var type = TestCompilation.Create($"using ModelCompiler; namespace Nets; {Blocks} [Model] {layers} public partial class Net;").GetTypeByMetadataName("Nets.Net")!;
        var graph = GraphBuilder.Build(ModelBinder.Bind(type, default));
        Assert.Empty(ModelGraphVerifier.Verify(graph));
        var result = ShapeInferrer.Infer(graph);
        Assert.True(result is ShapeResult.Success, string.Join("\n", result.Faults));
        var shaped = ((ShapeResult.Success)result).Graph;
        Assert.Empty(ShapedGraphVerifier.Verify(shaped));
        return shaped;
    }
}
