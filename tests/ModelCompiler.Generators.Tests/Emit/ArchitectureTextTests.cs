using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>The graph as the text that a model carries.</summary>
public class ArchitectureTextTests
{
    [Theory]
    [InlineData("[Input(9, 9, 4)] [Conv2D(6, 3, Strides = 2, Padding = Padding.Same, Groups = 2, Activation = Activation.ReLU, L2 = 1e-4)]",
        "Conv2D conv2d_1: Convolution[kernel] filters=6 window=3,3 strides=2,2 padding=Same pads=1,1,1,1 groups=2 l2=0.0001 -> 5×5×6 | Bias[bias] | ReLU")]
    [InlineData("[Input(8, 8, 4)] [Conv2D(6, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]",
        "Conv2D conv2d_1: Convolution[kernel] filters=6 window=3,3 strides=2,2 padding=Same pads=0,0,1,1 -> 4×4×6")]
    // How it is computed is no part of what it is.
    [InlineData("[Input(8, 8, 4)] [Conv2D(6, 3, UseBias = false, Algorithm = Convolution.Direct)]", "Conv2D conv2d_1: Convolution[kernel] filters=6 window=3,3 -> 6×6×6")]
    [InlineData("[Input(9, 4)] [Conv1D(4, 3, Dilation = 2, Pad = 2, Trainable = false)]",
        "Conv1D conv1d_1 frozen: Convolution[kernel] filters=4 window=3 dilation=2 padding=Explicit pads=2,2 | Bias[bias]")]
    [InlineData("[Input(9, 9, 4)] [DepthwiseConv2D(3, DepthMultiplier = 2)]",
        "DepthwiseConv2D depthwise_conv2d_1: DepthwiseConvolution[kernel] multiplier=2 window=3,3 -> 7×7×8 | Bias[bias]")]
    [InlineData("[Input(4, 4, 4)] [Conv2DTranspose(2, 3, Strides = 2, Padding = Padding.Same)]",
        "Conv2DTranspose conv2d_transpose_1: TransposedConvolution[kernel] filters=2 window=3,3 strides=2,2 padding=Same pads=0,0,1,1 -> 8×8×2 | Bias[bias]")]
    [InlineData("[Input(4, 4, 4)] [BatchNormalization(Center = false)]",
        "BatchNormalization batch_normalization_1: BatchNormalization[gamma, moving_mean, moving_variance] momentum=0.99 epsilon=0.001")]
    [InlineData("[Input(4, 4, 4)] [FixedConv2D(1, 2, -1, 0.5)]", "FixedConv2D fixed_conv2d_1: FixedFilter numbers=-1,0.5 window=1,2 -> 4×3×4")]
    [InlineData("[Input(4, 4, 1)] [GradientMagnitude]",
        "GradientMagnitude gradient_magnitude_1: FixedFilter kernels=2 numbers=-1,0,1,-2,0,2,-1,0,1,-1,-2,-1,0,0,0,1,2,1 window=3,3 -> 2×2×1")]
    [InlineData("[Input(4, 4, 1)] [MaxPooling2D(2)]", "MaxPooling2D max_pooling2d_1: MaxPooling window=2,2 strides=2,2 -> 2×2×1")]
    [InlineData("[Input(4, 4, 1)] [Flatten] [Dense(3, L1 = 0.5, Activation = Activation.Softmax)]",
        "Flatten flatten_1: Reshape -> 16", "Dense dense_1: Dense[kernel] l1=0.5 -> 3 | Bias[bias] | Softmax")]
    [InlineData("[Input(4)] [Dense(4, Name = \"a\")] [ReLU] [Add(\"input\", \"a\", Activation = Activation.ELU)]",
        "Dense a: Dense[kernel] | Bias[bias]", "ReLU relu_1: ReLU", "Add add_1: Add(relu_1, input, a) | ELU alpha=1")]
    [InlineData("[Input(4, 4, 2)] [UpSampling2D(2, Interpolation = Interpolation.Bilinear)] [Cropping2D(1)] [ZeroPadding2D(1, 0, 2, 0)] [PositionBias]",
        "UpSampling2D up_sampling2d_1: Upsampling size=2,2 kind=Bilinear -> 8×8×2", "Cropping2D cropping2d_1: Cropping sides=1,1,1,1 -> 6×6×2",
        "ZeroPadding2D zero_padding2d_1: ZeroPadding sides=1,0,2,0 -> 7×8×2", "PositionBias position_bias_1: PositionBias[bias]")]
    [InlineData("[Input(4, 4, 2)] [LocalResponseNormalization] [Dropout(0.25)] [GlobalAveragePooling2D]",
        "LocalResponseNormalization local_response_normalization_1: ResponseNormalization radius=5 bias=1 alpha=1 beta=0.5",
        "Dropout dropout_1: Dropout rate=0.25", "GlobalAveragePooling2D global_average_pooling2d_1: GlobalAveragePooling -> 2")]
    [InlineData("[Input(4, 4, 2)] [ReLU6] [Clip(-1, double.PositiveInfinity)] [PReLU(SharedAxes = [1, 2])] [ReLU(Threshold = 1, MaxValue = 3)]",
        "ReLU6 relu6_1: Clip alpha=0 beta=6", "Clip clip_1: Clip alpha=-1 beta=Infinity", "PReLU prelu_1: PReLU[alpha] shared=1,2",
        "ReLU relu_1: ThresholdedReLU alpha=0 beta=1 | Clip alpha=-Infinity beta=3")]
    [InlineData("[Input(4, 4, 8)] [ReLU6] [ReLU(NegativeSlope = 0.5, Threshold = 1, MaxValue = 2)] [PReLU(SharedAxes = new[] { 1, 2 })] [GELU(Approximate = true)] [SiLU]",
        "ReLU6 relu6_1: Clip alpha=0 beta=6", "ReLU relu_1: ThresholdedReLU alpha=0.5 beta=1 | Clip alpha=-Infinity beta=2", "PReLU prelu_1: PReLU[alpha] shared=1,2", "GELU gelu_1: TanhGELU",
        "SiLU silu_1: SiLU")]
    [InlineData("[Input(4, 4, 8)] [GroupNormalization(2)] [LayerNormalization(Scale = false)] [SpatialDropout2D(0.25)] [ChannelShuffle(2)] [Permute(2, 1, 3)]",
        "GroupNormalization group_normalization_1: GroupNormalization[gamma, beta] groups=2 epsilon=0.001", "LayerNormalization layer_normalization_1: LayerNormalization[beta] epsilon=0.001",
        "SpatialDropout2D spatial_dropout2d_1: Dropout rate=0.25 unit=Channel", "ChannelShuffle channel_shuffle_1: ChannelShuffle groups=2", "Permute permute_1: Permute axes=2,1,3")]
    [InlineData(
        "[Input(4, 4, 8)] [PixelShuffle(2)] [Slice(-1, 1, 1)] [ChannelSplit(1, 0)] [AveragePooling2D(3, Strides = 2, CeilMode = true, CountIncludePad = true)] [GlobalMaxPooling2D(KeepDims = true)]",
        "PixelShuffle pixel_shuffle_1: PixelShuffle factor=2 -> 8×8×2", "Slice slice_1: Slice axis=3 start=1 -> 8×8×1", "ChannelSplit channel_split_1: Slice axis=3 start=0",
        "AveragePooling2D average_pooling2d_1: AveragePooling window=3,3 strides=2,2 pads=0,0,1,1 ceil=true count_include_pad=true -> 4×4×1",
        "GlobalMaxPooling2D global_max_pooling2d_1: GlobalMaxPooling -> 1×1×1")]
    public void A_layer_is_a_line(string layers, params string[] lines) => Assert.Equal(lines, ArchitectureText.Lines(Stages.Shaped(layers)).Skip(1));

    [Fact]
    public void Outputs_and_losses_stand_at_the_end() => Assert.Equal(
        ["input 4", "Dense a: Dense[kernel] -> 2 | Bias[bias]", "Dense dense_2: Dense(input)[kernel] -> 2 | Bias[bias]", "output a", "loss Huber delta=2", "loss MeanSquaredError of=a weight=0.3"],
        ArchitectureText.Lines(Stages.Shaped(
            "[Input(4)] [Dense(2, Name = \"a\")] [Dense(2, From = \"input\")] [Output(\"a\")] [Loss(Loss.Huber, Delta = 2)] [Loss(Loss.MeanSquaredError, Output = \"a\", Weight = 0.3)]")));

    /// <summary>A new operation needs a text: without one no model that uses it compiles.</summary>
    [Fact]
    public void Every_operation_has_a_text()
    {
        string source = File.ReadAllText(Repository.PathOf("generators", "ModelCompiler.Generators", "Emit", "ArchitectureSettings.cs"));
        var operations = typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation)) && t != typeof(InputOperation) && t != typeof(UnknownOperation) && t != typeof(Shortcut));
        Assert.Empty(operations.Where(o => !source.Contains(o.Name)).Select(o => o.Name));
    }
}
