namespace Architectures.Networks;

/// <summary>
/// An autoencoder that has seen many digits under salt and pepper and takes the noise away, 28,353 parameters. It removes more than a median
/// filter, which knows nothing of digits.
/// </summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Conv2D(1, 3, Padding = Padding.Same, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanSquaredError)]
internal partial class Denoiser;
