namespace Architectures.Networks;

/// <summary>The CIFAR-10 network of ConvNetJS's demo page, 22,466 parameters, 1,216 of them in the first layer.</summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(16, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(20, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(20, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ConvNetJsCifar;
