namespace ModelCompiler.Formats.Tests;

/// <summary>Every kind of weights that PyTorch and Keras have, a flattened map, and a block's short way.</summary>
[Model]
[Input(9, 8, 3)]
[Conv2D(6, 3, UseBias = false, Padding = Padding.Same)]
[BatchNormalization]
[ReLU]
[DepthwiseConv2D(3, DepthMultiplier = 2, Pad = 1)]
[Conv2D(8, 2, 3, Groups = 2, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2DTranspose(5, 3, Activation = Activation.Tanh)]
[Flatten]
[BatchNormalization(Name = "flat_norm")]
[Dense(12, Activation = Activation.ReLU)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class KitchenNet;

/// <summary>LeNet-5's shape, as ConvNetJS and courses have it.</summary>
[Model]
[Input(12, 12, 1)]
[Conv2D(8, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(16, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling2D(3)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class DigitNet;

/// <summary>A sequence, and a map made of a vector.</summary>
[Model]
[Input(10, 3)]
[Conv1D(4, 3, Activation = Activation.ReLU)]
[Flatten]
[Dense(24, Activation = Activation.ReLU)]
[Reshape(3, 2, 4)]
[Conv2D(2, 2)]
[GlobalAveragePooling2D]
public partial class TurnedNet;

/// <summary>A block of ResNet's kind.</summary>
[Block]
[Conv2D(Block.Width, 3, Padding = Padding.Same, StrideHeight = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
public partial class BasicBlock;

/// <summary>Blocks with and without a projection; the projection's tensors have the shapes of others.</summary>
[Model]
[Input(6, 6, 4)]
[Conv2D(8, 3, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU]
[Residual<BasicBlock>(Width = 8, Projection = Projection.Always)]
[Residual<BasicBlock>(Width = 8)]
[GlobalAveragePooling2D]
[Dense(3)]
public partial class ShortcutNet;

/// <summary>The smallest network that has weights.</summary>
[Model]
[Input(4)]
[Dense(3)]
public partial class TinyNet;

/// <summary>A layer that Keras has not.</summary>
[Model]
[Input(4, 4, 1)]
[Conv2D(1, 3)]
[PositionBias]
public partial class OddNet;
