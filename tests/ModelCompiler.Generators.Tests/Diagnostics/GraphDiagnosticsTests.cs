using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class GraphDiagnosticsTests
{
    [Fact]
    public Task Sound_graphs_have_none() => VerifyLayers(
        """
        [Input(8, 8, 4)] [Conv2D(4, 3, Padding = Padding.Same)] [Add("input", Activation = Activation.ReLU, Name = "sum")] [Conv2D(2, 1)]
        [Conv2D(3, 3, Padding = Padding.Same, From = "sum")] [Concatenate("conv2d_2", "input")] [Multiply("concatenate_1")]
        """);

    [Fact]
    public Task MC0030_a_name_that_does_not_exist() => VerifyLayers(
        """[Input(4)] [Dense(4)] [Dense(4)] [Add({|MC0030:"dens_1"|})]""",
        "'add_1' reads 'dens_1', which does not exist here; there are 'input', 'dense_1', 'dense_2'; values flow from top to bottom, so name a layer above it, or 'input'");

    [Fact]
    public Task MC0030_a_layer_further_down() => VerifyLayers(
        """[Input(4)] [Dense(4)] [Add("dense_1", {|MC0030:"dense_2"|})] [Dense(4)]""",
        "'add_1' reads 'dense_2', which stands further down; values flow from top to bottom, so name a layer above it, or 'input'");

    [Fact]
    public Task MC0030_the_layer_itself() => VerifyLayers(
        """[Input(4)] [Dense(4, {|MC0030:From = "loop"|}, Name = "loop")]""",
        "'loop' reads 'loop', which is the layer itself; values flow from top to bottom, so name a layer above it, or 'input'");

    [Fact]
    public Task MC0031_a_branch_that_nobody_reads() => VerifyLayers(
        """[Input(4)] [{|MC0031:Dense(4, Activation = Activation.ReLU)|}] [Dense(4, From = "input")]""",
        "nothing reads the output of 'dense_1'; name it in a later layer's From, [Add] or [Concatenate], or in [Output], or remove the layer");

    [Fact]
    public Task MC0014_a_join_of_nothing() => VerifyLayers("[Input(4)] [Dense(4)] [{|MC0014:Add|}]");

    [Fact]
    public Task MC0130_unequal_shapes() => VerifyLayers(
        """[Input(8, 8, 3)] [Conv2D(16, 1, Name = "wide")] [Conv2D(16, 3)] [Add({|MC0130:"wide"|}, "input")]""",
        "'add_1' adds values element by element, but the 6×6×16 output of 'conv2d_2' and the 8×8×16 output of 'wide' differ along an axis on which neither has 1 element; "
        + "bring one to the other's shape, as a 1×1 convolution does for channels and a stride for rows and columns");

    [Fact]
    public Task MC0130_the_second_of_the_names() => VerifyLayers(
        """[Input(4)] [Dense(5)] [Dense(5)] [Multiply("dense_1", {|MC0130:"input"|})]""");

    [Fact]
    public Task MC0131_unequal_maps() => VerifyLayers(
        """[Input(8, 8, 3)] [Conv2D(4, 3)] [Concatenate({|MC0131:"input"|})]""",
        "'concatenate_1' puts channels beside each other, but the 6×6×4 output of 'conv2d_1' and the 8×8×3 input differ in their other axes; "
        + "bring one to the other's rows and columns by strides, padding or cropping");

    [Fact]
    public Task Outputs_that_are_there() => VerifyLayers(
        """[Input(4)] [Dense(4)] [Dense(3, Name = "side")] [Dense(2, From = "dense_1")] [Output("dense_1")] [Output("side")]""");

    [Theory]
    [InlineData("dens_1", "is the name of no layer; there are 'dense_1', 'dense_2'")]
    [InlineData("input", "is the network's input")]
    [InlineData("dense_2", "is the last layer, whose output Predict gives already")]
    public Task MC0032_an_output_that_is_none(string name, string reason) => VerifyLayers(
        $$"""[Input(4)] [Dense(4)] [Dense(4)] [Output({|MC0032:"{{name}}"|})]""",
        $"[Output] names '{name}', which {reason}; name a layer before the last, or remove it");

    [Fact]
    public Task MC0032_a_layer_of_a_block() => Verify(
        """
        [Block] [Dense(4)] [Tanh] public class Body;
        [Model] [Input(4)] [Use<Body>(Repeat = 2)] [Dense(2)] [Output("body_2/dense_1")] [Output("body_1")] [Output({|MC0032:"body_2/dense_2"|})] public partial class Net;
        """,
        "[Output] names 'body_2/dense_2', which is the name of no layer; there are 'body_2/dense_1', 'body_2/tanh_1'; name a layer before the last, or remove it");

    [Theory]
    [InlineData("a_1", "a_1", "is an output already; remove this one")]
    [InlineData("a_1", "a-1", "would be called 'A1', as a member for 'a_1' is; give one of the layers another Name")]
    [InlineData("a_1", "a_1_size", "would be called 'A1Size', as a member for 'a_1' is; give one of the layers another Name")]
    [InlineData("a_1", "outputs", "would be called 'Outputs', which the generated struct needs itself; give the layer another Name")]
    public Task MC0033_a_name_that_is_taken(string first, string second, string reason) => VerifyLayers(
        $$"""[Input(4)] [Dense(4, Name = "a_1")] [Dense(4, Name = "a-1")] [Tanh(Name = "a_1_size")] [ReLU(Name = "outputs")] [Dense(4)] [Output("{{first}}")] [Output({|MC0033:"{{second}}"|})]""",
        $"the output '{second}' {reason}");

    [Fact]
    public void A_wrong_output_leaves_members_for_the_right_ones() => GeneratorRun.Of(
        """
        using ModelCompiler;
        [Model] [Input(4)] [Dense(4)] [Dense(2)] [Output("dense_1")] [Output("nobody")] public partial class Net;
        static class Use { static void Of(Net net, float[] x) => net.Predict(x, [], new Net.Outputs { Dense1 = new float[Net.Outputs.Dense1Size] }); }
        """, ("ModelCompilerReportsErrors", "false")).Emit();
}
