namespace Architectures.Networks;

/// <summary>ResNet-18 (He, Zhang, Ren and Sun, 2015): each block adds to its input, so that depth does no harm.
/// 11,689,512 parameters.</summary>
[Model]
[Input(224, 224, 3)]
[Use<ResNetStem>]
[Residual<BasicBlock>(64, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(512, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ResNet18;
