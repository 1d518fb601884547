namespace Architectures.Networks;

/// <summary>AlphaGo's policy network with k = 256 filters. 6,798,953 parameters.</summary>
[Model]
[Input(19, 19, 48)]
[Conv2D(256, 5, Pad = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Use<Conv3x3>(256, Repeat = 11)]
[Conv2D(1, 1, UseBias = false)]
[PositionBias]
[Flatten]
[Softmax]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class AlphaGo256;
