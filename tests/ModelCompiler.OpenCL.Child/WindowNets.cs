namespace ModelCompiler.OpenCL.Child;

/// <summary>A depthwise convolution whose kernel gradient is summed row by row in memory, on the machine that the project names.</summary>
[Model]
[Input(6, 6, 8)]
[DepthwiseConv2D(3, Padding = Padding.Same, Activation = Activation.Tanh)]
[GlobalAveragePooling2D]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class DepthwiseNet;

/// <summary>The same of groups, behind another convolution: there is an input gradient, too.</summary>
[Model]
[Input(6, 6, 2)]
[Conv2D(8, 1, Activation = Activation.Tanh)]
[Conv2D(8, 3, Padding = Padding.Same, Groups = 4, Activation = Activation.Tanh)]
[GlobalAveragePooling2D]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class GroupedNet;
