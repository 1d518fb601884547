using ModelCompiler;

namespace ShapeErrors;

// A softmax over a single output.
// expect: MC0111 'dense_1': a softmax over 1 element always gives 1; use Activation.Sigmoid, or at least 2 units
[Model]
[Input(8)]
[Dense(1, Activation = Activation.Softmax)]
public partial class SoftmaxOfOne;
