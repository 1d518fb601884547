"""Layers with our layouts, padding rules and names over PyTorch's functions, for nets whose weights come from a formula.

A Net is called like a function and makes its parameters on the way, in the order in which the compiled model lists them; the next call
uses them again. Their values depend on their number, shape and kind alone (see draw), so that the C# tests make the same ones from the
shapes that they have anyway.
"""

import numpy as np
import torch
from torch.nn import functional as F

from values import symmetric

# How our layouts become PyTorch's.
CONV = (3, 2, 0, 1)         # [kh, kw, in, out] → [out, in, kh, kw]
CONV1D = (2, 1, 0)          # [k, in, out] → [out, in, k]
DENSE = (1, 0)              # [in, out] → [out, in]
TRANSPOSED = (3, 2, 0, 1)   # [kh, kw, out, in] → [in, out, kh, kw]
DEPTHWISE = (2, 3, 0, 1)    # [kh, kw, channels, multiplier] → [channels, multiplier, kh, kw]
VECTOR = (0,)


def draw(stream, shape, kind):
    """A tensor of parameters. Kernels lie in ± a power of two near He's bound, which keeps the product exact. Normalized values are scaled by a
    quarter and moved by one: so far from where ReLU bends, few of them fall to its other side by rounding, and a hundred normalizations do not
    blow the gradient up, so that float32 can be held to double.
    """
    count = int(np.prod(shape))
    if kind == "kernel":
        values = symmetric(stream, count, 2.0 ** round(np.log2(np.sqrt(6 * shape[-1] / count))))
    elif kind == "gamma":
        values = symmetric(stream, count, 0.0625) + np.float32(0.25)
    elif kind in ("beta", "moving_variance"):
        values = symmetric(stream, count, 0.25) + np.float32(1)
    else:
        values = symmetric(stream, count, 0.0625)
    return values.reshape(shape)


class Parameter:
    def __init__(self, stream, shape, kind, layout, dtype, trainable=True):
        self.shape, self.kind, self.layout = shape, kind, layout
        drawn = torch.tensor(draw(stream, shape, kind)).to(dtype)
        self.tensor = drawn.permute(layout).contiguous().requires_grad_(trainable)

    def gradient(self):
        """In our layout, flat."""
        back = np.argsort(self.layout)
        return self.tensor.grad.permute(*back).contiguous().double().numpy().reshape(-1)


