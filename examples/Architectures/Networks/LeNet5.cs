namespace Architectures.Networks;

/// <summary>LeNet-5 (LeCun et al., 1998) with a softmax at the end, 61,706 parameters. It expects 32×32 images and pads
/// 28×28 ones itself.</summary>
[Model]
[Input(28, 28, 1)]
[ZeroPadding2D(2)]
[Conv2D(6, 5, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Conv2D(16, 5, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Conv2D(120, 5, Activation = Activation.Tanh)]
[Flatten]
[Dense(84, Activation = Activation.Tanh)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class LeNet5;
