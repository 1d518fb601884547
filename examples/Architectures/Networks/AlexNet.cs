namespace Architectures.Networks;

/// <summary>
/// AlexNet (Krizhevsky, Sutskever and Hinton, 2012) in one tower, 62,378,344 parameters: ReLUs, dropout, pooling windows that overlap, and
/// responses normalized by those of neighbouring channels.
/// </summary>
[Model]
[Input(227, 227, 3)]
[Conv2D(96, 11, Strides = 4, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[MaxPooling2D(3, Strides = 2)]
[Conv2D(256, 5, Pad = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[MaxPooling2D(3, Strides = 2)]
[Conv2D(384, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(384, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2)]
[Use<Classifier>]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class AlexNet;
