namespace Courses.Networks;

// One network for each rate: a rate is part of a declaration, so that the compiler can write the mask into its loops.

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.1 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.1)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.1)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout01;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.2 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.2)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.2)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout02;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.3 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.3)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout03;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.4 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.4)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.4)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout04;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.5 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.5)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.5)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout05;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.6 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.6)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.6)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout06;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.7 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.7)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.7)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout07;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.8 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.8)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.8)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout08;

/// <summary>784-256-128-10 with ELU, started after Xavier Glorot, and dropout of 0.9 behind both hidden layers.</summary>
[Model]
[Input(784)]
[Dense(256, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.9)]
[Dense(128, Activation = Activation.ELU, KernelInitializer = Initializer.GlorotUniform)]
[Dropout(0.9)]
[Dense(10, Activation = Activation.Softmax, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Dropout09;
