using ModelCompiler;

namespace ShapeErrors;

// Four rows off each end of eight.
// expect: MC0113 'cropping2d_1': cropping 4 + 4 of the 8 rows of the 8×9×1 input leaves nothing; crop at most 7 in all
[Model]
[Input(8, 9, 1)]
[Cropping2D(4)]
[Flatten]
[Dense(10)]
public partial class CroppedAway;
