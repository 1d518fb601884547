namespace Architectures.Networks;

/// <summary>GoogLeNet (Szegedy et al., 2014) as it predicts, without the auxiliary heads. Wide and deep, yet
/// 6,998,552 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<GoogLeNetStem>]
[Use<Inception>(64, 96, 128, 16, 32, 32)]
[Use<Inception>(128, 128, 192, 32, 96, 64)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Use<Inception>(192, 96, 208, 16, 48, 64)]
[Use<Inception>(160, 112, 224, 24, 64, 64)]
[Use<Inception>(128, 128, 256, 24, 64, 64)]
[Use<Inception>(112, 144, 288, 32, 64, 64)]
[Use<Inception>(256, 160, 320, 32, 128, 128)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Use<Inception>(256, 160, 320, 32, 128, 128)]
[Use<Inception>(384, 192, 384, 48, 128, 128)]
[GlobalAveragePooling2D]
[Dropout(0.4)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class GoogLeNet;
