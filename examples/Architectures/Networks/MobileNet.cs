namespace Architectures.Networks;

/// <summary>
/// MobileNet (Howard and others, 2017), as Keras has it: each convolution is one of 3×3 channel by channel and one of 1×1 across channels,
/// for a ninth of the work. 4,231,976 trainable parameters.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU6]
[Use<Separable>(64)]
[Use<Separable>(128, Strides = 2)]
[Use<Separable>(128)]
[Use<Separable>(256, Strides = 2)]
[Use<Separable>(256)]
[Use<Separable>(512, Strides = 2)]
[Use<Separable>(512, Repeat = 5)]
[Use<Separable>(1024, Strides = 2)]
[Use<Separable>(1024)]
[GlobalAveragePooling2D]
[Dropout(0.001)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class MobileNet;

/// <summary>A convolution in two steps: space first, channels then.</summary>
[Block]
[DepthwiseConv2D(3, Strides = Block.Strides, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU6]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[ReLU6]
internal class Separable;
