namespace ModelCompiler.Benchmarks.Networks;

/// <summary>60 million weights in two matrices, to be saved.</summary>
[Model]
[Input(7000)]
[Dense(8000, Activation = Activation.ReLU)]
[Dense(500, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class SixtyMillion;
