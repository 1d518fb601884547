using ModelCompiler;

namespace ShapeErrors;

// Cross-entropy of numbers that are not probabilities.
// expect: MC0201 Loss.CategoricalCrossEntropy compares probabilities of two or more classes, but 'dense_1' gives linear values;
//     end with Activation.Softmax
[Model]
[Input(784)]
[Dense(10)]
[Loss(Loss.CategoricalCrossEntropy)]
public partial class LossWithoutSoftmax;
