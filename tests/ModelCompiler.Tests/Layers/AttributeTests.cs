using System.Reflection;

namespace ModelCompiler.Tests.Layers;

public class AttributeTests
{
    private static readonly Type[] attributes =
        [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Attribute)) && t.GetCustomAttribute<ObsoleteAttribute>() is null)];

    [Fact]
    public void Attributes_go_on_classes_and_are_not_inherited() => Assert.All(attributes, type =>
    {
        AttributeUsageAttribute usage = type.GetCustomAttribute<AttributeUsageAttribute>()!;
        Assert.Equal(AttributeTargets.Class, usage.ValidOn);
        Assert.False(usage.Inherited);
        Assert.Equal(type.IsAssignableTo(typeof(LayerAttribute)) || type == typeof(OutputAttribute) || type == typeof(LossAttribute), usage.AllowMultiple);
    });

    [Fact]
    public void Only_the_layers_of_the_table_exist() => Assert.Equal(
        [
            "Add", "Average", "AveragePooling1D", "AveragePooling2D", "BatchNormalization", "Block", "Branches", "Budget", "ChannelShuffle",
            "ChannelSplit", "Clip", "Concatenate", "Conv1D", "Conv2D", "Conv2DTranspose", "Cropping2D", "Dense", "DepthwiseConv2D", "Dropout", "ELU",
            "FixedConv2D", "Flatten", "GELU", "GaussianNoise", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D",
            "GlobalMaxPooling2D", "GradientMagnitude", "GroupNormalization", "HardSigmoid", "HardSwish", "Input", "LayerNormalization", "LeakyReLU",
            "LocalResponseNormalization", "Loss", "MaxPooling1D", "MaxPooling2D", "Maximum", "MedianFilter2D", "Minimum", "Model", "Multiply",
            "Output", "PReLU", "Permute", "PixelShuffle", "PositionBias", "ReLU", "ReLU6", "Reshape", "Residual", "Sampling", "SeparableConv2D",
            "SharesWeightsOf", "SiLU", "Sigmoid", "Slice", "Softmax", "Softplus", "SpatialDropout2D", "StochasticDepth", "Subtract", "Tanh",
            "UpSampling2D", "Use", "Weights", "ZeroPadding2D",
        ],
        attributes.Where(t => !t.IsAbstract).Select(t => t.Name.Split('`')[0][..^"Attribute".Length]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        var convolution = new Conv2DAttribute(8, 3);
        Assert.Equal((8, 3, 3, 1, 1), (convolution.Filters, convolution.KernelHeight, convolution.KernelWidth, convolution.Strides, convolution.Dilation));
        Assert.Equal((Padding.Valid, Activation.Linear), (convolution.Padding, convolution.Activation));
        Assert.Equal((Initializer.GlorotUniform, Initializer.Zeros), (convolution.KernelInitializer, convolution.BiasInitializer));
        Assert.Equal((0.05, -0.05, 0.05), (convolution.KernelInitializerStddev, convolution.KernelInitializerMin, convolution.BiasInitializerMax));
        Assert.True(convolution.UseBias && convolution.Trainable);
        Assert.Equal((2, 2), (new MaxPooling2DAttribute().Height, new AveragePooling2DAttribute().Width));
        var normalization = new BatchNormalizationAttribute();
        Assert.Equal((0.99, 1e-3, true, true), (normalization.Momentum, normalization.Epsilon, normalization.Center, normalization.Scale));
        Assert.Equal((Initializer.Ones, Initializer.Zeros), (normalization.GammaInitializer, normalization.BetaInitializer));
        Assert.Equal((Initializer.Zeros, Initializer.Ones), (normalization.MovingMeanInitializer, normalization.MovingVarianceInitializer));
        Assert.Equal((0.3, 1.0, 1.0), (new LeakyReLUAttribute().Alpha, new ELUAttribute().Alpha, new LossAttribute(Loss.Huber).Delta));
    }

    [Fact]
    public void Short_forms_fill_all_sides()
    {
        Sides(new ZeroPadding2DAttribute(1), 1, 1, 1, 1);
        Sides(new ZeroPadding2DAttribute(1, 2), 1, 1, 2, 2);
        Sides(new ZeroPadding2DAttribute(1, 2, 3, 4), 1, 2, 3, 4);
        Assert.Equal([28, 28, 1], new InputAttribute(28, 28, 1).Shape);
        Assert.Equal((3, 5), (new Conv2DAttribute(1, 3, 5).KernelHeight, new Conv2DAttribute(1, 3, 5).KernelWidth));
    }

    private static void Sides(ZeroPadding2DAttribute padding, int top, int bottom, int left, int right) =>
        Assert.Equal((top, bottom, left, right), (padding.Top, padding.Bottom, padding.Left, padding.Right));
}
