namespace Architectures.Networks;

/// <summary>
/// GoogLeNet as it was trained: two heads half-way bring gradients to the layers below, and predictions leave them out. 13,378,280
/// parameters, of which the heads have 6,379,728.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Use<GoogLeNetStem>]
[Use<Inception>(64, 96, 128, 16, 32, 32)]
[Use<Inception>(128, 128, 192, 32, 96, 64)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Use<Inception>(192, 96, 208, 16, 48, 64, Name = "inception_4a")]
[Use<AuxiliaryHead>(Name = "early")]
[Use<Inception>(160, 112, 224, 24, 64, 64, From = "inception_4a")]
[Use<Inception>(128, 128, 256, 24, 64, 64)]
[Use<Inception>(112, 144, 288, 32, 64, 64, Name = "inception_4d")]
[Use<AuxiliaryHead>(Name = "late")]
[Use<Inception>(256, 160, 320, 32, 128, 128, From = "inception_4d")]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Use<Inception>(256, 160, 320, 32, 128, 128)]
[Use<Inception>(384, 192, 384, 48, 128, 128)]
[GlobalAveragePooling2D]
[Dropout(0.4)]
[Dense(1000, Activation = Activation.Softmax)]
[Output("early")]
[Output("late")]
[Loss(Loss.CategoricalCrossEntropy)]
[Loss(Loss.CategoricalCrossEntropy, Output = "early", Weight = 0.3)]
[Loss(Loss.CategoricalCrossEntropy, Output = "late", Weight = 0.3)]
internal partial class GoogLeNetHeads;

/// <summary>A small classifier on the map half-way.</summary>
[Block]
[AveragePooling2D(5, Strides = 3)]
[Conv2D(128, 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.7)]
[Dense(1000, Activation = Activation.Softmax)]
internal class AuxiliaryHead;
