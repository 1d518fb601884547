namespace ModelCompiler.Benchmarks.Networks;

/// <summary>The convolutional net of Keras's MNIST example: 3×3 kernels, rows that pooling drops, dropout.</summary>
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
public partial class KerasCnn;
