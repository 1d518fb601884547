namespace Architectures.Networks;

/// <summary>What the smaller residual networks repeat: two 3×3 convolutions.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization]
internal class BasicBlock;
