using ModelCompiler;

namespace Company.Network;

/// <summary>
/// Tells ten directions of a bar in a picture of 28×28 grey pixels. The pointer on the name shows its layers; a layer that does not fit is
/// an error here.
/// </summary>
[Model]
[Input(28, 28, 1)]                                    // height, width, channels
#if (net == "keras")
[Conv2D(32, 3, Activation = Activation.ReLU)]         // filters, kernel size
[MaxPooling2D(2)]
[Conv2D(64, 3, Activation = Activation.ReLU)]
[MaxPooling2D(2)]
[Flatten]
[Dropout(0.5)]
#elif (net == "lenet")
[ZeroPadding2D(2)]
[Conv2D(6, 5, Activation = Activation.Tanh)]          // filters, kernel size
[AveragePooling2D(2)]
[Conv2D(16, 5, Activation = Activation.Tanh)]
[AveragePooling2D(2)]
[Conv2D(120, 5, Activation = Activation.Tanh)]
[Flatten]
[Dense(84, Activation = Activation.Tanh)]
#elif (net == "mlp")
[Flatten]
[Dense(256, Activation = Activation.ReLU)]
[Dense(32, Activation = Activation.ReLU)]
#else
[Conv2D(20, 5, Activation = Activation.ReLU)]         // filters, kernel size
[Conv2D(40, 5, Activation = Activation.ReLU)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
#endif
[Dense(10, Activation = Activation.Softmax)]          // one probability for each class
[Loss(Loss.CategoricalCrossEntropy)]
public partial class ShapeNet;
