namespace Architectures.Networks;

/// <summary>
/// Inception v4 (Szegedy, Ioffe, Vanhoucke and Alemi, 2016): three kinds of modules, large kernels taken apart into rows and columns.
/// 42,679,816 parameters.
/// </summary>
[Model]
[Input(299, 299, 3)]
[Use<Unpadded>(32, Kernel = 3, Strides = 2)]
[Use<Unpadded>(32, Kernel = 3)]
[Use<Padded>(64, Kernel = 3)]
[Branches<HalfByPooling, HalfByConvolution>(96)]
[Branches<Stem3x3, Stem7x7>]
[Branches<HalfByConvolution, HalfByPooling>(192)]
[Branches<A1x1, A3x3, ATwice3x3, APooled>(Repeat = 4)]
[Branches<ReduceA3x3, ReduceATwice3x3, HalfByPooling>]
[Branches<B1x1, B7x7, BTwice7x7, BPooled>(Repeat = 7)]
[Branches<ReduceB3x3, ReduceB7x7, HalfByPooling>]
[Branches<C1x1, CFork, CDeepFork, CPooled>(Repeat = 3)]
[GlobalAveragePooling2D]
[Dropout(0.2)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class InceptionV4;

/// <summary>A convolution with batch normalization, within the map.</summary>
[Block]
[Conv2D(Block.Width, Block.KernelHeight, Block.KernelWidth, Strides = Block.Strides, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class Unpadded;

/// <summary>The same, of a map as large as before.</summary>
[Block]
[Conv2D(Block.Width, Block.KernelHeight, Block.KernelWidth, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[ReLU]
internal class Padded;

[Block]
[MaxPooling2D(3, Strides = 2)]
internal class HalfByPooling;

[Block]
[Use<Unpadded>(Block.Width, Kernel = 3, Strides = 2)]
internal class HalfByConvolution;

[Block]
[Use<Padded>(64, Kernel = 1)]
[Use<Unpadded>(96, Kernel = 3)]
internal class Stem3x3;

[Block]
[Use<Padded>(64, Kernel = 1)]
[Use<Padded>(64, KernelHeight = 1, KernelWidth = 7)]
[Use<Padded>(64, KernelHeight = 7, KernelWidth = 1)]
[Use<Unpadded>(96, Kernel = 3)]
internal class Stem7x7;

[Block]
[Use<Padded>(96, Kernel = 1)]
internal class A1x1;

[Block]
[Use<Padded>(64, Kernel = 1)]
[Use<Padded>(96, Kernel = 3)]
internal class A3x3;

[Block]
[Use<Padded>(64, Kernel = 1)]
[Use<Padded>(96, Kernel = 3, Repeat = 2)]
internal class ATwice3x3;

[Block]
[AveragePooling2D(3, Strides = 1, Padding = Padding.Same)]
[Use<Padded>(96, Kernel = 1)]
internal class APooled;

[Block]
[Use<Unpadded>(384, Kernel = 3, Strides = 2)]
internal class ReduceA3x3;

[Block]
[Use<Padded>(192, Kernel = 1)]
[Use<Padded>(224, Kernel = 3)]
[Use<Unpadded>(256, Kernel = 3, Strides = 2)]
internal class ReduceATwice3x3;

[Block]
[Use<Padded>(384, Kernel = 1)]
internal class B1x1;

[Block]
[Use<Padded>(192, Kernel = 1)]
[Use<Padded>(224, KernelHeight = 1, KernelWidth = 7)]
[Use<Padded>(256, KernelHeight = 7, KernelWidth = 1)]
internal class B7x7;

[Block]
[Use<Padded>(192, Kernel = 1)]
[Use<Padded>(192, KernelHeight = 7, KernelWidth = 1)]
[Use<Padded>(224, KernelHeight = 1, KernelWidth = 7)]
[Use<Padded>(224, KernelHeight = 7, KernelWidth = 1)]
[Use<Padded>(256, KernelHeight = 1, KernelWidth = 7)]
internal class BTwice7x7;

[Block]
[AveragePooling2D(3, Strides = 1, Padding = Padding.Same)]
[Use<Padded>(128, Kernel = 1)]
internal class BPooled;

[Block]
[Use<Padded>(192, Kernel = 1)]
[Use<Unpadded>(192, Kernel = 3, Strides = 2)]
internal class ReduceB3x3;

[Block]
[Use<Padded>(256, Kernel = 1)]
[Use<Padded>(256, KernelHeight = 1, KernelWidth = 7)]
[Use<Padded>(320, KernelHeight = 7, KernelWidth = 1)]
[Use<Unpadded>(320, Kernel = 3, Strides = 2)]
internal class ReduceB7x7;

[Block]
[Use<Padded>(256, Kernel = 1)]
internal class C1x1;

[Block]
[Use<Padded>(384, Kernel = 1)]
[Branches<C1x3, C3x1>]
internal class CFork;

[Block]
[Use<Padded>(384, Kernel = 1)]
[Use<Padded>(448, KernelHeight = 3, KernelWidth = 1)]
[Use<Padded>(512, KernelHeight = 1, KernelWidth = 3)]
[Branches<C1x3, C3x1>]
internal class CDeepFork;

[Block]
[Use<Padded>(256, KernelHeight = 1, KernelWidth = 3)]
internal class C1x3;

[Block]
[Use<Padded>(256, KernelHeight = 3, KernelWidth = 1)]
internal class C3x1;

[Block]
[AveragePooling2D(3, Strides = 1, Padding = Padding.Same)]
[Use<Padded>(256, Kernel = 1)]
internal class CPooled;
