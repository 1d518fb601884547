using ModelCompiler;

namespace ShapeErrors;

// 64 channels for each pixel of a satellite image.
// expect: MC0109 'conv2d_1': its output 29998×29998×64 has 57,592,320,256 elements a sample, which is more than the 2,147,483,647 that one
//     value may have; reduce the input or the filters
[Model]
[Input(30_000, 30_000, 1)]
[Conv2D(64, 3)]
[GlobalAveragePooling2D]
[Dense(10)]
public partial class TooManyElements;
