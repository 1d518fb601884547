using ModelCompiler;

namespace ShapeErrors;

// A percentage where a share is meant.
// expect: MC0013 'dropout_1': rate is 50; it is the share of elements that are dropped and must be at least 0 and less than 1
[Model]
[Input(4)]
[Dense(100)]
[Dropout(50)]
[Dense(2)]
public partial class DropoutRate;
