using ModelCompiler;

namespace ShapeErrors;

// A dense layer on an image of 480,000 numbers, as wide as the image.
// expect: MC0108 'dense_1' has 230,400,480,000 parameters (480,000 × 480,000 + 480,000), which is more than the 2,147,483,647 that one
//     network may have; use fewer units or filters, or reduce the input first
[Model]
[Input(400, 400, 3)]
[Flatten]
[Dense(480_000)]
[Dense(10)]
public partial class TooManyParameters;
