namespace Architectures.Networks;

/// <summary>GoogLeNet's module: 1×1, 3×3 and 5×5 convolutions and a pooling beside each other. Its six widths are in the order of the
/// paper's table.</summary>
[Block]
[Branches<Inception1x1, Inception3x3, Inception5x5, InceptionPooled>]
internal class Inception;

[Block]
[Conv2D(Block.Width, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class Inception1x1;

[Block]
[Conv2D(Block.Width2, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(Block.Width3, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class Inception3x3;

[Block]
[Conv2D(Block.Width4, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(Block.Width5, 5, Pad = 2, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class Inception5x5;

[Block]
[MaxPooling2D(3, Strides = 1, Pad = 1)]
[Conv2D(Block.Width6, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
internal class InceptionPooled;
