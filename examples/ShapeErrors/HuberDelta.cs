using ModelCompiler;

namespace ShapeErrors;

// A threshold that makes the loss 0 everywhere.
// expect: MC0204 Loss.Huber: Delta is 0; it is where the squared error becomes a linear one and must be a finite number greater than 0
[Model]
[Input(8)]
[Dense(1)]
[Loss(Loss.Huber, Delta = 0)]
public partial class HuberDelta;
