namespace Architectures.Networks;

/// <summary>
/// ZFNet (Zeiler and Fergus, 2013, figure 3): AlexNet with a smaller first kernel and stride, found by looking at what its layers see.
/// 62,357,608 parameters. Padding is chosen so that maps have the figure's sizes: 110, 55, 26, 13, 6.
/// </summary>
[Model]
[Input(224, 224, 3)]
#pragma warning disable MC0107 // Strides leave a row and a column unread here and there, as in the original.
[Conv2D(96, 7, Strides = 2, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[Conv2D(256, 5, Strides = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
#pragma warning restore MC0107
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[Conv2D(384, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(384, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2)]
[Use<Classifier>]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ZfNet;
