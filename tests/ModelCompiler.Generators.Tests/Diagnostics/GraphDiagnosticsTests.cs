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
        "nothing reads the output of 'dense_1'; name it in a later layer's From, [Add] or [Concatenate], or remove the layer");

    [Fact]
    public Task MC0014_a_join_of_nothing() => VerifyLayers("[Input(4)] [Dense(4)] [{|MC0014:Add|}]");

    [Fact]
    public Task MC0130_unequal_shapes() => VerifyLayers(
        """[Input(8, 8, 3)] [Conv2D(16, 1, Name = "wide")] [Conv2D(16, 3)] [Add({|MC0130:"wide"|}, "input")]""",
        "'add_1' adds values element by element, but the 6×6×16 output of 'conv2d_2' and the 8×8×16 output of 'wide' differ; "
        + "bring one to the other's shape, as a 1×1 convolution does for channels and a stride for rows and columns");

    [Fact]
    public Task MC0130_the_second_of_the_names() => VerifyLayers(
        """[Input(4)] [Dense(5)] [Dense(5)] [Multiply("dense_1", {|MC0130:"input"|})]""");

    [Fact]
    public Task MC0131_unequal_maps() => VerifyLayers(
        """[Input(8, 8, 3)] [Conv2D(4, 3)] [Concatenate({|MC0131:"input"|})]""",
        "'concatenate_1' puts channels beside each other, but the 6×6×4 output of 'conv2d_1' and the 8×8×3 input differ in their other axes; "
        + "bring one to the other's rows and columns by strides, padding or cropping");
}
