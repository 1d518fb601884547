namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>All layers, for tests that hold something of each.</summary>
internal static class LayerFamily
{
    /// <summary>By the number of axes that they read, every layer with the settings that decide another kernel.</summary>
    public static readonly (int Axes, string Layer)[] All =
    [
        .. new[]
        {
            "Conv2D(4, 3)", "Conv2D(4, 5, Padding = Padding.Same)", "Conv2D(8, 3, Strides = 3, Padding = Padding.Same)", "Conv2D(4, 3, Dilation = 2, Pad = 2)", "Conv2D(4, 2, 1, Strides = 2)",
            "Conv2D(4, 1)", "Conv2D(4, 3, PadTop = 2, Activation = Activation.ELU)", "DepthwiseConv2D(3)", "DepthwiseConv2D(5, Strides = 3, Padding = Padding.Same)",
            "DepthwiseConv2D(2, DepthMultiplier = 2)", "SeparableConv2D(4, 3)", "Conv2DTranspose(4, 3)", "Conv2DTranspose(4, 5, Strides = 3, Padding = Padding.Same)",
            "Conv2DTranspose(2, 2, Strides = 2, OutputPadding = 1)", "MaxPooling2D", "MaxPooling2D(3, Strides = 2, Padding = Padding.Same)", "MaxPooling2D(3, Strides = 1)", "AveragePooling2D",
            "AveragePooling2D(3, Strides = 1, Padding = Padding.Same)", "AveragePooling2D(5, Strides = 3, Padding = Padding.Same)",
            "AveragePooling2D(3, Strides = 2, Pad = 1, CountIncludePad = true, CeilMode = true)", "GlobalAveragePooling2D", "GlobalMaxPooling2D(KeepDims = true)", "UpSampling2D",
            "UpSampling2D(2, Interpolation = Interpolation.Bilinear)", "UpSampling2D(1, 3, Interpolation = Interpolation.Bilinear)", "ZeroPadding2D(1)", "ZeroPadding2D(1, 0, 3, 2)", "Cropping2D(1)",
            "Cropping2D(0, 2, 1, 0)", "MedianFilter2D", "MedianFilter2D(Padding = Padding.Same)", "FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)", "FixedConv2D(1, 2, -1, 1)",
            "GradientMagnitude", "GradientMagnitude(Padding = Padding.Same)", "LocalResponseNormalization", "LocalResponseNormalization(DepthRadius = 2, Beta = 0.6)", "PixelShuffle(1)",
            "SpatialDropout2D(0.2)", "Permute(3, 1, 2)", "Permute(2, 1, 3)", "ChannelShuffle(1)",
        }.Select(l => (3, l)),
        .. new[]
        {
            "Conv1D(4, 3)", "Conv1D(8, 25, Padding = Padding.Same)", "Conv1D(4, 3, Strides = 2, Padding = Padding.Same)", "Conv1D(4, 3, PadLeft = 4, Dilation = 2)",
            "MaxPooling1D", "MaxPooling1D(9, Strides = 7, Padding = Padding.Same)", "AveragePooling1D", "AveragePooling1D(9, Strides = 7, Padding = Padding.Same)",
            "AveragePooling1D(4, Strides = 1, Padding = Padding.Same)", "GlobalAveragePooling1D", "GlobalMaxPooling1D(KeepDims = true)", "Permute(2, 1)",
        }.Select(l => (2, l)),
        .. new[]
        {
            "ReLU", "ELU", "LeakyReLU", "PReLU", "Sigmoid", "Tanh", "Softmax", "ReLU6", "Clip(0, 1)", "GELU", "SiLU", "HardSigmoid", "HardSwish", "Softplus", "Dropout(0.5)", "GaussianNoise(0.1)",
            "StochasticDepth(0.1)", "BatchNormalization", "LayerNormalization", "GroupNormalization(1)", "PositionBias", "Flatten", "Reshape(-1, 1)", "Slice(1, 1, 2)", "Slice(-1, 1, 3)",
            "ChannelSplit(1, 0)", "Add(\"input\")", "Subtract(\"input\")", "Multiply(\"input\")", "Average(\"input\")", "Maximum(\"input\")", "Minimum(\"input\")", "Concatenate(\"input\")",
            "Sampling(\"prelu_1\")",
        }.SelectMany(l => new[] { (1, l), (2, l), (3, l) }),
        (1, "Dense(3)"), (1, "Dense(3, Activation = Activation.Softmax)"),
    ];
}

public class LayerFamilyTests
{
    [Fact]
    public void Every_layer_is_in_it()
    {
        string[] all = [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract && !t.IsSubclassOf(typeof(BlockUseAttribute)))
            .Select(t => t.Name[..^"Attribute".Length])];
        Assert.Equal(all.Order(), LayerFamily.All.Select(l => l.Layer.Split('(')[0]).Distinct().Order());
    }
}
