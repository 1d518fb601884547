namespace Courses.Networks;

/// <summary>One of ten hidden layers, with a sigmoid, whose slope is at most a quarter.</summary>
[Block]
[Dense(64, Activation = Activation.Sigmoid, KernelInitializer = Initializer.GlorotNormal)]
internal class HiddenSigmoid;

/// <summary>Ten hidden layers of 64 with a sigmoid, whose slope is at most a quarter.</summary>
[Model]
[Input(784)]
[Use<HiddenSigmoid>(Repeat = 10)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class DeepSigmoid;

/// <summary>One of ten hidden layers, with tanh.</summary>
[Block]
[Dense(64, Activation = Activation.Tanh, KernelInitializer = Initializer.GlorotNormal)]
internal class HiddenTanh;

/// <summary>Ten hidden layers of 64 with tanh.</summary>
[Model]
[Input(784)]
[Use<HiddenTanh>(Repeat = 10)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class DeepTanh;

/// <summary>One of ten hidden layers, with ReLU.</summary>
[Block]
[Dense(64, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class HiddenRelu;

/// <summary>Ten hidden layers of 64 with ReLU.</summary>
[Model]
[Input(784)]
[Use<HiddenRelu>(Repeat = 10)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class DeepRelu;

/// <summary>One of ten hidden layers, with leaky ReLU.</summary>
[Block]
[Dense(64, KernelInitializer = Initializer.HeNormal)]
[LeakyReLU(0.1)]
internal class HiddenLeaky;

/// <summary>Ten hidden layers of 64 with leaky ReLU.</summary>
[Model]
[Input(784)]
[Use<HiddenLeaky>(Repeat = 10)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class DeepLeaky;
