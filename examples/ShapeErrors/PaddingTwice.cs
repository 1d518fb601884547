using ModelCompiler;

namespace ShapeErrors;

// Padding decided twice.
// expect: MC0015 'conv2d_1': Padding.Same and Pad = 2 both decide the padding; remove one of them
[Model]
[Input(9, 9, 1)]
[Conv2D(4, 3, Padding = Padding.Same, Pad = 2)]
[Flatten]
[Dense(2)]
public partial class PaddingTwice;
