namespace Architectures.Networks;

/// <summary>
/// AlexNet as it was trained on two graphics cards, 60,965,224 parameters: three of its convolutions see only the half of the channels that
/// is on their card.
/// </summary>
[Model]
[Input(227, 227, 3)]
[Conv2D(96, 11, Strides = 4, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[MaxPooling2D(3, Strides = 2)]
[Conv2D(256, 5, Pad = 2, Groups = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-4, Beta = 0.75)]
[MaxPooling2D(3, Strides = 2)]
[Conv2D(384, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(384, 3, Pad = 1, Groups = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(256, 3, Pad = 1, Groups = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(3, Strides = 2)]
[Use<Classifier>]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class AlexNetTwoTowers;
