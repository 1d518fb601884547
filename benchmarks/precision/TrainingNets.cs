namespace ModelCompiler.Benchmarks.Precisions;

// The same layers as of predictions, trained with activations and their gradients in fewer bits.

[Model(TrainingPrecision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class LeNet5TrainedInBFloat16;

[Model(TrainingPrecision = Precision.Float16)]
[Input(28, 28, 1)]
[Use<LeNet5Layers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class LeNet5TrainedInFloat16;

/// <summary>A small residual network with batch normalization.</summary>
[Block]
[Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU]
[MaxPooling2D(2)]
[Residual<NormalizedPair>(16)]
[ReLU]
[MaxPooling2D(2)]
[Residual<NormalizedPair>(32, Strides = 1)]
[ReLU]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
internal class SmallResNetLayers;

/// <summary>Two convolutions that add to their input.</summary>
[Block]
[Conv2D(Block.Width, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
internal class NormalizedPair;

[Model]
[Input(28, 28, 1)]
[Use<SmallResNetLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SmallResNet;

[Model(TrainingPrecision = Precision.BFloat16)]
[Input(28, 28, 1)]
[Use<SmallResNetLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SmallResNetTrainedInBFloat16;

[Model(TrainingPrecision = Precision.Float16)]
[Input(28, 28, 1)]
[Use<SmallResNetLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SmallResNetTrainedInFloat16;
