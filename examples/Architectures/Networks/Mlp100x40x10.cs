namespace Architectures.Networks;

/// <summary>784-100-40-10-1, an odd-digit network whose weights are kept small by L2. Starts as Kaiming He proposed.
/// 82,961 parameters.</summary>
[Model]
[Input(784)]
[Dense(100, Activation = Activation.ReLU, KernelInitializer = Initializer.HeUniform, L2 = 1e-4)]
[Dense(40, Activation = Activation.ReLU, KernelInitializer = Initializer.HeUniform, L2 = 1e-4)]
[Dense(10, Activation = Activation.ReLU, KernelInitializer = Initializer.HeUniform, L2 = 1e-4)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Mlp100x40x10;
