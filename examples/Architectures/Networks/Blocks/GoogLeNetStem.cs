namespace Architectures.Networks;

/// <summary>What GoogLeNet does before its first module: from 224×224 to 28×28.</summary>
[Block]
[Conv2D(64, 7, Strides = 2, Padding = Padding.Same, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[Conv2D(64, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
internal class GoogLeNetStem;
