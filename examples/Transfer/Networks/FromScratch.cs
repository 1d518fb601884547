using ModelCompiler;

namespace Transfer.Networks;

/// <summary>What one would train without a pretrained network: few samples do not fill more weights than these.</summary>
[Model]
[Input(28, 28, 1)]
[Conv2D(32, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dropout(0.5)]
[Dense(128, Activation = Activation.ReLU)]
[Dropout(0.3)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class FromScratch;
