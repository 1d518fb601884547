namespace ModelCompiler.Training.Child;

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

/// <summary>The same but for one number without shape.</summary>
[Model]
[Input(6, 6, 2)]
[Conv2D(5, 3, L2 = 1e-3)]
[LeakyReLU(0.1)]
[BatchNormalization]
[Dropout(0.3)]
[Flatten]
[Dense(8, Activation = Activation.ELU)]
[Dropout(0.2)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class OtherNet;

/// <summary>A class for each position.</summary>
[Model(InputGradients = true)]
[Input(4, 4, 2)]
[Conv2D(6, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(3, 1)]
[Softmax]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class MapNet;

/// <summary>Five independent answers.</summary>
[Model(InputGradients = true)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Dense(5, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
public sealed partial class AnswersNet;

/// <summary>One yes or no.</summary>
[Model]
[Input(4)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy)]
public sealed partial class YesNoNet;

/// <summary>Two numbers.</summary>
[Model(InputGradients = true)]
[Input(4)]
[Dense(6, Activation = Activation.Tanh)]
[Dense(2)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class NumbersNet;

/// <summary>A count.</summary>
[Model]
[Input(4)]
[Dense(1, Activation = Activation.ReLU, BiasInitializer = Initializer.Ones)]
[Loss(Loss.Poisson)]
public sealed partial class CountNet;

/// <summary>Three classes from four numbers.</summary>
[Model(InputGradients = true)]
[Input(4)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public sealed partial class ClassesNet;

/// <summary>Two signs.</summary>
[Model]
[Input(4)]
[Dense(2)]
[Loss(Loss.Hinge)]
public sealed partial class SignsNet;

/// <summary>One yes or no that is seldom.</summary>
[Model]
[Input(4)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryFocalCrossEntropy)]
public sealed partial class FocalNet;

/// <summary>Five independent answers that are seldom.</summary>
[Model]
[Input(4)]
[Dense(5, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryFocalCrossEntropy)]
public sealed partial class FocalAnswersNet;

/// <summary>An area of three cells.</summary>
[Model]
[Input(4)]
[Dense(3, Activation = Activation.Sigmoid)]
[Loss(Loss.Dice)]
public sealed partial class AreaNet;

/// <summary>A distribution.</summary>
[Model]
[Input(4)]
[Dense(3, Activation = Activation.Softmax)]
[Loss(Loss.KLDivergence)]
public sealed partial class DistributionNet;