class Net:
    """A net under construction, or in use once it has been called."""

    def __init__(self, forward, dtype, rounding=0.0, seed=0):
        """rounding: by how much of its largest value the output of each layer with weights is off, at most."""
        self.dtype, self.rounding, self.errors = dtype, rounding, torch.Generator().manual_seed(seed)
        self.forward, self.parameters, self.statistics, self.penalties, self.heads = forward, [], [], [], []

    def __call__(self, x, training):
        self.training, self.next_parameter, self.next_statistic, self.penalties = training, 0, 0, []
        return self.forward(self, x)

    # Parameters

    def parameter(self, shape, kind, layout):
        if self.next_parameter == len(self.parameters):
            self.parameters.append(Parameter(len(self.parameters) + 1, shape, kind, layout, self.dtype))
        self.next_parameter += 1
        return self.parameters[self.next_parameter - 1].tensor

    def statistic(self, shape, kind):
        """Moving averages are numbered after all parameters; their streams count from 10,001."""
        if self.next_statistic == len(self.statistics):
            self.statistics.append(Parameter(10001 + len(self.statistics), shape, kind, VECTOR, self.dtype, trainable=False))
        self.next_statistic += 1
        return self.statistics[self.next_statistic - 1].tensor

    def kernel(self, shape, layout, l1=0, l2=0):
        kernel = self.parameter(shape, "kernel", layout)
        self.penalties.append(l1 * kernel.abs().sum() + l2 * (kernel * kernel).sum())
        return kernel

    def bias(self, size, wanted=True):
        return self.parameter((size,), "bias", VECTOR) if wanted else None

    def position_bias(self, height, width, channels):
        """One number for each place; added to what has been flattened."""
        return self.parameter((height, width, channels), "bias", (0, 1, 2)).reshape(-1)

    def rounded(self, x):
        if not self.rounding:
            return x
        errors = 2 * torch.rand(x.shape, generator=self.errors, dtype=x.dtype) - 1
        return x + self.rounding * x.detach().abs().max() * errors

    # Layers: NCHW inside

    def conv(self, x, filters, size, stride=1, pad=0, groups=1, bias=True, l2=0):
        """pad: a number for each side, "same", or left, right, top, bottom."""
        height, width = size if isinstance(size, tuple) else (size, size)
        x = padded(x, (height, width), stride, pad)
        kernel = self.kernel((height, width, x.shape[1] // groups, filters), CONV, l2=l2)
        return self.rounded(F.conv2d(x, kernel, self.bias(filters, bias), stride, groups=groups))

    def depthwise(self, x, size, stride=1, pad=0, bias=True):
        """One kernel for each channel."""
        channels = x.shape[1]
        kernel = self.kernel((size, size, channels, 1), DEPTHWISE)
        return self.rounded(F.conv2d(padded(x, (size, size), stride, pad), kernel, self.bias(channels, bias), stride, groups=channels))

    def conv1d(self, x, filters, size, stride=1, pad=0):
        kernel = self.kernel((size, x.shape[1], filters), CONV1D)
        return self.rounded(F.conv1d(x, kernel, self.bias(filters), stride, padding=pad))

    def conv_transposed(self, x, filters, size, stride):
        kernel = self.kernel((size, size, filters, x.shape[1]), TRANSPOSED)
        return self.rounded(F.conv_transpose2d(x, kernel, self.bias(filters), stride))

    def dense(self, x, units, l1=0, l2=0):
        kernel = self.kernel((x.shape[1], units), DENSE, l1, l2)
        return self.rounded(F.linear(x, kernel, self.bias(units)))

    def batch_norm(self, x, epsilon=1e-3):
        channels = x.shape[1]
        gamma, beta = self.parameter((channels,), "gamma", VECTOR), self.parameter((channels,), "beta", VECTOR)
        mean, variance = self.statistic((channels,), "moving_mean"), self.statistic((channels,), "moving_variance")
        if self.training:
            return F.batch_norm(x, None, None, gamma, beta, training=True, eps=epsilon)
        return F.batch_norm(x, mean, variance, gamma, beta, training=False, eps=epsilon)


def padded(x, size, stride, pad, value=0.0):
    """pad: a number for each side, "same" (TensorFlow's rule), or left, right, top, bottom."""
    if pad == "same":
        sides = []
        for extent, window in ((x.shape[3], size[1]), (x.shape[2], size[0])):
            total = max((-(-extent // stride) - 1) * stride + window - extent, 0)
            sides += [total // 2, total - total // 2]
        pad = tuple(sides)
    elif isinstance(pad, int):
        pad = (pad,) * 4
    return F.pad(x, pad, value=value)


def max_pool(x, size, stride=None, pad=0):
    stride = stride or size
    return F.max_pool2d(padded(x, (size, size), stride, pad, float("-inf")), size, stride)


def average_pool(x, size, stride=None, pad=0):
    """What is outside does not count."""
    stride = stride or size
    window = torch.ones(1, 1, size, size, dtype=x.dtype)
    counts = F.conv2d(padded(torch.ones_like(x[:1, :1]), (size, size), stride, pad), window, stride=stride)
    sums = F.avg_pool2d(padded(x, (size, size), stride, pad), size, stride) * (size * size)
    return sums / counts


def lrn(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    """AlexNet's: alpha multiplies the sum of squares, where PyTorch's multiplies their mean."""
    return F.local_response_norm(x, size, alpha * size, beta, k)


def nearest(x):
    """Twice as large, each cell four times."""
    return F.interpolate(x, scale_factor=2, mode="nearest")


def channel_shuffle(x, groups):
    """PyTorch's, which has no gradient in 1.13."""
    n, channels, height, width = x.shape
    return x.reshape(n, groups, channels // groups, height, width).transpose(1, 2).reshape(x.shape)


def flatten(x):
    """In channels-last order."""
    return channels_last(x).reshape(x.shape[0], -1)


def channels_last(x):
    return x.permute(0, *range(2, x.dim()), 1)


def channels_first(x):
    return x.permute(0, x.dim() - 1, *range(1, x.dim() - 1))
