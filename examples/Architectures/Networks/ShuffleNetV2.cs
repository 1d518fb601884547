namespace Architectures.Networks;

/// <summary>
/// ShuffleNet v2 ×1.0 (Ma, Zhang, Zheng and Sun, 2018): half of the channels passes each unit unchanged, and shuffling makes it another
/// half the next time. 2,278,604 parameters.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(24, 3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Use<HalvingUnit>(58)]
[Use<SplitUnit>(58, Repeat = 3)]
[Use<HalvingUnit>(116)]
[Use<SplitUnit>(116, Repeat = 7)]
[Use<HalvingUnit>(232)]
[Use<SplitUnit>(232, Repeat = 3)]
[Conv2D(1024, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ShuffleNetV2;

/// <summary>Half of the rows and columns, and twice as many channels as the width says.</summary>
[Block]
[Branches<HalvedDirectly, HalvedBetween>]
[ChannelShuffle(2)]
internal class HalvingUnit;

[Block]
[DepthwiseConv2D(3, Strides = 2, Pad = 1, UseBias = false)]
[BatchNormalization]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class HalvedDirectly;

[Block]
[Use<ShuffleBranch>(Block.Width, Strides = 2)]
internal class HalvedBetween;

/// <summary>One half of the channels as it is, the other through a branch.</summary>
[Block]
[Branches<KeptHalf, ChangedHalf>]
[ChannelShuffle(2)]
internal class SplitUnit;

[Block]
[ChannelSplit(2, 0)]
internal class KeptHalf;

[Block]
[ChannelSplit(2, 1)]
[Use<ShuffleBranch>(Block.Width)]
internal class ChangedHalf;

[Block]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[DepthwiseConv2D(3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class ShuffleBranch;
