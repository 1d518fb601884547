using ModelCompiler;

namespace ShapeErrors;

// The most common mistake of all: Flatten forgotten.
// expect: MC0102 'dense_1': a dense layer reads a vector, but the 24×24×20 output of 'conv2d_1' has 3 axes;
//     insert [Flatten] before it, which gives 11,520 elements
[Model]
[Input(28, 28, 1)]
[Conv2D(20, 5, Activation = Activation.ReLU)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class DenseOnMap;
