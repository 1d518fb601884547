namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>Layers of every kind that training keeps something of: windows, statistics, places of maxima, penalties, functions.</summary>
[Block]
[Conv2D(20, 3, Activation = Activation.ReLU, L2 = 1e-3, L1 = 1e-4)]
[MaxPooling2D(2)]
[Dropout(0.2)]
[Conv2D(24, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[SiLU]
[AveragePooling2D(2)]
[Flatten]
[LayerNormalization]
[Dense(30, Activation = Activation.Tanh, L2 = 1e-3)]
[Dense(10, Activation = Activation.Softmax)]
internal class MixedLayers;

[Model(InputGradients = true)]
[Input(14, 14, 2)]
[Use<MixedLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SingleNet;

[Model(TrainingPrecision = Precision.Float16, InputGradients = true)]
[Input(14, 14, 2)]
[Use<MixedLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class HalfNet;

[Model(TrainingPrecision = Precision.BFloat16, InputGradients = true)]
[Input(14, 14, 2)]
[Use<MixedLayers>]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class BFloatNet;

/// <summary>A value that is kept as it comes and read as it is kept: 65,536 numbers a sample, as many as there are halfs.</summary>
[Block]
[DepthwiseConv2D(1, UseBias = false, Name = "kept")]
[DepthwiseConv2D(1, UseBias = false, Name = "read")]
internal class KeptAndRead;

[Model(TrainingPrecision = Precision.Float16)]
[Input(16, 16, 256)]
[Use<KeptAndRead>]
[Loss(Loss.MeanSquaredError)]
internal sealed partial class KeptInHalf;

[Model(TrainingPrecision = Precision.BFloat16)]
[Input(16, 16, 256)]
[Use<KeptAndRead>]
[Loss(Loss.MeanSquaredError)]
internal sealed partial class KeptInBFloat16;

/// <summary>The same with channels that no vector divides: 257 · 255 numbers a sample.</summary>
[Model(TrainingPrecision = Precision.Float16)]
[Input(1, 257, 255)]
[Use<KeptAndRead>]
[Loss(Loss.MeanSquaredError)]
internal sealed partial class OddKeptInHalf;
