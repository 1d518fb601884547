namespace Architectures.Networks;

/// <summary>ResNeXt-50 32×4d (Xie and others, 2016): ResNet-50 with wider 3×3 convolutions in 32 groups, for the same work. 25,028,904
/// parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<ResNetStem>]
[Residual<GroupedBottleneck>(128, Repeat = 3, Activation = Activation.ReLU)]
[Residual<GroupedBottleneck>(256, Strides = 2, Repeat = 4, Activation = Activation.ReLU)]
[Residual<GroupedBottleneck>(512, Strides = 2, Repeat = 6, Activation = Activation.ReLU)]
[Residual<GroupedBottleneck>(1024, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ResNeXt50;

/// <summary>A 3×3 convolution in 32 groups on half of the channels, between two 1×1 ones.</summary>
[Block]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, Groups = 32, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(2 * Block.Width, 1, UseBias = false)]
[BatchNormalization]
internal class GroupedBottleneck;
