using ModelCompiler;

namespace ShapeErrors;

// A name with a dot, which separates a layer from its parameters.
// expect: MC0010 'head.out' is not a layer's name; use letters, digits, '_', '-' and '/', at least one of them: a '.' separates a layer
//     from its parameters
[Model]
[Input(4)]
[Dense(2, Name = "head.out")]
public partial class InvalidName;
