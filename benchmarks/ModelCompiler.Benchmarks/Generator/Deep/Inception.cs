namespace ModelCompiler.Benchmarks.Generator.Deep;

/// <summary>Nine inception modules as in GoogLeNet, each with widths of its own: many distinct kernels, where a residual network has few.</summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 7, Strides = 2, Pad = 3, Activation = Activation.ReLU)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Conv2D(64, 1, Activation = Activation.ReLU)]
[Conv2D(192, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Branches<One, Three, Five, Pool>(64, 96, 128, 16, 32, 32)]
[Branches<One, Three, Five, Pool>(128, 128, 192, 32, 96, 64)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Branches<One, Three, Five, Pool>(192, 96, 208, 16, 48, 64)]
[Branches<One, Three, Five, Pool>(160, 112, 224, 24, 64, 64)]
[Branches<One, Three, Five, Pool>(128, 128, 256, 24, 64, 64)]
[Branches<One, Three, Five, Pool>(112, 144, 288, 32, 64, 64)]
[Branches<One, Three, Five, Pool>(256, 160, 320, 32, 128, 128)]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[Branches<One, Three, Five, Pool>(256, 160, 320, 32, 128, 128)]
[Branches<One, Three, Five, Pool>(384, 192, 384, 48, 128, 128)]
[GlobalAveragePooling2D]
[Dropout(0.4)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class Inception;

/// <summary>1×1.</summary>
[Block]
[Conv2D(Block.Width, 1, Activation = Activation.ReLU)]
public class One;

/// <summary>1×1, then 3×3.</summary>
[Block]
[Conv2D(Block.Width2, 1, Activation = Activation.ReLU)]
[Conv2D(Block.Width3, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
public class Three;

/// <summary>1×1, then 5×5.</summary>
[Block]
[Conv2D(Block.Width4, 1, Activation = Activation.ReLU)]
[Conv2D(Block.Width5, 5, Padding = Padding.Same, Activation = Activation.ReLU)]
public class Five;

/// <summary>A pooling that keeps rows and columns, then 1×1.</summary>
[Block]
[MaxPooling2D(3, Strides = 1, Padding = Padding.Same)]
[Conv2D(Block.Width6, 1, Activation = Activation.ReLU)]
public class Pool;
