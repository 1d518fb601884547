namespace Architectures.Networks;

/// <summary>ResNet-34 (He, Zhang, Ren and Sun, 2015): each block adds to its input, so that depth does no harm.
/// 21,797,672 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<ResNetStem>]
[Residual<BasicBlock>(64, Repeat = 3, Activation = Activation.ReLU)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 4, Activation = Activation.ReLU)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 6, Activation = Activation.ReLU)]
[Residual<BasicBlock>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ResNet34;
