namespace ModelCompiler.Formats.Tests.Onnx;

#pragma warning disable MC0107 // Windows that leave a row unread are what these are for.

/// <summary>Elements that are picked or change places.</summary>
[Model]
[Input(6, 4, 8)]
[Conv2D(16, 3, Padding = Padding.Same, Name = "wide")]
[ChannelSplit(2, 1)]
[SiLU]
[ChannelSplit(2, 0, From = "wide", Name = "kept")]
[Subtract("silu_1")]
[ChannelSplit(4, 3, From = "wide")]
[ChannelShuffle(2)]
[Concatenate("subtract_1")]
[ChannelShuffle(3)]
[PixelShuffle(2)]
[Permute(2, 1, 3)]
[Conv2D(5, 3)]
[Permute(3, 1, 2)]
[Slice(1, 1, 3)]
[Slice(-1, 2, 8)]
[Tanh]
[Permute(2, 3, 1)]
[Slice(2, 0, 7)]
[Conv2D(4, 2)]
[Flatten]
[ChannelShuffle(4)]
[Slice(1, 3, 60)]
[Sigmoid]
[Output("kept")]
[Output("permute_2")]
public partial class MovedNet;

/// <summary>Sequences whose axes change places.</summary>
[Model]
[Input(9, 6)]
[Conv1D(8, 3, PadLeft = 2)]
[ChannelShuffle(2)]
[Permute(2, 1)]
[Conv1D(6, 3)]
[LayerNormalization]
[AveragePooling1D(2, CeilMode = true, Strides = 3)]
[GlobalAveragePooling1D(KeepDims = true)]
[Permute(2, 1)]
public partial class MovedSequenceNet;

/// <summary>Values of different shapes that meet.</summary>
[Model]
[Input(5, 4, 6)]
[Conv2D(6, 3, Padding = Padding.Same, Name = "map")]
[GlobalAveragePooling2D(KeepDims = true)]
[Conv2D(3, 1, Activation = Activation.SiLU)]
[Conv2D(6, 1, Activation = Activation.HardSigmoid)]
[Multiply("map", Name = "excited")]
[Average("map", "input", Activation = Activation.GELU)]
[Maximum("map", "excited", "input")]
[Minimum("excited")]
[Subtract("map")]
[Multiply("input", "excited", "map", Activation = Activation.Softplus)]
[Add("input", "excited")]
[Conv2D(1, 1, Activation = Activation.Sigmoid)]
[Multiply("map", Name = "attended")]
[GlobalMaxPooling2D]
[Dense(6, Name = "factors")]
[Multiply("attended")]
[StochasticDepth(0.2)]
[SpatialDropout2D(0.2)]
[GaussianNoise(0.1)]
[GlobalAveragePooling2D]
[Dense(6)]
[Minimum("factors", "global_max_pooling2d_1")]
public partial class MetNet;

/// <summary>Statistics of single samples.</summary>
[Model]
[Input(6, 5, 4)]
[Conv2D(12, 3)]
[LayerNormalization]
[HardSwish]
[GroupNormalization(3, Epsilon = 1e-5)]
[Conv2D(8, 1)]
[GroupNormalization(-1, Center = false)]
[LayerNormalization(Scale = false)]
[Flatten]
[LayerNormalization(Center = false, Scale = false)]
[Dense(12)]
[GroupNormalization(4)]
[BatchNormalization(Scale = false)]
[BatchNormalization(Center = false)]
[Softmax]
public partial class StatisticsNet;

/// <summary>Borders of every kind.</summary>
[Model]
[Input(16, 15, 3)]
[SeparableConv2D(6, 3, DepthMultiplier = 2, Strides = 2, PadTop = 1, Activation = Activation.ReLU)]
[MaxPooling2D(3, Strides = 2, Pad = 1, CeilMode = true)]
[Conv2DTranspose(4, 3, Strides = 2, Pad = 1, OutputPadding = 1)]
[AveragePooling2D(3, Strides = 1, PadBottom = 2, CountIncludePad = true)]
[AveragePooling2D(3, Strides = 2, CeilMode = true, Pad = 1, CountIncludePad = true)]
[Conv2DTranspose(3, 2, 3, Strides = 3, PadLeft = 1)]
[DepthwiseConv2D(3, PadTop = 2, PadRight = 1)]
[MaxPooling2D(2, 3, Strides = 2, CeilMode = true)]
[Conv2D(4, 2, Pad = 1, PadTop = 0)]
[UpSampling2D(2, 3, Interpolation = Interpolation.Bilinear)]
[AveragePooling2D(3, Padding = Padding.Same, CountIncludePad = true)]
[GlobalMaxPooling2D(KeepDims = true)]
public partial class BorderNet;

/// <summary>A vector's neighbours, and a mean that is drawn around while training.</summary>
[Model]
[Input(7, 4)]
[LocalResponseNormalization(DepthRadius = 1)]
[Conv1D(6, 2)]
[GlobalMaxPooling1D(KeepDims = true)]
[Flatten]
[Dense(5, Name = "mean")]
[Dense(5, From = "flatten_1", Name = "log_variance")]
[Sampling("log_variance", From = "mean")]
[Output("log_variance")]
[ReLU6]
[Clip(0.5, 4)]
public partial class DrawnNet;

/// <summary>A rectifier that begins late.</summary>
[Model]
[Input(5)]
[Dense(6)]
[ReLU(Threshold = 0.1, NegativeSlope = 0.2, MaxValue = 0.5)]
public partial class LateNet;
#pragma warning restore MC0107

/// <summary>A filter without weights.</summary>
[Model]
[Input(9, 9, 2)]
[FixedConv2D(FixedKernel.Emboss, Padding = Padding.Same)]
[ZeroPadding2D(1, 2)]
[MaxPooling2D(3, Strides = 2)]
public partial class FixedNet;

/// <summary>Filters that ONNX spells out.</summary>
[Model]
[Input(5, 5, 2)]
[GradientMagnitude]
public partial class MagnitudeNet;

/// <summary>Filters that ONNX spells out.</summary>
[Model]
[Input(5, 5, 2)]
[MedianFilter2D(3)]
public partial class MedianNet;
