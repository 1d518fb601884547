"""Records what PyTorch computes for three nets, for the parity tests of the compiled models.

    python3 record.py            # writes mnist.json, keras.json and lenet.json beside this file

Weights, inputs and labels come from a formula of integers and exact float32 operations (values.py), which the
C# tests repeat, so only results are stored: outputs, loss, gradients and the losses of ten Adam steps. PyTorch computes in double
on those float32 numbers, so that a difference is the compiled model's rounding alone. Layouts are converted to ours:
channels last, Conv2D [kh, kw, in, out], Dense [in, out]. Recorded with PyTorch 1.13.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.dont_write_bytecode = True  # no __pycache__ between the recordings
from values import classes, symmetric, unit

BATCH = 8
STEPS = 10
WHOLE = 256  # tensors up to this many elements are stored whole
SAMPLES = 64


class Flatten(nn.Module):
    """Flattens in channels-last order, as the compiled models do."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)


def mnist():
    return nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(),
        nn.Conv2d(20, 40, 5), nn.ReLU(),
        Flatten(),
        nn.Linear(16000, 100), nn.ReLU(),
        nn.Linear(100, 10))


def keras():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        Flatten(),
        nn.Linear(1600, 10))


def lenet():
    return nn.Sequential(
        nn.ZeroPad2d(2),
        nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
        nn.Conv2d(16, 120, 5), nn.Tanh(),
        Flatten(),
        nn.Linear(120, 84), nn.Tanh(),
        nn.Linear(84, 10))


def ours(array, kind):
    """From PyTorch's layout to ours."""
    return np.transpose(array, (2, 3, 1, 0)) if kind == "conv" else np.transpose(array) if kind == "dense" else array


def theirs(array, kind):
    """From our layout to PyTorch's."""
    return np.transpose(array, (3, 2, 0, 1)) if kind == "conv" else np.transpose(array) if kind == "dense" else array


def tensors(net):
    """Our names with PyTorch's parameters: (name, kind, parameter, bound of its values)."""
    counts = {"conv2d": 0, "dense": 0}
    for layer in net:
        if not isinstance(layer, (nn.Conv2d, nn.Linear)):
            continue
        prefix, kind = ("conv2d", "conv") if isinstance(layer, nn.Conv2d) else ("dense", "dense")
        counts[prefix] += 1
        fan_in = layer.weight[0].numel()
        # A power of two near the He bound: multiplying by it is exact.
        bound = 2.0 ** round(np.log2(np.sqrt(6 / fan_in)))
        yield f"{prefix}_{counts[prefix]}.kernel", kind, layer.weight, bound
        yield f"{prefix}_{counts[prefix]}.bias", "bias", layer.bias, bound / 4


def fill(net):
    """Sets every parameter from the formula; returns what the C# side needs to do the same."""
    described = []
    for stream, (name, kind, parameter, bound) in enumerate(tensors(net), start=1):
        shape = ours(np.empty(parameter.shape), kind).shape
        values = symmetric(stream, int(np.prod(shape)), bound).reshape(shape)
        with torch.no_grad():
            parameter.copy_(torch.tensor(theirs(values, kind).astype(np.float64)))
        described.append({"name": name, "shape": list(shape), "stream": stream, "bound": bound})
    return described


def gradient(parameter, kind):
    """A gradient in our layout: whole, or its sum, norm and evenly spaced entries."""
    flat = ours(parameter.grad.numpy(), kind).reshape(-1)
    if flat.size <= WHOLE:
        return {"values": numbers(flat)}
    indices = [int(i) for i in np.linspace(0, flat.size - 1, SAMPLES).astype(np.int64)]
    return {
        "sum": number(flat.sum()), "norm": number(np.sqrt((flat * flat).sum())), "largest": number(np.abs(flat).max()),
        "indices": indices, "values": numbers(flat[indices])}


def number(value):
    """Nine digits: more than a float32 holds."""
    return float(f"{float(value):.9g}")


def numbers(values):
    return [number(value) for value in np.asarray(values).reshape(-1)]


def record(name, net):
    net = net.double()
    described = fill(net)
    inputs = torch.tensor(unit(100, BATCH * 784).astype(np.float64)).reshape(BATCH, 1, 28, 28)
    labels = torch.tensor(classes(101, BATCH, 10))
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, eps=1e-8)

    losses = []
    for step in range(STEPS):
        optimizer.zero_grad()
        logits = net(inputs)
        loss = nn.functional.cross_entropy(logits, labels)
        loss.backward()
        if step == 0:
            outputs = numbers(torch.softmax(logits, 1).detach())
            gradients = [{"name": n, **gradient(p, kind)} for n, kind, p, _ in tensors(net)]
        losses.append(number(loss))
        optimizer.step()

    result = {
        "model": name, "batch": BATCH, "inputStream": 100, "labelStream": 101, "classes": 10,
        "parameters": described, "outputs": outputs, "gradients": gradients, "losses": losses}
    Path(__file__).with_name(f"{name}.json").write_text(json.dumps(result, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
    print(f"{name}: {sum(p.numel() for p in net.parameters())} parameters, losses {losses}")


if __name__ == "__main__":
    torch.manual_seed(0)
    record("mnist", mnist())
    record("keras", keras())
    record("lenet", lenet())
