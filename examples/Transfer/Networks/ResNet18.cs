using ModelCompiler;

namespace Transfer.Networks;

/// <summary>ResNet18.onnx as a class: 224×224×3 in, 512 out, 15,908,800 weights, which are in ResNet18.safetensors.</summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5)]
[ReLU]
[MaxPooling2D(3, Strides = 2, Pad = 1)]
[Residual<BasicBlock>(64, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(128, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(256, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Residual<BasicBlock>(512, Strides = 2, Repeat = 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
public partial class ResNet18;

/// <summary>A block of <see cref="ResNet18"/>.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5)]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization(Momentum = 0.9883497, Epsilon = 1e-5)]
public class BasicBlock;
