namespace Architectures.Networks;

/// <summary>What every residual network begins with: from 224×224 to 56×56 in two steps.</summary>
[Block]
[Conv2D(64, 7, Strides = 2, Pad = 3, UseBias = false)]
[BatchNormalization]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
internal class ResNetStem;
