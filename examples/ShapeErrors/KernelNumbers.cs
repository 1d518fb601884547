using ModelCompiler;

namespace ShapeErrors;

// Eight numbers for nine cells.
// expect: MC0114 'fixed_conv2d_1': a kernel of 3×3 has 9 numbers, but 8 came; write one for each cell, row by row
[Model]
[Input(8, 8, 1)]
[FixedConv2D(3, 3, 1, 0, -1, 1, 0, -1, 1, 0)]
[Flatten]
[Dense(10)]
public partial class KernelNumbers;
