using ModelCompiler;

namespace ShapeErrors;

// The input after the first layer.
// expect: MC0005 [Input] stands after 'Flatten'; layers run in the order in which they are written, so move [Input] before the first
//     of them
[Model]
[Flatten]
[Input(28, 28, 1)]
[Dense(10)]
public partial class InputNotFirst;
