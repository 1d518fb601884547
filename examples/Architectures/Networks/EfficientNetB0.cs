namespace Architectures.Networks;

/// <summary>
/// EfficientNet-B0 (Tan and Le, 2019), as Keras has it: MobileNet v2's blocks with larger kernels, a factor for each channel, and swish.
/// The deeper a block, the more often training leaves it out. 5,288,548 parameters.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[SiLU]
[Use<Excited>(32, 16, 8, Kernel = 3, Name = "block1a")]
[Use<MobileBlock>(96, 24, 4, Kernel = 3, Strides = 2, Name = "block2a")]
[Use<MobileBlock>(144, 24, 6, Kernel = 3, Name = "block2b")]
[StochasticDepth(0.025)]
[Add("block2a", Name = "sum2b")]
[Use<MobileBlock>(144, 40, 6, Kernel = 5, Strides = 2, Name = "block3a")]
[Use<MobileBlock>(240, 40, 10, Kernel = 5, Name = "block3b")]
[StochasticDepth(0.05)]
[Add("block3a", Name = "sum3b")]
[Use<MobileBlock>(240, 80, 10, Kernel = 3, Strides = 2, Name = "block4a")]
[Use<MobileBlock>(480, 80, 20, Kernel = 3, Name = "block4b")]
[StochasticDepth(0.075)]
[Add("block4a", Name = "sum4b")]
[Use<MobileBlock>(480, 80, 20, Kernel = 3, Name = "block4c")]
[StochasticDepth(0.0875)]
[Add("sum4b", Name = "sum4c")]
[Use<MobileBlock>(480, 112, 20, Kernel = 5, Name = "block5a")]
[Use<MobileBlock>(672, 112, 28, Kernel = 5, Name = "block5b")]
[StochasticDepth(0.1125)]
[Add("block5a", Name = "sum5b")]
[Use<MobileBlock>(672, 112, 28, Kernel = 5, Name = "block5c")]
[StochasticDepth(0.125)]
[Add("sum5b", Name = "sum5c")]
[Use<MobileBlock>(672, 192, 28, Kernel = 5, Strides = 2, Name = "block6a")]
[Use<MobileBlock>(1152, 192, 48, Kernel = 5, Name = "block6b")]
[StochasticDepth(0.15)]
[Add("block6a", Name = "sum6b")]
[Use<MobileBlock>(1152, 192, 48, Kernel = 5, Name = "block6c")]
[StochasticDepth(0.1625)]
[Add("sum6b", Name = "sum6c")]
[Use<MobileBlock>(1152, 192, 48, Kernel = 5, Name = "block6d")]
[StochasticDepth(0.175)]
[Add("sum6c", Name = "sum6d")]
[Use<MobileBlock>(1152, 320, 48, Kernel = 3, Name = "block7a")]
[Conv2D(1280, 1, UseBias = false)]
[BatchNormalization]
[SiLU]
[GlobalAveragePooling2D]
[Dropout(0.2)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class EfficientNetB0;

/// <summary>Channel by channel, each channel times a factor that all cells together decide, then down to few channels. Widths: inside, at
/// the end, and of the factors' hidden layer.</summary>
[Block]
[DepthwiseConv2D(Block.KernelHeight, Block.KernelWidth, Strides = Block.Strides, Padding = Padding.Same, UseBias = false)]
[BatchNormalization]
[SiLU(Name = "filtered")]
[GlobalAveragePooling2D(KeepDims = true)]
[Conv2D(Block.Width3, 1, Activation = Activation.SiLU)]
[Conv2D(Block.Width, 1, Activation = Activation.Sigmoid)]
[Multiply("filtered")]
[Conv2D(Block.Width2, 1, UseBias = false)]
[BatchNormalization]
internal class Excited;

/// <summary>Up to many channels before.</summary>
[Block]
[Conv2D(Block.Width, 1, UseBias = false)]
[BatchNormalization]
[SiLU]
[Use<Excited>(
    Block.Width, Block.Width2, Block.Width3, KernelHeight = Block.KernelHeight, KernelWidth = Block.KernelWidth, Strides = Block.Strides)]
internal class MobileBlock;
