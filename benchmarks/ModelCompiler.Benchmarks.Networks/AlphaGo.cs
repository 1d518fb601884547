namespace ModelCompiler.Benchmarks.Networks;

/// <summary>AlphaGo's policy network with 192 filters, one shared last bias: twelve convolutions on the 19×19 board,
/// then one move.</summary>
[Model]
[Input(19, 19, 48)]
[Conv2D(192, 5, Pad = 2, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(1, 1)]
[Flatten]
[Softmax]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class AlphaGo;
