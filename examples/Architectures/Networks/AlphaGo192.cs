namespace Architectures.Networks;

/// <summary>
/// AlphaGo's policy network (Silver et al., 2016) with k = 192 filters, as it played: 48 planes of a Go position in, a probability for each
/// of 361 moves out, and a bias of its own for each move. 3,882,793 parameters.
/// </summary>
[Model]
[Input(19, 19, 48)]
[Conv2D(192, 5, Pad = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Use<Conv3x3>(192, Repeat = 11)]
[Conv2D(1, 1, UseBias = false)]
[PositionBias]
[Flatten]
[Softmax]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class AlphaGo192;
