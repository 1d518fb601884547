namespace Courses.Networks;

/// <summary>A small convolutional network for digits, whose first two layers can be looked at.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(16, 5, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(32, 3, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(64, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
[Output("conv2d_1")]
[Output("conv2d_2")]
internal partial class DigitCnn;
