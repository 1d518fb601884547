namespace Architectures.Networks;

/// <summary>
/// Guesses the colours of a grey picture, 370,018 parameters: lightness in, CIELAB's two channels of colour out, squared error. Strides
/// take it from 32×32 down to 8×8 and upsampling back.
/// </summary>
[Model]
[Input(32, 32, 1)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, 3, Padding = Padding.Same, Strides = 2, Activation = Activation.ReLU)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(128, 3, Padding = Padding.Same, Strides = 2, Activation = Activation.ReLU)]
[Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(2, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Loss(Loss.MeanSquaredError)]
internal partial class Colorization;
