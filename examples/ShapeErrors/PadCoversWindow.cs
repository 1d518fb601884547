using ModelCompiler;

namespace ShapeErrors;

// A pooling window that would see padding only.
// expect: MC0110 'max_pooling2d_1': Pad = 2 is not smaller than the window of 2, so some windows would see nothing but padding;
//     use a Pad of at most 1
[Model]
[Input(8, 8, 1)]
[MaxPooling2D(2, Pad = 2)]
[Flatten]
[Dense(10)]
public partial class PadCoversWindow;
