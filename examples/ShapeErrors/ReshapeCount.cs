using ModelCompiler;

namespace ShapeErrors;

// A shape with another number of elements.
// expect: MC0105 'reshape_1': the 784-element input has 784 elements, but the new shape 28×27×1 has 28·27·1 = 756;
//     choose sizes whose product is 784, or write -1 for one of them
[Model]
[Input(784)]
[Reshape(28, 27, 1)]
[Conv2D(20, 5)]
[Flatten]
[Dense(10)]
public partial class ReshapeCount;
