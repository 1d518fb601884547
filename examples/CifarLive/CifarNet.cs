using ModelCompiler;

namespace CifarLive;

/// <summary>
/// The network of ConvNetJS's CIFAR-10 page, 22,466 parameters: 16×5×5×3+16 = 1216, then 20×5×5×16+20 = 8020, 20×5×5×20+20 =
/// 10020 and 10×320+10 = 3210.
/// </summary>
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
public partial class CifarNet;
