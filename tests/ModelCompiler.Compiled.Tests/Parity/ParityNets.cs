namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>The courses' MNIST net.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MnistNet;

// The second pooling leaves the last row and column of 11 unread; that is how Keras' example is.
#pragma warning disable MC0107

/// <summary>Keras' MNIST example; no dropout, whose masks no two frameworks share.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(32, 3, Activation = Activation.ReLU)]
[MaxPooling2D]
[Conv2D(64, 3, Activation = Activation.ReLU)]
[MaxPooling2D]
[Flatten]
[Dropout(0)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class KerasNet;

#pragma warning restore MC0107

/// <summary>LeNet-5 on 28×28, which it pads to 32×32 itself.</summary>
[Model]
[Input(28, 28, 1)]
[ZeroPadding2D(2)]
[Conv2D(6, 5, Activation = Activation.Tanh)]
[AveragePooling2D]
[Conv2D(16, 5, Activation = Activation.Tanh)]
[AveragePooling2D]
[Conv2D(120, 5, Activation = Activation.Tanh)]
[Flatten]
[Dense(84, Activation = Activation.Tanh)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class LeNet;
