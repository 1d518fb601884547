namespace Architectures.Networks;

/// <summary>784-268-150-100-1, the largest of the odd-digit networks, held back by dropout. Starts as Kaiming He proposed.
/// 265,931 parameters.</summary>
[Model]
[Input(784)]
[Dense(268, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.3)]
[Dense(150, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.3)]
[Dense(100, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Mlp268x150x100;
