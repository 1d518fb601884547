using ModelCompiler;

namespace ShapeErrors;

// The logarithm of a negative number.
// expect: MC0203 Loss.Poisson takes the logarithm of the output, but 'dense_1' gives linear values, which may be negative;
//     use Activation.ReLU, Sigmoid or Softmax for the last layer, or Loss.MeanSquaredError
[Model]
[Input(8)]
[Dense(1)]
[Loss(Loss.Poisson)]
public partial class PoissonOfNegative;
