"""The benchmark nets as PyTorch modules, the same layers as ../ModelCompiler.Benchmarks/Models/Nets.

The softmax is left to the loss, as a PyTorch user would: inference is spared it, which favours PyTorch by a little.
"""
from collections import namedtuple

from torch.nn import AvgPool2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU, Sequential, Sigmoid, Tanh

Net = namedtuple("Net", "build shape classes")  # shape: of one sample, channels first


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


NETS = {
    "mlp": Net(mlp, (784,), 10),
    "lenet5": Net(lenet5, (1, 32, 32), 10),
    "convnetjs_cifar": Net(convnetjs_cifar, (3, 32, 32), 10),
    "keras_cnn": Net(keras_cnn, (1, 28, 28), 10),
    "mnist_cnn": Net(mnist_cnn, (1, 28, 28), 10),
}
