namespace ModelCompiler.Benchmarks.Networks;

/// <summary>784-256-32-10: dense layers alone, where the weights outweigh the arithmetic.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(32, Activation = Activation.Sigmoid)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class Mlp;
