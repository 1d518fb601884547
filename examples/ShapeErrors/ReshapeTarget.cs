using ModelCompiler;

namespace ShapeErrors;

// Two sizes cannot both be computed.
// expect: MC0106 'reshape_1': the new shape -1×-1×1 holds -1 more than once; write one to three positive sizes, of which one may be -1 to
//     be computed from the others
[Model]
[Input(784)]
[Reshape(-1, -1, 1)]
[Conv2D(20, 5)]
[Flatten]
[Dense(10)]
public partial class ReshapeTarget;
