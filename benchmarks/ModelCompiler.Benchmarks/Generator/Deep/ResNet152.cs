namespace ModelCompiler.Benchmarks.Generator.Deep;

/// <summary>The deepest residual network of its paper, without normalization: for the compiler's time, not for training.</summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, Activation = Activation.ReLU)]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Residual<Bottleneck>(64, Repeat = 3, Activation = Activation.ReLU)]
[Residual<Bottleneck>(128, Strides = 2, Repeat = 8, Activation = Activation.ReLU)]
[Residual<Bottleneck>(256, Strides = 2, Repeat = 36, Activation = Activation.ReLU)]
[Residual<Bottleneck>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class ResNet152;

/// <summary>1×1, 3×3, 1×1.</summary>
[Block]
[Conv2D(Block.Width, 1, Activation = Activation.ReLU)]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(4 * Block.Width, 1)]
public class Bottleneck;
