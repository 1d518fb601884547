"""The benchmark nets as PyTorch modules, the same layers as ../ModelCompiler.Benchmarks.Networks.

The softmax is left to the loss, as a PyTorch user would: inference is spared it, which favours PyTorch by a little.
"""
from collections import namedtuple

from torch import cat, relu
from torch.nn import AdaptiveAvgPool2d, AvgPool2d, BatchNorm2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, Module, ReLU, ReLU6, Sequential, Sigmoid, SiLU, Tanh

# shape: of one sample, channels first; inference: batches of predictions; training: batch of a step
Net = namedtuple("Net", "build shape classes inference training", defaults=[(1, 32), 32])


def mlp():
    return Sequential(Linear(784, 256), ReLU(), Linear(256, 32), Sigmoid(), Linear(32, 10))


def lenet5():
    return Sequential(
        Conv2d(1, 6, 5), Tanh(), AvgPool2d(2),
        Conv2d(6, 16, 5), Tanh(), AvgPool2d(2),
        Conv2d(16, 120, 5), Tanh(), Flatten(),
        Linear(120, 84), Tanh(), Linear(84, 10))


def convnetjs_cifar():
    return Sequential(
        Conv2d(3, 16, 5, padding=2), ReLU(), MaxPool2d(2),
        Conv2d(16, 20, 5, padding=2), ReLU(), MaxPool2d(2),
        Conv2d(20, 20, 5, padding=2), ReLU(), MaxPool2d(2),
        Flatten(), Linear(320, 10))


def keras_cnn():
    return Sequential(
        Conv2d(1, 32, 3), ReLU(), MaxPool2d(2),
        Conv2d(32, 64, 3), ReLU(), MaxPool2d(2),
        Flatten(), Dropout(0.5), Linear(1600, 10))


def mnist_cnn():
    return Sequential(
        Conv2d(1, 20, 5), ReLU(), Conv2d(20, 40, 5), ReLU(), Flatten(),
        Linear(16000, 100), ReLU(), Linear(100, 10))


def alphago():
    layers = [Conv2d(48, 192, 5, padding=2), ReLU()]
    for _ in range(11):
        layers += [Conv2d(192, 192, 3, padding=1), ReLU()]
    return Sequential(*layers, Conv2d(192, 1, 1), Flatten())


