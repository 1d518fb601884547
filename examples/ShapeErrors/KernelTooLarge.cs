using ModelCompiler;

namespace ShapeErrors;

// Three convolutions and two poolings leave a map that is smaller than the next kernel.
// expect: MC0101 'conv2d_3': kernel 7×7 does not fit the 5×5×16 output of 'max_pooling2d_2'; use a kernel of at most 5, Padding.Same,
//     or Pad = 1
[Model]
[Input(30, 30, 3)]
[Conv2D(8, 3)]
[MaxPooling2D]
[Conv2D(16, 5)]
[MaxPooling2D]
[Conv2D(8, 7)]
[Flatten]
[Dense(10)]
public partial class KernelTooLarge;
