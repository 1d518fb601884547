"""Records what PyTorch computes for the networks of examples/Architectures, for the parity tests of the compiled models.

    python3 architectures.py [NAME...]       # writes architectures/NAME.json

Weights come from a formula (layers.py), inputs and targets too (values.py), so only results are stored: the shapes of the parameters in
their order, outputs of a prediction, the loss of a training step, and of each gradient its norm and its product with a vector of numbers
drawn from its own stream: a fingerprint that no wrong gradient has. PyTorch computes in double. Large nets are recorded at a reduced size:
the C# tests (Reduced.cs) make the same reductions in the text of the examples. Dropout is off. Recorded with PyTorch 1.13.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

sys.dont_write_bytecode = True  # no __pycache__ between the recordings
from layers import Net, average_pool, channels_first, channels_last, flatten, max_pool
from values import classes, symmetric, unit

BATCH = 2
INPUT_STREAM, TARGET_STREAM, PROJECTION_STREAM = 20001, 20002, 30001
WHOLE = 64  # outputs up to this many are stored whole

relu = F.relu


# Networks: a function of a Net and a batch, up to what the loss takes (logits for the cross-entropies)

def mlp(*units, l1=0, l2=0):
    def forward(net, x):
        for n in units:
            x = relu(net.dense(x, n, l1, l2))
        return net.dense(x, 1)
    return forward


def lenet(net, x):
    x = average_pool(torch.tanh(net.conv(x, 6, 5, pad=2)), 2)
    x = average_pool(torch.tanh(net.conv(x, 16, 5)), 2)
    x = flatten(torch.tanh(net.conv(x, 120, 5)))
    return net.dense(torch.tanh(net.dense(x, 84)), 10)


def mnist_cnn(net, x):
    x = relu(net.conv(x, 20, 5))
    x = flatten(relu(net.conv(x, 40, 5)))
    return net.dense(relu(net.dense(x, 100)), 10)


def keras_cnn(net, x):
    x = max_pool(relu(net.conv(x, 32, 3)), 2)
    x = max_pool(relu(net.conv(x, 64, 3)), 2)
    return net.dense(flatten(x), 10)


def convnetjs_cifar(net, x):
    for filters in (16, 20, 20):
        x = max_pool(relu(net.conv(x, filters, 5, pad=2)), 2)
    return net.dense(flatten(x), 10)


def vgg(*convolutions):
    def forward(net, x):
        for count, filters in zip(convolutions, (64, 128, 256, 512, 512)):
            for _ in range(count):
                x = relu(net.conv(x, filters, 3, pad=1))
            x = max_pool(x, 2)
        x = relu(net.dense(flatten(x), 64))
        x = relu(net.dense(x, 64))
        return net.dense(x, 10)
    return forward


# Losses: from what a network ends in to outputs, and from that and the targets to the loss

def softmax(logits):
    return torch.softmax(logits, 1)


def cross_entropy(logits, targets):
    return F.cross_entropy(logits, targets)


def binary_cross_entropy(logits, targets):
    return F.binary_cross_entropy_with_logits(logits, targets)


def drawn_classes(outputs):
    """One class a sample."""
    return torch.tensor(classes(TARGET_STREAM, BATCH, outputs[0]))


def drawn_bits(outputs):
    return torch.tensor(classes(TARGET_STREAM, BATCH, 2).astype(np.float64)).reshape(BATCH, 1)


CLASSES = ("classes", softmax, cross_entropy, drawn_classes)
YES_OR_NO = ("bits", torch.sigmoid, binary_cross_entropy, drawn_bits)

# name: (forward, input shape channels last, (what targets are, output, loss, targets))
NETWORKS = {
    "mlp-256-32": (mlp(256, 32), (784,), YES_OR_NO),
    "mlp-268-150-100": (mlp(268, 150, 100), (784,), YES_OR_NO),
    "mlp-100-40-10": (mlp(100, 40, 10, l2=1e-4), (784,), YES_OR_NO),
    "mlp-50-25": (mlp(50, 25, l1=1e-5), (784,), YES_OR_NO),
    "mlp-75-75": (mlp(75, 75, l1=1e-5, l2=1e-4), (784,), YES_OR_NO),
    "lenet-5": (lenet, (28, 28, 1), CLASSES),
    "mnist-cnn": (mnist_cnn, (28, 28, 1), CLASSES),
    "keras-cnn": (keras_cnn, (28, 28, 1), CLASSES),
    "convnetjs-cifar": (convnetjs_cifar, (32, 32, 3), CLASSES),
    "vgg-16": (vgg(2, 2, 3, 3, 3), (32, 32, 3), CLASSES),
    "vgg-19": (vgg(2, 2, 4, 4, 4), (32, 32, 3), CLASSES),
}


# Recording

def number(value):
    """Nine digits: more than a float32 holds."""
    return float(f"{float(value):.9g}")


def fingerprint(stream, flat):
    """Norm, and product with drawn numbers."""
    return [number(np.sqrt((flat * flat).sum())), number((flat * symmetric(stream, flat.size, 1.0).astype(np.float64)).sum())]


def described(outputs):
    flat = outputs.detach().numpy().reshape(-1)
    return [number(value) for value in flat] if flat.size <= WHOLE else fingerprint(PROJECTION_STREAM, flat)


def record(name):
    forward, shape, (kind, output, loss_of, targets_of) = NETWORKS[name]
    inputs = torch.tensor(unit(INPUT_STREAM, BATCH * int(np.prod(shape))).astype(np.float64)).reshape(BATCH, *shape)
    if len(shape) > 1:
        inputs = channels_first(inputs)
    net = Net(forward)

    results = net(inputs, training=True)
    loss = loss_of(results, targets_of(results.shape[1:])) + sum(net.penalties)
    loss.backward()
    gradients = [fingerprint(PROJECTION_STREAM + i, p.gradient()) for i, p in enumerate(net.parameters, start=1)]
    with torch.no_grad():
        outputs = channels_last(output(net(inputs, training=False)))

    rows = [["x".join(map(str, p.shape)), *gradient] for p, gradient in zip(net.parameters, gradients)]
    result = {"network": name, "targets": kind, "loss": number(loss), "outputs": described(outputs), "gradients": rows}
    path = Path(__file__).parent / "architectures" / f"{name}.json"
    path.write_text(json.dumps(result, separators=(",", ":")).replace('["', '\n["') + "\n")
    print(f"{name}: {len(rows)} tensors, {sum(p.tensor.numel() for p in net.parameters)} parameters, loss {float(loss):.6g}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    for name in sys.argv[1:] or NETWORKS:
        record(name)
