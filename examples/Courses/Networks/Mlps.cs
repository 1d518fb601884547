namespace Courses.Networks;

/// <summary>784-128-64-10, the network on which optimizers and batch sizes are compared.</summary>
[Model]
[Input(784)]
[Dense(128, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(64, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Mlp;

/// <summary>The same with dropout.</summary>
[Model]
[Input(784)]
[Dense(128, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.4)]
[Dense(64, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.4)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MlpDropout;

/// <summary>The same with L2.</summary>
[Model]
[Input(784)]
[Dense(128, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal, L2 = 3e-3)]
[Dense(64, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal, L2 = 3e-3)]
[Dense(10, Activation = Activation.Softmax, L2 = 3e-3)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MlpL2;

/// <summary>The same with batch normalization.</summary>
[Model]
[Input(784)]
[Dense(128, UseBias = false, KernelInitializer = Initializer.HeNormal)]
[BatchNormalization]
[ReLU]
[Dense(64, UseBias = false, KernelInitializer = Initializer.HeNormal)]
[BatchNormalization]
[ReLU]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MlpBatchNorm;
