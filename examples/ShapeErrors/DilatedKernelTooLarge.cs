using ModelCompiler;

namespace ShapeErrors;

// A dilated kernel is as large as the cells it spans.
// expect: MC0101 'conv2d_1': kernel 5×5, dilated to 13×13, does not fit the 12×12×1 input; use a kernel of at most 4, Padding.Same,
//     or Pad = 1
[Model]
[Input(12, 12, 1)]
[Conv2D(8, 5, Dilation = 3)]
[Flatten]
[Dense(10)]
public partial class DilatedKernelTooLarge;
