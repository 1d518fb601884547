namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>Convolutions of every kind, padded in every way.</summary>
[Model]
[Input(14, 13, 3)]
#pragma warning disable MC0107 // Windows that leave a row unread are what these are for.
[Conv2D(8, 3, Padding = Padding.Same, Strides = 2, Activation = Activation.ReLU)]
[DepthwiseConv2D(3, DepthMultiplier = 2, Pad = 1)]
[BatchNormalization]
[LeakyReLU(0.2)]
[Conv2D(12, 3, Groups = 2, Dilation = 2, Pad = 2, UseBias = false)]
[BatchNormalization(Scale = false, Epsilon = 1e-5)]
[ReLU]
[MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
[AveragePooling2D(3, Strides = 1, Padding = Padding.Same)]
[Conv2D(6, 2, Activation = Activation.Tanh)]
[Flatten]
[ELU]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Sigmoid)]
[BatchNormalization(Center = false)]
[Dense(4, UseBias = false)]
[Softmax]
#pragma warning restore MC0107
public partial class ConvolutionNet;

/// <summary>Sequences.</summary>
[Model]
[Input(20, 4)]
[Conv1D(8, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling1D(2)]
[Conv1D(6, 3, Dilation = 2, Padding = Padding.Same)]
[AveragePooling1D(5)]
[GlobalMaxPooling1D]
[Dense(3)]
public partial class SequenceNet;

/// <summary>Maps that shrink and grow, meet and leave; the output is a map, and values on the way can be read.</summary>
[Model]
[Input(8, 8, 2)]
[Conv2D(4, 3, Pad = 1, Activation = Activation.ReLU, Name = "fine")]
[MaxPooling2D(2)]
[Conv2D(6, 3, Pad = 1, Activation = Activation.ELU)]
[LocalResponseNormalization(DepthRadius = 2, Bias = 2, Alpha = 1e-2, Beta = 0.75)]
[Conv2DTranspose(4, 3, Strides = 2, Padding = Padding.Same, Name = "up")]
[Add("fine", Activation = Activation.LeakyReLU)]
[Multiply("fine", "up")]
[Concatenate("up")]
[Conv2DTranspose(3, 2, Strides = 3)]
[UpSampling2D(1, 2)]
[Cropping2D(1, 2, 3, 4)]
[ZeroPadding2D(0, 1, 2, 0)]
[UpSampling2D(2, Interpolation = Interpolation.Bilinear)]
[PositionBias]
[Conv2D(3, 1, Activation = Activation.Softmax)]
[Output("fine")]
[Output("up")]
public partial class MapNet;

/// <summary>Constant filters, which have no weights.</summary>
[Model]
[Input(9, 9, 2)]
[FixedConv2D(FixedKernel.Emboss, Padding = Padding.Same)]
[GradientMagnitude]
[MedianFilter2D(3, Padding = Padding.Same)]
public partial class FilterNet;

/// <summary>Residuals and branches, heads and shapes.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(4, 3, Pad = 1)]
[Residual<Pair>(4, Activation = Activation.ReLU)]
[Residual<Pair>(8, Strides = 2, Repeat = 2, Activation = Activation.ReLU)]
[Branches<Narrow, Wide>(4, 6)]
[Conv2D(1, 1, Name = "planes")]
[Reshape(2, 8)]
[Flatten]
[Dense(5, Name = "head")]
[Use<Head>(Name = "early", From = "planes")]
[Conv2D(2, 4, From = "planes")]
[Flatten]
[Dense(3, Activation = Activation.Softmax)]
[Output("head")]
[Output("early")]
public partial class GraphNet;

/// <summary>A block that is an output by its use's name.</summary>
[Block]
[Flatten]
[Dense(4)]
public class Head;

/// <summary>Two convolutions.</summary>
[Block]
[Conv2D(Block.Width, 3, Strides = Block.Strides, Pad = 1, UseBias = false)]
[BatchNormalization]
[ReLU]
[Conv2D(Block.Width, 3, Pad = 1, UseBias = false)]
[BatchNormalization]
public class Pair;

/// <summary>A branch.</summary>
[Block]
[Conv2D(Block.Width, 1)]
public class Narrow;

/// <summary>Another.</summary>
[Block]
[Conv2D(Block.Width2, 3, Pad = 1)]
public class Wide;

/// <summary>Functions of each element.</summary>
[Model]
[Input(5, 4, 3)]
[Conv2D(6, 3, Pad = 1, Activation = Activation.ReLU6)]
[PReLU(SharedAxes = [1, 2])]
[Conv2D(6, 1, Activation = Activation.SiLU)]
[HardSwish]
[PReLU]
[HardSigmoid]
[GELU]
[GELU(Approximate = true)]
[Softplus]
[ReLU(MaxValue = 0.9)]
[Clip(0.2, double.PositiveInfinity)]
[Flatten]
[Dense(4, Activation = Activation.GELU)]
public partial class FunctionNet;
