namespace Architectures.Networks;

/// <summary>784-75-75-1, an odd-digit network with L1 and L2 at once. Starts as Xavier Glorot proposed. 64,651 parameters.</summary>
[Model]
[Input(784)]
[Dense(75, Activation = Activation.ReLU, KernelInitializer = Initializer.GlorotNormal, L1 = 1e-5, L2 = 1e-4)]
[Dense(75, Activation = Activation.ReLU, KernelInitializer = Initializer.GlorotNormal, L1 = 1e-5, L2 = 1e-4)]
[Dense(1, Activation = Activation.Sigmoid, KernelInitializer = Initializer.GlorotNormal)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Mlp75x75;
