using ModelCompiler;

namespace ShapeErrors;

// The other cross-entropy.
// expect: MC0202 Loss.BinaryCrossEntropy reads each output as a probability of its own, but 'dense_1' gives a softmax, whose outputs are
//     probabilities of one choice; use Loss.CategoricalCrossEntropy for classes that exclude each other, or Activation.Sigmoid for classes
//     that do not
[Model]
[Input(784)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.BinaryCrossEntropy)]
public partial class BinaryLossOfSoftmax;
