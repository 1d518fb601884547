namespace ModelCompiler.Benchmarks.Networks;

/// <summary>Two 5×5 convolutions and a dense layer of 16,000 × 100: the largest of the small nets.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class MnistCnn;
