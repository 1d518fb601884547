namespace Architectures.Networks;

/// <summary>
/// VGG-16 (Simonyan and Zisserman, 2014, configuration D): nothing but 3×3 convolutions and halvings. 138,357,544 parameters, three
/// quarters of them in the first dense layer.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Use<Conv3x3>(64, Repeat = 2)]
[MaxPooling2D(2)]
[Use<Conv3x3>(128, Repeat = 2)]
[MaxPooling2D(2)]
[Use<Conv3x3>(256, Repeat = 3)]
[MaxPooling2D(2)]
[Use<Conv3x3>(512, Repeat = 3)]
[MaxPooling2D(2)]
[Use<Conv3x3>(512, Repeat = 3)]
[MaxPooling2D(2)]
[Use<Classifier>]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Vgg16;
