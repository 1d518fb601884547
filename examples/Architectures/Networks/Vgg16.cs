namespace Architectures.Networks;

/// <summary>
/// VGG-16 (Simonyan and Zisserman, 2014, configuration D): nothing but 3×3 convolutions and halvings. 138,357,544 parameters, three
/// quarters of them in the first dense layer.
/// </summary>
[Model]
[Input(224, 224, 3)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(64, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(2)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(128, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(2)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(256, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(2)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Conv2D(512, 3, Pad = 1, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[MaxPooling2D(2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.5)]
[Dense(4096, Activation = Activation.ReLU, KernelInitializer = Initializer.HeNormal)]
[Dropout(0.5)]
[Dense(1000, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy)]
internal partial class Vgg16;
