namespace ModelCompiler.Generators.Tests;

/// <summary>Declarations that tests of several stages share.</summary>
internal static class Declarations
{
    public const string Mnist =
        """
        [Input(28, 28, 1)] [Conv2D(20, 5, Activation = Activation.ReLU)] [Conv2D(40, 5, Activation = Activation.ReLU)] [Flatten]
        [Dense(100, Activation = Activation.ReLU)] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]
        """;

    public const string Keras =
        """
        [Input(28, 28, 1)] [Conv2D(32, 3, Activation = Activation.ReLU)] [MaxPooling2D(2)] [Conv2D(64, 3, Activation = Activation.ReLU)] [MaxPooling2D(2)]
        [Flatten] [Dropout(0.5)] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]
        """;

    public const string LeNet =
        """
        [Input(28, 28, 1)] [ZeroPadding2D(2)] [Conv2D(6, 5, Activation = Activation.Tanh)] [AveragePooling2D(2)] [Conv2D(16, 5, Activation = Activation.Tanh)]
        [AveragePooling2D(2)] [Conv2D(120, 5, Activation = Activation.Tanh)] [Flatten] [Dense(84, Activation = Activation.Tanh)]
        [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]
        """;

    public const string Mlp =
        """
        [Input(784)] [Dense(256, Activation = Activation.ReLU)] [Dense(32, Activation = Activation.Sigmoid)] [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        """;

    public const string ConvNetJsCifar =
        """
        [Input(32, 32, 3)] [Conv2D(16, 5, Padding = Padding.Same, Activation = Activation.ReLU)] [MaxPooling2D(2)]
        [Conv2D(20, 5, Padding = Padding.Same, Activation = Activation.ReLU)] [MaxPooling2D(2)]
        [Conv2D(20, 5, Padding = Padding.Same, Activation = Activation.ReLU)] [MaxPooling2D(2)]
        [Flatten] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]
        """;

