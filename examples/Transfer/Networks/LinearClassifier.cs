using ModelCompiler;

namespace Transfer.Networks;

/// <summary>Ten classes from the features of a network that somebody else trained.</summary>
[Model]
[Input(512)]
[Dense(10, Activation = Activation.Softmax, L2 = 1e-4, Name = "classes")]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class LinearClassifier;
