using static ModelCompiler.Generators.Tests.Diagnostics.DiagnosticVerifier;

namespace ModelCompiler.Generators.Tests.Diagnostics;

public class ShapeDiagnosticsTests
{
    [Fact]
    public Task MC0101_kernel_larger_than_its_input() => VerifyLayers(
        "[Input(30, 30, 3)] [Conv2D(8, 3)] [MaxPooling2D] [Conv2D(16, 5)] [MaxPooling2D] [Conv2D(8, {|MC0101:7|})] [Flatten] [Dense(10)]",
        "'conv2d_3': kernel 7×7 does not fit the 5×5×16 output of 'max_pooling2d_2'; use a kernel of at most 5, Padding.Same, or Pad = 1");

    [Theory]
    [InlineData("[Input(3, 9, 1)] [Conv2D(1, {|MC0101:5|}, 2)]", "kernel 5×2 does not fit the 3×9×1 input; use a kernel of at most 3×2, Padding.Same, or Pad = 1")]
    [InlineData("[Input(9, 3, 1)] [Conv2D(1, 2, {|MC0101:5|})]", "kernel 2×5 does not fit the 9×3×1 input; use a kernel of at most 2×3, Padding.Same, or Pad = 1")]
    [InlineData("[Input(5, 5, 1)] [Conv2D(1, {|MC0101:3|}, Dilation = 3)]", "kernel 3×3, dilated to 7×7, does not fit the 5×5×1 input; use a kernel of at most 2, Padding.Same, or Pad = 1")]
    [InlineData("[Input(3, 3, 1)] [Conv2D(1, {|MC0101:7|}, Pad = 1)]", "kernel 7×7 does not fit the 3×3×1 input padded to 5×5; use a kernel of at most 5 or Pad = 2")]
    public Task MC0101_arithmetic(string layers, string message) => VerifyLayers(layers, $"'conv2d_1': {message}");

    [Fact]
    public Task MC0101_pooling_window() => VerifyLayers(
        "[Input(3, 3, 1)] [MaxPooling2D({|MC0101:4|})]",
        "'max_pooling2d_1': window 4×4 does not fit the 3×3×1 input; use a window of at most 3, Padding.Same, or Pad = 1");

    [Fact]
    public Task MC0102_dense_on_a_map() => VerifyLayers(
        "[Input(28, 28, 1)] [Conv2D(20, 5)] [{|MC0102:Dense(10)|}]",
        "'dense_1': a dense layer reads a vector, but the 24×24×20 output of 'conv2d_1' has 3 axes; insert [Flatten] before it, which gives 11,520 elements");

    [Fact]
    public Task MC0103_flatten_of_a_vector() => VerifyLayers(
        "[Input(4)] [Dense(100)] [{|MC0103:Flatten|}] [Dense(1)]",
        "'flatten_1': the 100-element output of 'dense_1' is a vector already; remove [Flatten]");

