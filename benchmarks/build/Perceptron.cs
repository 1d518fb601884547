// A tiny network, of which what is fixed shows: benchmarks/build/run compiles it.
[Model]
[Input(8)]
[Dense(64, Activation = Activation.ReLU)]
[Dense(64, Activation = Activation.ReLU)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public partial class Perceptron;
