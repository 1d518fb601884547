using ModelCompiler;

namespace ShapeErrors;

// Where nothing comes in, no shape follows.
// expect: MC0004 'NoInput' has no [Input]; write it before the first layer, such as [Input(28, 28, 1)] for images of 28 rows,
//     28 columns and 1 channel
[Model]
[Dense(2)]
public partial class NoInput;
