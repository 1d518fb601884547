namespace Architectures.Networks;

/// <summary>The head of AlexNet and its successors: two wide layers with dropout, and the 1,000 classes of ImageNet.</summary>
[Block]
[Flatten]
[Dense(4096, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.5)]
[Dense(4096, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.5)]
[Dense(1000, Activation = Activation.Softmax)]
internal class Classifier;