    [Theory]
    [InlineData("[Input(100)] [{|MC0104:Conv2D(1, 3)|}]")]
    [InlineData("[Input(100, 2)] [{|MC0104:MaxPooling2D|}]")]
    [InlineData("[Input(100)] [{|MC0104:GlobalAveragePooling2D|}]")]
    [InlineData("[Input(100)] [{|MC0104:ZeroPadding2D(1)|}]")]
    public Task MC0104_wrong_number_of_axes(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0104_message() => VerifyLayers(
        "[Input(100, 2)] [{|MC0104:Conv2D(1, 3)|}]",
        "'conv2d_1': Conv2D reads a map of height×width×channels, but the 100×2 input has 2 axes; insert [Reshape(100, 1, 2)] before it");

    [Theory]
    [InlineData("[Input(9)] [{|MC0104:Conv1D(1, 3)|}]", "'conv1d_1': Conv1D reads a sequence of length×channels, but the 9-element input has 1 axis; insert [Reshape(length, channels)] before it")]
    [InlineData("[Input(4, 5, 6)] [{|MC0104:MaxPooling1D|}]", "'max_pooling1d_1': MaxPooling1D reads a sequence of length×channels, but the 4×5×6 input has 3 axes; insert [Reshape(-1, 6)] before it")]
    public Task MC0104_of_sequences(string layers, string message) => VerifyLayers(layers, message);

    [Fact]
    public Task MC0101_of_sequences() => VerifyLayers(
        "[Input(9, 2)] [Conv1D(4, {|MC0101:12|})]", "'conv1d_1': kernel 12 does not fit the 9×2 input; use a kernel of at most 9, Padding.Same, or Pad = 2");

    [Theory]
    [InlineData("[Input(8, 8, 6)] [Conv2D(8, 3, {|MC0112:Groups = 4|})]", "'conv2d_1': Groups = 4 must divide both the 6 channels of the 8×8×6 input and the 8 filters; use 1 or 2")]
    [InlineData("[Input(9, 5)] [Conv1D(5, 3, {|MC0112:Groups = 3|})]", "'conv1d_1': Groups = 3 must divide both the 5 channels of the 9×5 input and the 5 filters; use 1 or 5")]
    public Task MC0112_groups(string layers, string message) => VerifyLayers(layers, message);

    [Theory]
    [InlineData("[Input(8, 8, 6)] [ChannelShuffle({|MC0140:4|})]", "'channel_shuffle_1': the 6 channels of the 8×8×6 input cannot be divided into 4 groups; numbers that divide them are 2, 3, 6")]
    [InlineData(
        "[Input(8, 8, 6)] [GroupNormalization({|MC0140:4|})]", "'group_normalization_1': the 6 channels of the 8×8×6 input cannot be divided into 4 groups; numbers that divide them are 2, 3, 6")]
    [InlineData("[Input(8, 8, 6)] [PixelShuffle({|MC0140:2|})]",
        "'pixel_shuffle_1': the 6 channels of the 8×8×6 input cannot be divided into 4 cells of 2×2; give the layer before it a multiple of 4 channels")]
    [InlineData("[Input(6)] [ChannelSplit({|MC0140:4|}, 0)]", "'channel_split_1': the 6 channels of the 6-element input cannot be divided into 4 parts; numbers that divide them are 2, 3, 6")]
    public Task MC0140_parts(string layers, string message) => VerifyLayers(layers, message);

    [Theory]
    [InlineData(
        "[Input(8, 8, 6)] [Slice(-1, 3, {|MC0141:4|})]", "'slice_1': elements 3 to 6 along axis 3 of the 8×8×6 input, which has 6 there; choose a start and a length that end at element 5 or before")]
    [InlineData(
        "[Input(8, 7, 6)] [Slice(2, 0, {|MC0141:8|})]", "'slice_1': elements 0 to 7 along axis 2 of the 8×7×6 input, which has 7 there; choose a start and a length that end at element 6 or before")]
    public Task MC0141_slices(string layers, string message) => VerifyLayers(layers, message);

    [Theory]
    [InlineData(
        "[Input(1, 2, 8)] [Conv2DTranspose(4, 3, {|MC0142:Pad = 2|})]", "'conv2d_transpose_1': the kernels reach over 3×4 cells, of which a padding of 4 along an axis leaves none; use a smaller Pad")]
    public Task MC0142_padding_of_transposed_convolutions(string layers, string message) => VerifyLayers(layers, message);

    [Theory]
    [InlineData("[Input(2, 9, 1)] [MedianFilter2D({|MC0101:5|})]", "'median_filter2d_1': filter 5×5 does not fit the 2×9×1 input; use a filter of at most 2×5 or Padding.Same")]
    public Task MC0101_of_filters(string layers, string message) => VerifyLayers(layers, message);

    [Fact]
    public Task MC0113_cropping() => VerifyLayers(
        "[Input(8, 4, 1)] [Cropping2D(1, {|MC0113:2|})]", "'cropping2d_1': cropping 2 + 2 of the 4 columns of the 8×4×1 input leaves nothing; crop at most 3 in all");

    [Fact]
    public Task MC0105_reshape_to_another_count() => VerifyLayers(
        "[Input(4, 4, 2)] [Reshape({|MC0105:5|}, 6)] [Flatten] [Dense(1)]",
        "'reshape_1': the 4×4×2 input has 4·4·2 = 32 elements, but the new shape 5×6 has 5·6 = 30; choose sizes whose product is 32, or write -1 for one of them");

    [Fact]
    public Task MC0105_reshape_to_a_count_that_does_not_divide() => VerifyLayers(
        "[Input(32)] [Reshape({|MC0105:5|}, -1)] [Flatten] [Dense(1)]",
        "'reshape_1': the 32-element input has 32 elements, but the new shape 5×-1 has a multiple of 5; 32 / 5 leaves 2: choose sizes whose product divides 32");

    [Theory]
    [InlineData("{|MC0106:0|}, 2")]
    [InlineData("{|MC0106:-1|}, -1")]
    [InlineData("{|MC0106:-2|}")]
    [InlineData("{|MC0106:2|}, 2, 2, 2")]
    public Task MC0106_invalid_target(string sizes) => VerifyLayers($"[Input(16)] [Reshape({sizes})] [Flatten] [Dense(1)]");

    [Fact]
    public Task MC0106_no_sizes() => VerifyLayers("[Input(16)] [{|MC0106:Reshape|}] [Dense(1)]");

    [Fact]
    public Task MC0106_null() => VerifyLayers("[Input(16)] [Reshape({|MC0106:null!|})] [Dense(1)]");

    [Fact]
    public Task MC0107_rows_and_columns_that_strides_drop() => VerifyLayers(
        "[Input(5, 5, 1)] [{|MC0107:MaxPooling2D|}] [Flatten] [Dense(1)]",
        "'max_pooling2d_1': stride 2 leaves the last of 5 rows and the last of 5 columns of the 5×5×1 input unread ((5 - 2) mod 2 = 1); use Padding.Same, or [ZeroPadding2D] before it");

    [Theory]
    [InlineData("[Input(9, 8, 1)] [Conv2D(1, 3, {|MC0107:Strides = 3|})]")]
    [InlineData("[Input(9, 8, 1)] [Conv2D(1, 3, {|MC0107:StrideWidth = 3|})]")]
    [InlineData("[Input(10, 10, 1)] [MaxPooling2D(4, Pad = 1, {|MC0107:Strides = 5|})]")]
    public Task MC0107_where(string layers) => VerifyLayers(layers);

    [Theory]
    [InlineData("[Input(224, 224, 3)] [Conv2D(64, 7, Strides = 2, Pad = 3)]")] // only padding is left over
    [InlineData("[Input(5, 5, 1)] [MaxPooling2D(Padding = Padding.Same)]")]
    [InlineData("[Input(56, 56, 1)] [Conv2D(1, 1, Strides = 2)]")] // gaps as wide as the rest are meant
    public Task No_cells_are_dropped(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0108_too_many_parameters() => VerifyLayers(
        "[Input(480000)] [Dense({|MC0108:480000|})]",
        "'dense_1' has 230,400,480,000 parameters (480,000 × 480,000 + 480,000), which is more than the 2,147,483,647 that one network may have; use fewer units or filters, "
            + "or reduce the input first");

    [Fact]
    public Task MC0108_in_sum() => Verify(
        "[Model, Input(40000), Dense(40000), Dense(40000)] public partial class {|MC0108:Net|};",
        "'Net' has 3,200,080,000 parameters (in 2 layers with weights), which is more than the 2,147,483,647 that one network may have; use fewer units or filters, or reduce the input first");

    [Theory]
    [InlineData("[{|MC0109:Input(2000000, 2000000, 3)|}] [Flatten] [Dense(1)]")]
    [InlineData("[{|MC0109:Input(2000000000, 2000000000, 2000000000)|}] [Flatten] [Dense(1)]")]
    [InlineData("[Input(30000, 30000, 1)] [{|MC0109:Conv2D(64, 3)|}] [Flatten] [Dense(1)]")]
    [InlineData("[Input(10, 10, 1)] [{|MC0109:ZeroPadding2D(2000000000)|}] [Flatten] [Dense(1)]")]
    [InlineData("[Input(10, 10, 1)] [{|MC0109:Conv2D(1, 3, Pad = 2000000000)|}] [Flatten] [Dense(1)]")]
    public Task MC0109_too_many_elements(string layers) => VerifyLayers(layers);

    [Fact]
    public Task MC0110_pad_covers_the_window() => VerifyLayers(
        "[Input(9, 9, 1)] [AveragePooling2D(2, {|MC0110:Pad = 2|})] [Flatten] [Dense(1)]",
        "'average_pooling2d_1': Pad = 2 is not smaller than the window of 2, so some windows would see nothing but padding; use a Pad of at most 1");

    [Theory]
    [InlineData("[Input(4)] [Dense(1, {|MC0111:Activation = Activation.Softmax|})]")]
    [InlineData("[Input(4)] [Dense(1)] [{|MC0111:Softmax|}]")]
    public Task MC0111_softmax_of_one(string layers) => VerifyLayers(layers);

    [Fact]
    public Task Softmax_in_the_middle_is_allowed() => VerifyLayers("[Input(4)] [Dense(3, Activation = Activation.Softmax)] [Dense(2)]");

    [Fact]
    public Task An_unknown_shape_silences_what_depends_on_it() => VerifyLayers(
        "[Input(4, 4, 1)] [Conv2D(1, {|MC0101:9|})] [Conv2D(2, 9)] [MaxPooling2D(7)] [Flatten] [Dense(3)] [Dense(2, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]");

    [Fact]
    public Task MC0901_what_each_layer_costs() => VerifyLayers(
        "[Input(28, 28, 1)] [{|MC0901:Conv2D(20, 5, Activation = Activation.ReLU)|}] [{|MC0901:Flatten|}] [{|MC0901:Dense(10)|}]",
        "output 24×24×20 · 520 parameters · 288,000 multiply-adds",
        "output 11520 · 0 parameters · 0 multiply-adds",
        "output 10 · 115,210 parameters · 115,200 multiply-adds");
}
