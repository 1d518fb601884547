namespace Architectures.Networks;

/// <summary>784-256-32-1: says whether a digit is odd. Starts as Xavier Glorot proposed. 209,217 parameters.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ReLU, KernelInitializer = Initializer.GlorotUniform)]
[Dense(32, Activation = Activation.ReLU, KernelInitializer = Initializer.GlorotUniform)]
[Dense(1, Activation = Activation.Sigmoid, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Mlp256x32;
