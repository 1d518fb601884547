using ModelCompiler;

namespace ShapeErrors;

// A penalty that rewards large weights.
// expect: MC0014 'dense_1': L2 is -0.001; it must be a finite number of at least 0
[Model]
[Input(4)]
[Dense(100, L2 = -0.001)]
[Dense(2)]
public partial class NegativePenalty;
