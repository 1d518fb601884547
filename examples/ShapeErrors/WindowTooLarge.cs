using ModelCompiler;

namespace ShapeErrors;

// A pooling window that is larger than its map.
// expect: MC0101 'max_pooling2d_1': window 5×5 does not fit the 4×4×4 output of 'conv2d_1'; use a window of at most 4, Padding.Same,
//     or Pad = 1
[Model]
[Input(8, 8, 1)]
[Conv2D(4, 5)]
[MaxPooling2D(5)]
[Flatten]
[Dense(10)]
public partial class WindowTooLarge;
