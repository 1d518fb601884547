namespace Architectures.Networks;

/// <summary>784-50-25-1, an odd-digit network most of whose weights L1 drives to zero. Starts from plain random numbers.
/// 40,551 parameters.</summary>
[Model]
[Input(784)]
[Dense(50, Activation = Activation.ReLU, KernelInitializer = Initializer.RandomNormal, L1 = 1e-5)]
[Dense(25, Activation = Activation.ReLU, KernelInitializer = Initializer.RandomNormal, L1 = 1e-5)]
[Dense(1, Activation = Activation.Sigmoid, KernelInitializer = Initializer.RandomNormal)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Mlp50x25;
