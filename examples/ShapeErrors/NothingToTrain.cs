using ModelCompiler;

namespace ShapeErrors;

// A loss, and no weights.
// expect: MC0205 'ShapeErrors.NothingToTrain' has a loss but no weights; add a layer that has some, such as [Dense(10)], or remove [Loss]
[Model]
[Input(28, 28, 1)]
[GlobalAveragePooling2D]
[Loss(Loss.MeanSquaredError)]
public partial class NothingToTrain;
