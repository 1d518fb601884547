namespace ModelCompiler.OpenCL.Child;

/// <summary>A net small enough for an interpreter of kernels, with layers whose kernels are of every form: tiles, windows, choices, rows, hashes, trees.</summary>
[Model]
[Input(8, 8, 2)]
[Conv2D(6, 3, Padding = Padding.Same, Activation = Activation.ReLU, L2 = 1e-3)]
[MaxPooling2D(2)]
[Conv2D(5, 3, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Flatten]
[Dropout(0.25)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal sealed partial class SmallNet;
