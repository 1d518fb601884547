namespace ModelCompiler.Benchmarks.Networks;

/// <summary>The CIFAR-10 net of ConvNetJS's demo page: padded convolutions with 16 and 20 channels.</summary>
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
public partial class ConvNetJsCifar;
