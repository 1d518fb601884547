namespace ModelCompiler.Benchmarks.Networks;

/// <summary>ResNet-18: residual blocks with batch normalization.</summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, UseBias = false)]
[BatchNormalization]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Residual<BasicBlock>(64, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(512, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class ResNet18;

/// <summary>Two 3×3 convolutions that add to their input.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization]
internal class BasicBlock;
