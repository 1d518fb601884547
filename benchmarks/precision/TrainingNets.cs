namespace ModelCompiler.Benchmarks.Precisions;

// The same layers with activations and their gradients in fewer bits while they train; LeNet-5 in single precision is in Nets.cs.

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

/// <summary>The layers of a small residual network with batch normalization.</summary>
[Block]
[Use<NormalizedConvolution>(16)]
[MaxPooling2D(2)]
[Residual<NormalizedPair>(16, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Use<NormalizedConvolution>(32)]
[Residual<NormalizedPair>(32, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
internal class SmallResNetLayers;

/// <summary>A convolution that changes the width between residuals.</summary>
[Block]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class NormalizedConvolution;

/// <summary>Two convolutions that keep the width of what they are added to.</summary>
[Block]
[Use<NormalizedConvolution>(Block.Width)]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
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
