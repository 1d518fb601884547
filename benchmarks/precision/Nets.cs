namespace ModelCompiler.Benchmarks.Precisions;

/// <summary>A perceptron, 784-512-256-10.</summary>
[Model]
[Input(784)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class Mlp;

/// <summary><see cref="Mlp"/>, its weights in bfloat16.</summary>
[Model(Precision = Precision.BFloat16)]
[Input(784)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class MlpBFloat16;

/// <summary><see cref="Mlp"/>, its weights in int8.</summary>
[Model(Precision = Precision.Int8)]
[Input(784)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class MlpInt8;

/// <summary>LeNet-5 with rectifiers.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(16, 5, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class LeNet5;

/// <summary><see cref="LeNet5"/>, its weights in bfloat16.</summary>
[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(16, 5, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class LeNet5BFloat16;

/// <summary><see cref="LeNet5"/>, its weights in int8.</summary>
[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(16, 5, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class LeNet5Int8;

/// <summary>The network of the README.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class MnistCnn;

/// <summary><see cref="MnistCnn"/>, its weights in bfloat16.</summary>
[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class MnistCnnBFloat16;

/// <summary><see cref="MnistCnn"/>, its weights in int8.</summary>
[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class MnistCnnInt8;

/// <summary>Pairs of 3×3 convolutions and wide dense layers, as VGG has them.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class SmallVgg;

/// <summary><see cref="SmallVgg"/>, its weights in bfloat16.</summary>
[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class SmallVggBFloat16;

/// <summary><see cref="SmallVgg"/>, its weights in int8.</summary>
[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
public sealed partial class SmallVggInt8;

/// <summary>VGG-16, which predicts only: its 138 million weights are not trained here.</summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(1000)]
public sealed partial class Vgg16;

/// <summary><see cref="Vgg16"/>, its weights in bfloat16.</summary>
[Model(Precision = Precision.BFloat16)]
[Input(224, 224, 3)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(1000)]
public sealed partial class Vgg16BFloat16;

/// <summary><see cref="Vgg16"/>, its weights in int8.</summary>
[Model(Precision = Precision.Int8)]
[Input(224, 224, 3)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(1000)]
public sealed partial class Vgg16Int8;
