namespace ModelCompiler.Benchmarks.Networks;

/// <summary>LeNet-5 on 32×32: so small that a framework's calls cost more than its arithmetic.</summary>
[Model]
[Input(32, 32, 1)]
[Conv2D(6, 5, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Conv2D(16, 5, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Conv2D(120, 5, Activation = Activation.Tanh)]
[Flatten]
[Dense(84, Activation = Activation.Tanh)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class LeNet5;