class BasicBlock(Module):
    """Two 3x3 convolutions and a way past them, projected where the shapes differ."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1, self.norm1 = Conv2d(channels, filters, 3, stride, 1, bias=False), BatchNorm2d(filters)
        self.conv2, self.norm2 = Conv2d(filters, filters, 3, 1, 1, bias=False), BatchNorm2d(filters)
        self.past = Sequential() if stride == 1 and channels == filters else Sequential(
            Conv2d(channels, filters, 1, stride, bias=False), BatchNorm2d(filters))

    def forward(self, x):
        return relu(self.norm2(self.conv2(relu(self.norm1(self.conv1(x))))) + self.past(x))


def resnet18():
    layers, channels = [Conv2d(3, 64, 7, 2, 3, bias=False), BatchNorm2d(64), ReLU(), MaxPool2d(3, 2, 1)], 64
    for filters, stride in [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)]:
        layers.append(BasicBlock(channels, filters, stride))
        channels = filters
    return Sequential(*layers, AdaptiveAvgPool2d(1), Flatten(), Linear(512, 1000))


def vgg16():
    layers, channels = [], 3
    for filters in [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0]:
        if filters:
            layers += [Conv2d(channels, filters, 3, padding=1), ReLU()]
            channels = filters
        else:
            layers.append(MaxPool2d(2))
    return Sequential(*layers, Flatten(), Linear(25088, 4096), ReLU(), Dropout(), Linear(4096, 4096), ReLU(), Dropout(), Linear(4096, 1000))


class Sum(Module):
    """x + body(x)."""

    def __init__(self, *body):
        super().__init__()
        self.body = Sequential(*body)

    def forward(self, x):
        return x + self.body(x)


class Gate(Module):
    """x times a factor for each channel that all its cells decide."""

    def __init__(self, channels, hidden):
        super().__init__()
        self.gate = Sequential(AdaptiveAvgPool2d(1), Conv2d(channels, hidden, 1), SiLU(), Conv2d(hidden, channels, 1), Sigmoid())

    def forward(self, x):
        return x * self.gate(x)


class Grown(Module):
    """x and, beside it, what a convolution makes of it."""

    def __init__(self, channels, growth):
        super().__init__()
        self.body = Sequential(BatchNorm2d(channels), ReLU(), Conv2d(channels, growth, 3, padding=1, bias=False))

    def forward(self, x):
        return cat([x, self.body(x)], 1)


def unit(channels, filters, kernel, stride, groups, activation):
    norm = [Conv2d(channels, filters, kernel, stride, kernel // 2, groups=groups, bias=False), BatchNorm2d(filters)]
    return norm + ([activation()] if activation else [])


def inverted(channels, filters, factor, kernel, stride, activation, gate=None):
    """Up to many channels, channel by channel, down to few: MobileNet v2's and EfficientNet's block."""
    wide = channels * factor
    body = unit(channels, wide, 1, 1, 1, activation) if factor > 1 else []
    body += unit(wide, wide, kernel, stride, wide, activation)
    body += [Gate(wide, gate)] if gate else []
    body += unit(wide, filters, 1, 1, 1, None)
    return [Sum(*body)] if stride == 1 and channels == filters else body


def mobilenet_v2():
    layers, channels = unit(3, 32, 3, 2, 1, ReLU6), 32
    for factor, filters, repeat, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for number in range(repeat):
            layers += inverted(channels, filters, factor, 3, stride if number == 0 else 1, ReLU6)
            channels = filters
    return Sequential(*layers, *unit(320, 1280, 1, 1, 1, ReLU6), AdaptiveAvgPool2d(1), Flatten(), Dropout(0.2), Linear(1280, 1000))


def efficientnet_b0():
    """Without stochastic depth, which leaves out blocks of the one peer that has it; Keras's padding differs by a cell where strides are 2."""
    layers, channels = unit(3, 32, 3, 2, 1, SiLU), 32
    for factor, filters, repeat, kernel, stride in [(1, 16, 1, 3, 1), (6, 24, 2, 3, 2), (6, 40, 2, 5, 2), (6, 80, 3, 3, 2), (6, 112, 3, 5, 1), (6, 192, 4, 5, 2), (6, 320, 1, 3, 1)]:
        for number in range(repeat):
            layers += inverted(channels, filters, factor, kernel, stride if number == 0 else 1, SiLU, gate=channels // 4)
            channels = filters
    return Sequential(*layers, *unit(320, 1280, 1, 1, 1, SiLU), AdaptiveAvgPool2d(1), Flatten(), Dropout(0.2), Linear(1280, 1000))


def densenet():
    """DenseNet's pattern at CIFAR's size: three times six layers that each read all before."""
    layers, channels = [Conv2d(3, 48, 3, padding=1, bias=False)], 48
    for block in range(3):
        for _ in range(6):
            layers.append(Grown(channels, 24))
            channels += 24
        if block < 2:
            layers += [BatchNorm2d(channels), ReLU(), Conv2d(channels, channels // 2, 1, bias=False), AvgPool2d(2)]
            channels //= 2
    return Sequential(*layers, BatchNorm2d(channels), ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(channels, 10))


NETS = {
    "mlp": Net(mlp, (784,), 10),
    "lenet5": Net(lenet5, (1, 32, 32), 10),
    "convnetjs_cifar": Net(convnetjs_cifar, (3, 32, 32), 10),
    "keras_cnn": Net(keras_cnn, (1, 28, 28), 10),
    "mnist_cnn": Net(mnist_cnn, (1, 28, 28), 10),
    "alphago": Net(alphago, (48, 19, 19), 361),
    "resnet18": Net(resnet18, (3, 224, 224), 1000, (1,), 8),
    "vgg16": Net(vgg16, (3, 224, 224), 1000, (1,), 4),
    "mobilenet_v2": Net(mobilenet_v2, (3, 224, 224), 1000, (1,), 8),
    "efficientnet_b0": Net(efficientnet_b0, (3, 224, 224), 1000, (1,), 8),
    "densenet": Net(densenet, (3, 32, 32), 10, (1,), 8),
}
