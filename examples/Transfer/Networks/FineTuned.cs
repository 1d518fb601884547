using ModelCompiler;

namespace Transfer.Networks;

/// <summary>The imported network with a head for ten classes. What edges and textures look like stays as it is; the last stage and the head
/// learn. The blocks of that stage have the names that they have in <see cref="ResNet18"/>, so that its weights find them.</summary>
[Model]
[Input(96, 96, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, UseBias = false, Trainable = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5, Trainable = false)]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Residual<BasicBlock>(64, Repeat = 2, Activation = Activation.ReLU, Trainable = false)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 2, Activation = Activation.ReLU, Trainable = false)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 2, Activation = Activation.ReLU, Trainable = false)]
[Residual<TunedBlock>(512, Strides = 2, Activation = Activation.ReLU, Name = "basic_block_7")]
[Residual<TunedBlock>(512, Activation = Activation.ReLU, Name = "basic_block_8")]
[Residual<TunedBlock>(512, Activation = Activation.ReLU, Name = "basic_block_9")]
[GlobalAveragePooling2D]
[Dense(10, Activation = Activation.Softmax, Name = "classes")]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class FineTuned;

/// <summary>The imported block whose kernels learn, and whose statistics stay those of ImageNet: few samples say too
/// little about them.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5, Trainable = false)]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5, Trainable = false)]
public class TunedBlock;
