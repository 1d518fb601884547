namespace Architectures.Networks;

/// <summary>VGG-19 (Simonyan and Zisserman, 2014, configuration E): VGG-16 with a fourth convolution in each of the last three stages.
/// 143,667,240 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<Conv3x3>(64, Repeat = 2)]
[MaxPooling2D(2)]
[Use<Conv3x3>(128, Repeat = 2)]
[MaxPooling2D(2)]
[Use<Conv3x3>(256, Repeat = 4)]
[MaxPooling2D(2)]
[Use<Conv3x3>(512, Repeat = 4)]
[MaxPooling2D(2)]
[Use<Conv3x3>(512, Repeat = 4)]
[MaxPooling2D(2)]
[Use<Classifier>]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Vgg19;
