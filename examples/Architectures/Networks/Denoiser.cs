namespace Architectures.Networks;

/// <summary>
/// An autoencoder that has seen many digits under salt and pepper and takes the noise away, 32,945 parameters. It removes more than a
/// median filter, which knows nothing of digits. What is fine goes around the narrow middle, so that strokes stay sharp.
/// </summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "fine")]
[MaxPooling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "middle")]
[MaxPooling2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Concatenate("middle")]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[UpSampling2D(2)]
[Concatenate("fine")]
[Conv2D(1, 3, Padding = Padding.Same, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
internal partial class Denoiser;
