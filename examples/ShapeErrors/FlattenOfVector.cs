using ModelCompiler;

namespace ShapeErrors;

// Flatten twice.
// expect: MC0103 'flatten_2': the 784-element output of 'flatten_1' is a vector already; remove [Flatten]
[Model]
[Input(28, 28, 1)]
[Flatten]
[Flatten]
[Dense(10)]
public partial class FlattenOfVector;
