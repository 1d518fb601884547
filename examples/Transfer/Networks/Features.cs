using ModelCompiler;

namespace Transfer.Networks;

/// <summary>The imported network for 96×96 pictures: the same weights, a fifth of the work.</summary>
[Model]
[Input(96, 96, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5)]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Residual<BasicBlock>(64, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[SharesWeightsOf<ResNet18>]
public partial class Features;
