using ModelCompiler;

namespace ShapeErrors;

// A loss, and no weights that may change.
// expect: MC0206 'ShapeErrors.EverythingFrozen' has a loss, but all of its 2 weight tensors are frozen by Trainable = false;
//     let one layer train, or remove [Loss]
[Model]
[Input(8)]
[Dense(1, Trainable = false)]
[Loss(Loss.MeanSquaredError)]
public partial class EverythingFrozen;
