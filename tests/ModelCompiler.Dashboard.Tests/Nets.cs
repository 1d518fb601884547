using ModelCompiler;

namespace DashboardTests;

/// <summary>Small, with all that the page shows: filters in colour, rectified layers, a penalty, dropout.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(6, 3, Pad = 1, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dense(16, Activation = Activation.ReLU)]
[Dropout(0.1f)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class ShownNet;

/// <summary>Blocks, for the graph.</summary>
[Block]
[Conv2D(4, 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(4, 3, Pad = 1)]
internal sealed class TwoConvolutions;

/// <summary>Branches and sums.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(4, 3, Pad = 1, Activation = Activation.ReLU)]
[Residual<TwoConvolutions>]
[ReLU]
[Residual<TwoConvolutions>]
[GlobalAveragePooling2D]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class BranchedNet;
