namespace Architectures.Networks;

/// <summary>A 3×3 convolution that keeps the map's size, and a ReLU.</summary>
[Block]
[Conv2D(Block.Width, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class Conv3x3;
