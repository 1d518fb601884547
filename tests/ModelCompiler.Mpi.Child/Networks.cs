using ModelCompiler;

namespace MpiTests;

/// <summary>Small, with all that has state or draws numbers while it trains: dropout, normalization, moving averages.</summary>
[Model]
[Input(6, 6, 2)]
[Conv2D(5, 3, Activation = Activation.LeakyReLU, L2 = 1e-3)]
[BatchNormalization]
[Dropout(0.3)]
[Flatten]
[Dense(8, Activation = Activation.ELU)]
[Dropout(0.2)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class StatefulNet;

/// <summary>Two numbers of four; it computes gradients of its inputs.</summary>
[Model(InputGradients = true)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Dense(2)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class NumbersNet;

/// <summary>More weights than one range of a sum.</summary>
[Model]
[Input(72)]
[Dense(300, Activation = Activation.ReLU)]
[Dense(300, Activation = Activation.ReLU)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class WideNet;

/// <summary>As <see cref="WideNet"/>, but for one layer.</summary>
[Model]
[Input(72)]
[Dense(300, Activation = Activation.Tanh)]
[Dense(300, Activation = Activation.ReLU)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class OtherNet;

/// <summary>One tensor, so one message, and with several ranks more floats than all of them send to all.</summary>
[Model]
[Input(72)]
[Dense(1000, UseBias = false)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class OneTensorNet;
