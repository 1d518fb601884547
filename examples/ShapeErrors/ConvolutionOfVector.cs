using ModelCompiler;

namespace ShapeErrors;

// An image that was declared as a vector.
// expect: MC0104 'conv2d_1': Conv2D reads a map of height×width×channels, but the 784-element input has 1 axis;
//     insert [Reshape(height, width, channels)] before it
[Model]
[Input(784)]
[Conv2D(20, 5)]
[Flatten]
[Dense(10)]
public partial class ConvolutionOfVector;
