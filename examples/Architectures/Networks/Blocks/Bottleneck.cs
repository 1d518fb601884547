namespace Architectures.Networks;

/// <summary>What the larger residual networks repeat: a 3×3 convolution on a quarter of the channels, between two 1×1 ones.</summary>
[Block]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(4 * Block.Width, 1, UseBias = false)]
[BatchNormalization]
internal class Bottleneck;
