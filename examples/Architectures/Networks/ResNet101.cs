namespace Architectures.Networks;

/// <summary>ResNet-101 (He, Zhang, Ren and Sun, 2015): each block adds to its input, so that depth does no harm.
/// 44,549,160 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<ResNetStem>]
[Residual<Bottleneck>(64, Repeat = 3, Activation = Activation.ReLU)]
[Residual<Bottleneck>(128, Strides = 2, Repeat = 4, Activation = Activation.ReLU)]
[Residual<Bottleneck>(256, Strides = 2, Repeat = 23, Activation = Activation.ReLU)]
[Residual<Bottleneck>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ResNet101;
