namespace Architectures.Networks;

/// <summary>The convolutional network of Keras's first MNIST example, 34,826 parameters.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(32, 3, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Activation = Activation.ReLU)]
#pragma warning disable MC0107 // 11 does not halve: the last row and column go unread, as in the original.
[MaxPooling2D(2)]
#pragma warning restore MC0107
[Flatten]
[Dropout(0.5)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class KerasCnn;