    /// <summary>Small networks that between them use every layer, option, activation and loss.</summary>
    public static IReadOnlyList<string> Varied { get; } =
    [
        "[Input(1)] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
        "[Input(4)] [Dense(3, Activation = Activation.Tanh)] [Dense(2, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]",
        "[Input(7)] [Dense(20, Activation = Activation.ELU, L1 = 0.01, L2 = 0.1)] [Dropout(0.3)] [Dense(3, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]",
        "[Input(5, 3)] [Flatten] [Dense(6, Activation = Activation.LeakyReLU)] [Dense(1)] [Loss(Loss.Huber, Delta = 0.7)]",
        "[Input(5, 6)] [Flatten] [Dense(20)] [Reshape(4, 5)] [Softmax] [Loss(Loss.CategoricalCrossEntropy)]",
        "[Input(6, 6, 1)] [Conv2D(2, 3, Activation = Activation.ReLU)] [MaxPooling2D] [Flatten] [Dense(2, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]",
        """
        [Input(5, 5, 2)] [Conv2D(4, 3, Strides = 2, Padding = Padding.Same)] [AveragePooling2D(2, Strides = 1)] [GlobalAveragePooling2D]
        [Dense(1, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]
        """,
        "[Input(9, 8, 3)] [Conv2D(5, 3, 2, Dilation = 2, UseBias = false)] [ReLU] [Flatten] [Dense(2, Trainable = false)] [Loss(Loss.MeanAbsoluteError)]",
        "[Input(11, 9, 2)] [Conv2D(17, 5, 3, Strides = 3, Pad = 2)] [ELU(0.5)] [MaxPooling2D(3, Strides = 2, Padding = Padding.Same)] [Flatten] [Dense(3)] [Loss(Loss.MeanSquaredError)]",
        "[Input(8, 8, 3)] [ZeroPadding2D(1, 2, 0, 3)] [Conv2D(8, 3)] [Reshape(-1, 8)] [Tanh] [Flatten] [Dense(2)] [Loss(Loss.MeanSquaredError)]",
        "[Input(9, 9, 3)] [Conv2D(20, 3, UseBias = false)] [BatchNormalization] [ReLU] [Conv2D(7, 2)] [BatchNormalization(Scale = false)] [Flatten] [BatchNormalization(Trainable = false)] [Dense(2)] "
            + "[Loss(Loss.MeanSquaredError)]",
        "[Input(9, 9, 4)] [Conv2D(6, 3, Groups = 2)] [DepthwiseConv2D(3, DepthMultiplier = 3)] [DepthwiseConv2D(2, Activation = Activation.ReLU)] [GlobalMaxPooling2D] [Dense(2)] "
            + "[Loss(Loss.MeanSquaredError)]",
        "[Input(30, 3)] [Conv1D(8, 5, Activation = Activation.ReLU)] [MaxPooling1D] [Conv1D(6, 3, Strides = 2, Padding = Padding.Same)] [AveragePooling1D] [GlobalAveragePooling1D] [Dense(2)] "
            + "[Loss(Loss.MeanSquaredError)]",
        "[Input(6, 6, 3)] [Conv2DTranspose(5, 3, Strides = 2, Padding = Padding.Same)] [LocalResponseNormalization(DepthRadius = 2, Beta = 0.75)] [Cropping2D(1)] [UpSampling2D(2, Interpolation = "
            + "Interpolation.Bilinear)] [Conv2D(1, 1)] [PositionBias] [Flatten] [Dense(2)] [Loss(Loss.MeanSquaredError)]",
        "[Input(9, 9, 2)] [Conv2D(2, 1)] [FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)] [MedianFilter2D] [UpSampling2D] [GradientMagnitude] [GlobalAveragePooling2D] [Dense(2)] "
            + "[Loss(Loss.MeanSquaredError)]",
        "[Input(4, 4, 4)] [AveragePooling2D(3, Strides = 1, Padding = Padding.Same)] [Conv2D(3, 1)] [GlobalAveragePooling2D] [Softmax] [Loss(Loss.CategoricalCrossEntropy)]",
        "[Input(8, 8, 5)] [Conv2D(16, 3)] [ELU] [Conv2D(8, 1, Strides = 2)] [AveragePooling2D(1, Strides = 2)] [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]",
        "[Input(12)] [Dense(33)] [Sigmoid] [Dense(5, Activation = Activation.Sigmoid)] [Loss(Loss.Poisson)]",
        "[Input(1, 1, 1)] [Conv2D(1, 1)] [Flatten] [Dense(1, UseBias = false)] [Loss(Loss.MeanSquaredError)]",
        "[Input(10, 10, 1)] [Conv2D(6, 3, Padding = Padding.Same, Trainable = false)] [Conv2D(10, 3, Activation = Activation.ReLU)] [Dropout(0.5)] [Flatten] [Dense(2)]",
        "[Input(7, 7, 2)] [Conv2D(3, 2, Strides = 2, Name = \"a-b/c\")] [Flatten] [Dense(4, Name = \"class\")] [Loss(Loss.MeanSquaredError)]",
        """
        [Input(8, 8, 3)] [Conv2D(6, 3, Activation = Activation.ReLU)] [GlobalAveragePooling2D] [Dense(2, Activation = Activation.Softmax, Name = "aux")] [Conv2D(8, 3, From = "conv2d_1")]
        [Conv2D(8, 1, Activation = Activation.ReLU)] [Flatten] [Dense(2, Activation = Activation.Softmax)] [Output("aux")] [Output("conv2d_2")]
        [Loss(Loss.CategoricalCrossEntropy)] [Loss(Loss.CategoricalCrossEntropy, Output = "aux", Weight = 0.3)]
        """,
    ];

    /// <summary>The networks of examples and benchmarks.</summary>
    public static IReadOnlyList<(string Name, string Layers)> Known { get; } =
        [("mnist", Mnist), ("keras", Keras), ("lenet", LeNet), ("mlp", Mlp), ("convnetjs", ConvNetJsCifar)];

    public static string Class(string layers, string name = "Net") => $"using ModelCompiler; namespace Nets; [Model] {layers} public sealed partial class {name};";
}
