namespace Architectures.Networks;

/// <summary>
/// A small U-Net (Ronneberger, Fischer and Brox, 2015), 117,058 parameters: says of each pixel whether it belongs to the figure. Maps
/// shrink twice to see far and grow again; on the way up each meets the one of its size from the way down, which knows where edges are.
/// </summary>
[Model]
[Input(32, 32, 3)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU, Name = "fine")]
[MaxPooling2D(2)]
[Conv2D(32, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(32, 3, Pad = 1, Activation = Activation.ReLU, Name = "middle")]
[MaxPooling2D(2)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2DTranspose(32, 2, Strides = 2)]
[Concatenate("middle")]
[Conv2D(32, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(32, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2DTranspose(16, 2, Strides = 2)]
[Concatenate("fine")]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(16, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(2, 1, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class UNet;
