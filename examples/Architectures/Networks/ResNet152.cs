namespace Architectures.Networks;

/// <summary>ResNet-152 (He, Zhang, Ren and Sun, 2015): each block adds to its input, so that depth does no harm.
/// 60,192,808 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<ResNetStem>]
[Residual<Bottleneck>(64, Repeat = 3, Activation = Activation.ReLU)]
[Residual<Bottleneck>(128, Strides = 2, Repeat = 8, Activation = Activation.ReLU)]
[Residual<Bottleneck>(256, Strides = 2, Repeat = 36, Activation = Activation.ReLU)]
[Residual<Bottleneck>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ResNet152;
