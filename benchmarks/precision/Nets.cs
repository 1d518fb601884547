namespace ModelCompiler.Benchmarks.Precisions;

// Each network four times: its layers are a block, of which the four models differ in nothing but precision.

/// <summary>The layers of a perceptron, 784-512-256-10.</summary>
[Block]
[Dense(512, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
internal class MlpLayers;

[Model]
[Input(784)]
[Use<MlpLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class Mlp;

[Model(Precision = Precision.BFloat16)]
[Input(784)]
[Use<MlpLayers>]
internal sealed partial class MlpBFloat16;

[Model(Precision = Precision.Int8)]
[Input(784)]
[Use<MlpLayers>]
internal sealed partial class MlpInt8;

[Model(Precision = Precision.Int8Activations)]
[Input(784)]
[Use<MlpLayers>]
internal sealed partial class MlpInt8Activations;

/// <summary>The layers of LeNet-5 with rectifiers.</summary>
[Block]
[Conv2D(6, 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(16, 5, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
internal class LeNet5Layers;

[Model]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class LeNet5;

[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
internal sealed partial class LeNet5BFloat16;

[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
internal sealed partial class LeNet5Int8;

[Model(Precision = Precision.Int8Activations)]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
internal sealed partial class LeNet5Int8Activations;

/// <summary>The layers of the README's network.</summary>
[Block]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
internal class MnistCnnLayers;

[Model]
[Input(28, 28, 1)]
[Use<MnistCnnLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class MnistCnn;

[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Use<MnistCnnLayers>]
internal sealed partial class MnistCnnBFloat16;

[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Use<MnistCnnLayers>]
internal sealed partial class MnistCnnInt8;

[Model(Precision = Precision.Int8Activations)]
[Input(28, 28, 1)]
[Use<MnistCnnLayers>]
internal sealed partial class MnistCnnInt8Activations;

/// <summary>The layers of pairs of 3×3 convolutions and wide dense layers, as VGG has them.</summary>
[Block]
[Use<VggPair>(32)]
[Use<VggPair>(64)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
internal class SmallVggLayers;

[Model]
[Input(28, 28, 1)]
[Use<SmallVggLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SmallVgg;

[Model(Precision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Use<SmallVggLayers>]
internal sealed partial class SmallVggBFloat16;

[Model(Precision = Precision.Int8)]
[Input(28, 28, 1)]
[Use<SmallVggLayers>]
internal sealed partial class SmallVggInt8;

[Model(Precision = Precision.Int8Activations)]
[Input(28, 28, 1)]
[Use<SmallVggLayers>]
internal sealed partial class SmallVggInt8Activations;

/// <summary>The layers of VGG-16, which predicts only: its 138 million weights are not trained here.</summary>
[Block]
[Use<VggPair>(64)]
[Use<VggPair>(128)]
[Use<VggTriple>(256)]
[Use<VggTriple>(512)]
[Use<VggTriple>(512)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(4096, Activation = Activation.ReLU)]
[Dense(1000)]
internal class Vgg16Layers;

[Model]
[Input(224, 224, 3)]
[Use<Vgg16Layers>]
internal sealed partial class Vgg16;

[Model(Precision = Precision.BFloat16)]
[Input(224, 224, 3)]
[Use<Vgg16Layers>]
internal sealed partial class Vgg16BFloat16;

[Model(Precision = Precision.Int8)]
[Input(224, 224, 3)]
[Use<Vgg16Layers>]
internal sealed partial class Vgg16Int8;

[Model(Precision = Precision.Int8Activations)]
[Input(224, 224, 3)]
[Use<Vgg16Layers>]
internal sealed partial class Vgg16Int8Activations;

/// <summary>Two convolutions and a pooling.</summary>
[Block]
[Conv2D(Block.Width, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(Block.Width, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
internal class VggPair;

/// <summary>Three convolutions and a pooling.</summary>
[Block]
[Conv2D(Block.Width, 3, Pad = 1, Activation = Activation.ReLU)]
[Use<VggPair>(Block.Width)]
internal class VggTriple;
