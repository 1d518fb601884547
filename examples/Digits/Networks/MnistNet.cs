using ModelCompiler;

namespace Digits.Networks;

/// <summary>The courses' MNIST network: two 5×5 convolutions and two dense layers, 1,621,670 parameters.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MnistNet;
