using ModelCompiler;

namespace ShapeErrors;

// Pooling in the wrong place.
// expect: MC0104 'global_average_pooling2d_1': GlobalAveragePooling2D reads a map of height×width×channels, but the 784-element output
//     of 'flatten_1' has 1 axis; remove 'flatten_1'
[Model]
[Input(28, 28, 1)]
[Flatten]
[GlobalAveragePooling2D]
[Dense(10)]
public partial class PoolingAfterFlatten;
