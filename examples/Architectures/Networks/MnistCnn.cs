namespace Architectures.Networks;

/// <summary>The courses' MNIST network: two 5×5 convolutions and two dense layers, 520 + 20,040 + 1,600,100 + 1,010 =
/// 1,621,670 parameters.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MnistCnn;
