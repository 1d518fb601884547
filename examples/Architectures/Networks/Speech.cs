namespace Architectures.Networks;

/// <summary>Tells eight words apart by their spectrum over time, 24 bands at 64 moments, with convolutions along time alone.
/// 28,584 parameters.</summary>
[Model]
[Input(64, 24)]
[Conv1D(32, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling1D(2)]
[Conv1D(64, 5, Pad = 2, Activation = Activation.ReLU)]
[MaxPooling1D(2)]
[Conv1D(64, 3, Pad = 1, Activation = Activation.ReLU)]
[AveragePooling1D(4)]
[Flatten]
[Dense(8, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Speech;
