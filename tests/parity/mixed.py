"""Records what PyTorch computes for small networks of layers that no network of examples/Architectures has, as architectures.py does for those.

    python3 mixed.py [NAME...]       # writes mixed/NAME.json

The declarations stand in tests/ModelCompiler.Compiled.Tests/Parity/MixedNets.cs. Recorded with PyTorch 1.13.
"""

import sys
from pathlib import Path

import torch
from torch.nn import functional as F

sys.dont_write_bytecode = True
import architectures
from architectures import drawn_numbers
from layers import VECTOR, channel_shuffle

NUMBERS = ("numbers", lambda x: x, F.mse_loss, drawn_numbers)


def prelu(net, x):
    """One slope for each channel."""
    return F.prelu(x, net.parameter((1, 1, x.shape[1]), "alpha", (0, 1, 2)).reshape(-1))


def group_norm(net, x, groups, epsilon=1e-3):
    channels = x.shape[1]
    gamma, beta = net.parameter((channels,), "gamma", VECTOR), net.parameter((channels,), "beta", VECTOR)
    return F.group_norm(x, groups, gamma, beta, epsilon)


def layer_norm(net, x, epsilon=1e-3):
    """Along the channels of each cell."""
    channels = x.shape[1]
    gamma, beta = net.parameter((channels,), "gamma", VECTOR), net.parameter((channels,), "beta", VECTOR)
    return F.layer_norm(x.permute(0, 2, 3, 1), (channels,), gamma, beta, epsilon).permute(0, 3, 1, 2)


def activations(net, x):
    for function in (F.gelu, F.hardswish, F.hardsigmoid, F.softplus, F.silu, F.relu6):
        x = function(net.conv(x, 20, 1))
    x = prelu(net, net.conv(x, 20, 1))
    x = F.gelu(net.conv(x, 20, 1), approximate="tanh")
    x = torch.clamp(F.leaky_relu(net.conv(x, 20, 1), 0.1), max=2)
    return net.conv(torch.clamp(x, -0.5, 0.75), 2, 1)


def normalizations(net, x):
    x = F.relu(group_norm(net, net.conv(x, 24, 3, pad=1), 4))
    x = F.relu(layer_norm(net, net.conv(x, 20, 3, pad=1)))
    x = F.relu(group_norm(net, net.conv(x, 16, 1), 1))
    x = group_norm(net, net.conv(x, 12, 1, bias=False), 12)
    return net.conv(x, 2, 1)


def pooling(net, x):
    x = F.max_pool2d(net.conv(x, 18, 1), 3, 2, 1, ceil_mode=True)
    x = F.avg_pool2d(net.conv(x, 18, 1), 3, 2, 1, ceil_mode=True, count_include_pad=True)
    x = F.avg_pool2d(net.conv(x, 18, 2), 2, 1, 1, count_include_pad=False)
    return net.conv(x, 2, 1)


def transposed(net, x):
    kernel = net.kernel((3, 3, 10, x.shape[1]), (3, 2, 0, 1))
    x = torch.tanh(F.conv_transpose2d(x, kernel, net.bias(10), 2, 1, output_padding=1))
    kernel = net.kernel((4, 4, 6, 10), (3, 2, 0, 1))
    x = torch.tanh(F.conv_transpose2d(x, kernel, net.bias(6), 3, 0, output_padding=2))
    return net.conv(x, 2, 1)


def layouts(net, x):
    x = F.pixel_shuffle(net.conv(x, 36, 1), 3)
    x = channel_shuffle(net.conv(x, 24, 3), 4)
    x = net.conv(x[:, 5:18], 16, 1)
    x = net.conv(x[:, :, 2:30, 1:], 12, 1).transpose(2, 3)
    first, second = x.chunk(2, 1)
    return net.conv(torch.cat([first, net.conv(second, 6, 1)], 1), 2, 1)


def joins(net, x):
    a, b, c = net.conv(x, 17, 3, pad=1), net.conv(x, 17, 1), net.conv(x, 17, 1)
    x = torch.maximum(a, b) - torch.minimum(b, c)
    x = (x + a + b) / 3
    gate = torch.sigmoid(net.conv(x.mean((2, 3), keepdim=True), 17, 1))
    return net.conv(x * gate + torch.tanh(net.conv(x, 1, 1)), 2, 1)


def borders(net, x):
    depthwise = net.parameter((3, 3, x.shape[1], 1), "depthwise_kernel", (2, 3, 0, 1))
    y = F.conv2d(F.pad(x, (1, 1, 1, 1)), depthwise, groups=x.shape[1])
    pointwise = net.parameter((1, 1, x.shape[1], 20), "pointwise_kernel", (3, 2, 0, 1))
    y = F.relu(F.conv2d(y, pointwise, net.bias(20)))
    y = F.relu(net.conv(y, 16, 3, 2, (0, 1, 2, 1)))
    return net.conv(y, 2, (2, 3), 1, (1, 0, 0, 1))


# name: (forward, input shape channels last, loss); a pad of the last two is left, right, top, bottom
architectures.NETWORKS = {name: (forward, (12, 11, 8), NUMBERS) for name, forward in {
    "activations": activations, "normalizations": normalizations, "pooling": pooling, "transposed": transposed, "layouts": layouts, "joins": joins, "borders": borders}.items()}

if __name__ == "__main__":
    architectures.FOLDER = Path(__file__).parent / "mixed"
    for name in sys.argv[1:] or architectures.NETWORKS:
        architectures.record(name)
