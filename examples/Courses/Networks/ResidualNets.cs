using Architectures.Networks;

namespace Courses.Networks;

/// <summary>Two 3×3 convolutions that follow one another, with nothing added to them.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class PlainBlock;

/// <summary>18 layers without shortcuts, an eighth as wide as ResNet's and for pictures of 32×32.</summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(8, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Use<PlainBlock>(8, Repeat = 2)]
[Use<PlainBlock>(16, Strides = 2, Repeat = 2)]
[Use<PlainBlock>(32, Strides = 2, Repeat = 2)]
[Use<PlainBlock>(64, Strides = 2, Repeat = 2)]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Plain18;

/// <summary>The same 18 layers, each two of them added to their input.</summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(8, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Residual<BasicBlock>(8, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(16, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(32, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(64, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Residual18;

/// <summary>34 layers without shortcuts.</summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(8, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Use<PlainBlock>(8, Repeat = 3)]
[Use<PlainBlock>(16, Strides = 2, Repeat = 4)]
[Use<PlainBlock>(32, Strides = 2, Repeat = 6)]
[Use<PlainBlock>(64, Strides = 2, Repeat = 3)]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Plain34;

/// <summary>The same 34 layers, each two of them added to their input.</summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(8, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Residual<BasicBlock>(8, Repeat = 3, Activation = Activation.ReLU)]
[Residual<BasicBlock>(16, Strides = 2, Repeat = 4, Activation = Activation.ReLU)]
[Residual<BasicBlock>(32, Strides = 2, Repeat = 6, Activation = Activation.ReLU)]
[Residual<BasicBlock>(64, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Residual34;
