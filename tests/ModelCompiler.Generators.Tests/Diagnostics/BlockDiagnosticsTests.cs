using Microsoft.CodeAnalysis;
using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class BlockDiagnosticsTests
{
    [Fact]
    public Task A_block_alone_has_none() => Verify("[Block] [Conv2D(Block.Width / 2, 3)] public class Body;");

    [Fact]
    public Task A_mistake_in_a_block_is_shown_there_and_names_the_use() => Verify(
        """
        [Block] [MaxPooling2D(2)] [Conv2D(Block.Width, {|MC0101:5|})] public class Body;
        [Model] [Input(12, 12, 3)] [Use<Body>(4)] [Use<Body>(8, Name = "second")] [Flatten] [Dense(2)] public partial class Net;
        """,
        "'second/conv2d_1': kernel 5×5 does not fit the 1×1×4 output of 'second/max_pooling2d_1'; use less pooling or smaller strides before it, or a kernel of 1"
        + " (used by [Use<Body>(8, Name = \"second\")] of 'Net')");

    [Fact]
    public Task Repetitions_say_it_once() => Verify(
        """
        [Block] [Conv2D(4, 3)] [Conv2D(2, {|MC0101:3|})] public class Body;
        [Model] [Input(7, 7, 3)] [Use<Body>(Repeat = 2)] [Flatten] [Dense(2)] public partial class Net;
        """);

    [Fact]
    public async Task The_use_is_an_additional_location()
    {
        var diagnostics = await TestCompilation.Analyze(TestCompilation.Create(
            "using ModelCompiler; [Block] [Conv2D(4, 9)] public class Body; [Model] [Input(7, 7, 3)] [Use<Body>] [Flatten] [Dense(2)] public partial class Net;"));
        var wrong = diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);
        var use = wrong.AdditionalLocations.Single();
        Assert.Equal("Use<Body>", (await use.SourceTree!.GetTextAsync()).ToString(use.SourceSpan));
    }

    [Fact]
    public Task Names_are_those_of_the_block() => Verify(
        """
        [Block] [Conv2D(4, 3, Padding = Padding.Same)] [Add({|MC0030:"outside"|})] public class Body;
        [Model] [Input(8, 8, 4)] [Conv2D(4, 1, Name = "outside")] [Use<Body>] public partial class Net;
        """,
        "'body_1/add_1' reads 'outside', which does not exist here; there are 'input', 'conv2d_1'; values flow from top to bottom, so name a layer above it, or 'input' (used "
            + "by [Use<Body>] of 'Net')");

    [Fact]
    public Task An_unused_branch_in_a_block() => Verify(
        """
        [Block] [{|MC0031:Conv2D(4, 1)|}] [Conv2D(4, 1, From = "input")] public class Body;
        [Model] [Input(8, 8, 4)] [Use<Body>] public partial class Net;
        """);

    [Fact]
    public Task MC0040_not_a_block() => Verify(
        "public class Body; [Model] [Input(8, 8, 3)] [{|MC0040:Use<Body>|}] [Flatten] [Dense(2)] public partial class Net;",
        "'Body', which 'Net' uses, is not a block; mark it [Block] and give it layers");

    [Fact]
    public Task MC0041_an_output_belongs_to_models() => Verify("[Block] [Dense(2)] [{|MC0041:Output(\"dense_1\")|}] [{|MC0041:SharesWeightsOf<Body>|}] public class Body;");

    [Fact]
    public Task MC0041_input_loss_and_budget_belong_to_models() => Verify(
        "[Block] [{|MC0041:Input(3)|}] [Dense(2)] [{|MC0041:Loss(Loss.MeanSquaredError)|}] [{|MC0041:Budget|}] public class Body;",
        "'Body' is a block, and [Input] belongs to a model; remove it: a block reads what stands before its use",
        "'Body' is a block, and [Loss] belongs to a model; remove it: a block reads what stands before its use",
        "'Body' is a block, and [Budget] belongs to a model; remove it: a block reads what stands before its use");

    [Fact]
    public Task MC0042_no_layers() => Verify("[Block] public class {|MC0042:Body|};", "'Body' is a block without layers; write at least one, or remove [Block]");

    [Fact]
    public Task MC0043_recursion() => Verify(
        """
        [Block] [Dense(4)] [{|MC0043:Use<Other>|}] public class Body;
        [Block] [{|MC0043:Use<Body>|}] public class Other;
        [Block] [{|MC0043:Residual<Own>|}] public class Own;
        [Model] [Input(4)] [Use<Body>] [Dense(2)] [Use<Own>] public partial class Net;
        """,
        "'Body' uses itself through 'Other', which would never end; write the layers out, or use Repeat",
        "'Other' uses itself through 'Body', which would never end; write the layers out, or use Repeat",
        "'Own' uses itself, which would never end; write the layers out, or use Repeat");

    [Fact]
    public Task MC0044_a_parameter_in_a_model() => VerifyLayers(
        "[Input(8)] [Dense({|MC0044:2 * Block.Width|})]",
        "'dense_1' reads 2 * Block.Width, but stands in no block; write a number: parameters are given to the blocks that a model uses");

    [Fact]
    public Task MC0045_a_parameter_that_is_not_given() => Verify(
        """
        [Block] [Dense(Block.Width)] [Dense(Block.Width2)] public class Body;
        [Model] [Input(8)] [{|MC0045:Use<Body>(4)|}] [Dense(2)] public partial class Net;
        """,
        "'body_1/dense_2' reads Block.Width2, which 'body_1' does not give; write at least 2 widths, one after the other");

    [Fact]
    public Task MC0046_two_parameters_and_a_rest() => Verify(
        """
        [Block] [Dense({|MC0046:Block.Width + Block.Width2|})] [Dense({|MC0046:Block.Width / 2|})] public class Body;
        [Model] [Input(8)] [Use<Body>(5, 6)] [Dense(2)] public partial class Net;
        """,
        "'body_1/dense_1': units is no expression of one block parameter; write a whole multiple of one parameter, divided by 1, 2, 4, 8 or 16, plus or minus at most 1,000 (used by "
            + "[Use<Body>(5, 6)] of 'Net')",
        "'body_1/dense_2': units is Block.Width / 2, which is not whole for 5; write a whole multiple of one parameter, divided by 1, 2, 4, 8 or 16, plus or minus at most 1,000 (used by "
            + "[Use<Body>(5, 6)] of 'Net')");

    [Fact]
    public Task MC0017_a_parameter_that_nobody_reads() => Verify(
        """
        [Block] [Dense(Block.Width)] public class Body;
        [Model] [Input(8)] [Use<Body>(4, {|MC0017:5|}, {|MC0017:Strides = 2|})] [Dense(2)] public partial class Net;
        """,
        "'body_1': Width2 has no effect with 'Body'; remove it, or use Block.Width2 in its layers",
        "'body_1': Strides has no effect with 'Body'; remove it, or use Block.Strides in its layers");

    [Theory]
    [InlineData("[Conv2D(4, 3)]", "Residual<Body>", "no stride of a projection brings 8×8×3 to the rows and columns of 6×6×4; use Padding.Same in the block", "the 8×8×3 map", "the 6×6×4 map")]
    [InlineData("[Flatten]", "Residual<Body>", "a projection changes sizes, not the number of axes; end the block with as many axes as it begins with", "the 8×8×3 map", "the 192 elements")]
    [InlineData("[Conv2D(4, 1)]", "Residual<Body>(Projection = Projection.Never)", "with Projection.Never both must have one shape; write Projection.WhenNeeded, or change the block", "the 8×8×3 map",
        "the 8×8×4 map")]
    public Task MC0132_a_shortcut_that_cannot_be(string layers, string use, string reason, string input, string output) => Verify(
        $"[Block] {layers} public class Body; [Model] [Input(8, 8, 3)] [{{|MC0132:{use}|}}] public partial class Net;",
        $"'body_1' adds {input} to {output}, which 'Body' makes of it; {reason}");

    [Fact]
    public Task Branches_of_unequal_maps() => Verify(
        """
        [Block] [Conv2D(4, 1)] public class One; [Block] [Conv2D(4, 3)] public class Three;
        [Model] [Input(8, 8, 3)] [{|MC0131:Branches<One, Three>|}] public partial class Net;
        """,
        "'branches_1/concatenate' puts channels beside each other, but the 8×8×4 output of 'branches_1/one_1/conv2d_1' and the 6×6×4 output of 'branches_1/three_1/conv2d_1' "
        + "differ in their other axes; "
        + "bring one to the other's rows and columns by strides, padding or cropping");

    [Theory]
    [InlineData("[{|MC0040:Use<Body[]>|}]", "Body[]")]
    [InlineData("[{|MC0040:Residual<Body[,]>|}]", "Body[,]")]
    [InlineData("[Use<Body>] [{|MC0040:Branches<Body, Body[][]>|}]", "Body[][]")]
    public Task MC0040_arrays_of_blocks(string layers, string name) => Verify(
        $"[Block] [Dense(8)] public class Body; [Model] [Input(8)] {layers} [Dense(2)] public partial class Net;", $"'{name}', which 'Net' uses, is not a block; mark it [Block] and give it layers");

    [Theory]
    [InlineData("[Dense(2)] [Budget({|MC0044:Parameters = 2 * Block.Width|})]", "Budget")]
    [InlineData("[Dense(2)] [Loss(Loss.Huber, {|MC0044:Delta = Block.Width|})]", "Loss")]
    [InlineData("[Use<Body>({|MC0044:Repeat = Block.Width|})]", "body_1")]
    public Task MC0044_settings_that_know_no_block(string layers, string name) => Verify(
        $"[Block] [Dense(8)] public class Body; [Model] [Input(8)] {layers} public partial class Net;",
        $"'{name}' reads {(name == "Budget" ? "2 * " : "")}Block.Width, but stands in no block; write a number: parameters are given to the blocks that a model uses");

    [Fact]
    public Task MC0014_repeat() => Verify("[Block] [Dense(3)] public class Body; [Model] [Input(8)] [Use<Body>({|MC0014:Repeat = 0|})] public partial class Net;");

    [Fact]
    public Task MC0901_a_use_says_what_all_of_it_costs() => Verify(
        """
        [Block] [Dense(Block.Width)] public class Body;
        [Model] [Input(8)] [{|MC0901:Use<Body>(8, Repeat = 3)|}] [{|MC0901:Dense(2)|}] public partial class Net;
        """,
        "output 8 · 216 parameters · 192 multiply-adds",
        "output 2 · 18 parameters · 16 multiply-adds");
}
