namespace ModelCompiler.Benchmarks.Networks;

/// <summary>One dense layer, 4 to 4 with tanh: what a call costs beside the arithmetic.</summary>
[Model]
[Input(4)]
[Dense(4, Activation = Activation.Tanh)]
public partial class Micro;
