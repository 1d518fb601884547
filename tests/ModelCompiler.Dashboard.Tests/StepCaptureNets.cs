using ModelCompiler;

namespace DashboardTests;

/// <summary>Convolutions, both pools, dense layers; every layer can be read as an output, too.</summary>
[Model]
[Input(12, 12, 3)]
[Conv2D(8, 3, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(6, 3, Pad = 1, Activation = Activation.Tanh)]
[AveragePooling2D(5)]
[Flatten]
[Dense(7, Activation = Activation.ReLU)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
[Output("conv2d_1"), Output("max_pooling2d_1"), Output("conv2d_2"), Output("average_pooling2d_1"), Output("dense_1")]
internal partial class PlainNet;

/// <summary>A sum and a concatenation, whose parts lie between each other in memory; separate activation layers.</summary>
[Model]
[Input(8, 8, 4)]
[Conv2D(4, 3, Pad = 1, Name = "first")]
[ReLU(Name = "relu")]
[Conv2D(4, 3, Pad = 1, Name = "second")]
[Add("relu", Name = "sum")]
[Conv2D(6, 1, Activation = Activation.ReLU, Name = "left", From = "sum")]
[Conv2D(10, 3, Pad = 1, Activation = Activation.Sigmoid, Name = "right", From = "sum")]
[Concatenate("left", Name = "joined")]
[LocalResponseNormalization(Name = "normalized")]
[GlobalAveragePooling2D(Name = "mean")]
[Dense(3, Name = "scores")]
[Loss(Loss.MeanSquaredError)]
[Output("first"), Output("relu"), Output("second"), Output("sum"), Output("left"), Output("right"), Output("joined"), Output("normalized"), Output("mean")]
internal partial class JoinedNet;

/// <summary>Large enough for Winograd's convolution and pooled bands.</summary>
[Model]
[Input(24, 24, 16)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[DepthwiseConv2D(3, Padding = Padding.Same)]
[LeakyReLU]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[PositionBias]
[GlobalMaxPooling2D]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
[Output("conv2d_1"), Output("depthwise_conv2d_1"), Output("leaky_relu_1"), Output("conv2d_2"), Output("max_pooling2d_1"), Output("position_bias_1"), Output("global_max_pooling2d_1")]
internal partial class WideNet;
