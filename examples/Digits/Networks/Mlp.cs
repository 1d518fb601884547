using ModelCompiler;

namespace Digits.Networks;

/// <summary>A network without convolutions, 784-256-32-10: what the others have to beat.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(32, Activation = Activation.Sigmoid)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Mlp;
