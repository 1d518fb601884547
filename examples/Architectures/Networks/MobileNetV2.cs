namespace Architectures.Networks;

/// <summary>
/// MobileNet v2 (Sandler and others, 2018): blocks that are wide inside and narrow between, where they add to their input; no activation at
/// the narrow end. 3,504,872 parameters.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(32, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU6]
[Use<Projected>(16)]
[Use<Inverted>(96, 24, Strides = 2)]
[Residual<Inverted>(144, 24)]
[Use<Inverted>(144, 32, Strides = 2)]
[Residual<Inverted>(192, 32, Repeat = 2)]
[Use<Inverted>(192, 64, Strides = 2)]
[Residual<Inverted>(384, 64, Repeat = 3)]
[Use<Inverted>(384, 96)]
[Residual<Inverted>(576, 96, Repeat = 2)]
[Use<Inverted>(576, 160, Strides = 2)]
[Residual<Inverted>(960, 160, Repeat = 2)]
[Use<Inverted>(960, 320)]
[Conv2D(1280, 1, UseBias = false)]
[BatchNormalization]
[ReLU6]
[GlobalAveragePooling2D]
[Dropout(0.2)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MobileNetV2;

/// <summary>Channel by channel, then down to few channels.</summary>
[Block]
[DepthwiseConv2D(3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU6]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
internal class Projected;

/// <summary>Up to many channels before: how many inside, how many at the end.</summary>
[Block]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU6]
[Use<Projected>(Block.Width2, Strides = Block.Strides)]
internal class Inverted;
