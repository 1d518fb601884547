using ModelCompiler;

namespace ShapeErrors;

// Two mistakes in one layer, and one in the next.
// expect: MC0012 'conv2d_1': filters is 0; it must be at least 1
// expect: MC0012 'conv2d_1': kernelSize is -5; it must be at least 1
// expect: MC0012 'dense_1': units is 0; it must be at least 1
[Model]
[Input(28, 28, 1)]
[Conv2D(0, -5)]
[Flatten]
[Dense(0)]
public partial class NonPositiveSizes;
