"""Records what PyTorch computes for the networks of examples/Architectures, for the parity tests of the compiled models.

    python3 architectures.py [NAME...]       # writes architectures/NAME.json
    python3 architectures.py --full NAME...  # writes architectures/full/NAME.json: 224x224, 1,000 classes, for networks that end in averages
    python3 architectures.py --gradients FILE NAME  # at 224x224: the gradients themselves, in double, to FILE; prints how far float32 is from them

Weights come from a formula (layers.py), inputs and targets too (values.py), so only results are stored: the shapes of the parameters in
their order, outputs of a prediction, the loss of a training step, and of each gradient its norm and its product with a vector of numbers
drawn from its own stream: a fingerprint that no wrong gradient has. PyTorch computes in double. Large nets are recorded at a reduced size:
the C# tests (ReducedNetwork.cs) make the same reductions in the text of the examples. Dropout is off. Recorded with PyTorch 1.13.

The last number of a gradient says how far it moves, relative to its norm, when what layers compute is off by ROUNDING, or
when PyTorch computes in float32. Mostly that is as
little. But where a ReLU or the maximum of a window is that close to its kink, a part of the gradient takes another way, and both ways are
right; and what a normalization takes away from a gradient can be ten thousand times what it leaves.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

sys.dont_write_bytecode = True  # no __pycache__ between the recordings
from layers import Net, average_pool, channel_shuffle, channels_first, channels_last, flatten, lrn, max_pool, nearest
from values import classes, symmetric, unit

BATCH = 2
INPUT_STREAM, TARGET_STREAM, PROJECTION_STREAM = 20001, 20002, 30001
HEAD_WEIGHT = 0.3  # of an auxiliary head's loss, as in the paper
ROUNDING, TRIALS = 2e-6, 6  # of a layer's largest output; how often it is drawn
CLASS_COUNT = 10  # 1,000 at full size
FOLDER = Path(__file__).parent / "architectures"
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
        return head(net, flatten(x))
    return forward


def head(net, x, units=64):
    """The two wide layers with which networks of that time end, reduced, and ten classes."""
    for _ in range(2):
        x = relu(net.dense(x, units))
    return net.dense(x, 10)


def alexnet(groups):
    def forward(net, x):
        x = max_pool(lrn(relu(net.conv(x, 96, 11, stride=4))), 3, 2)
        x = max_pool(lrn(relu(net.conv(x, 256, 5, pad=2, groups=groups))), 3, 2)
        x = relu(net.conv(x, 384, 3, pad=1))
        x = relu(net.conv(x, 384, 3, pad=1, groups=groups))
        x = max_pool(relu(net.conv(x, 256, 3, pad=1, groups=groups)), 3, 2)
        return head(net, flatten(x))
    return forward


def zfnet(net, x):
    x = lrn(max_pool(relu(net.conv(x, 96, 7, stride=2, pad=1)), 3, 2, pad=1))
    x = lrn(max_pool(relu(net.conv(x, 256, 5, stride=2)), 3, 2, pad=1))
    for filters in (384, 384, 256):
        x = relu(net.conv(x, filters, 3, pad=1))
    return head(net, flatten(max_pool(x, 3, 2)))


def inception(net, x, one, three_before, three, five_before, five, pooled):
    return torch.cat([
        relu(net.conv(x, one, 1)),
        relu(net.conv(relu(net.conv(x, three_before, 1)), three, 3, pad=1)),
        relu(net.conv(relu(net.conv(x, five_before, 1)), five, 5, pad=2)),
        relu(net.conv(max_pool(x, 3, 1, pad="same"), pooled, 1))], 1)


def googlenet(heads):
    def forward(net, x):
        def auxiliary(x):
            x = relu(net.conv(average_pool(x, 5, 3), 128, 1))
            return net.dense(relu(net.dense(flatten(x), 64)), 10)

        x = max_pool(relu(net.conv(x, 64, 7, stride=2, pad="same")), 3, 2, pad="same")
        x = relu(net.conv(lrn(x), 64, 1))
        x = max_pool(lrn(relu(net.conv(x, 192, 3, pad=1))), 3, 2, pad="same")
        x = inception(net, x, 64, 96, 128, 16, 32, 32)
        x = max_pool(inception(net, x, 128, 128, 192, 32, 96, 64), 3, 2, pad="same")
        x = inception(net, x, 192, 96, 208, 16, 48, 64)
        early = auxiliary(x) if heads else None
        x = inception(net, x, 160, 112, 224, 24, 64, 64)
        x = inception(net, x, 128, 128, 256, 24, 64, 64)
        x = inception(net, x, 112, 144, 288, 32, 64, 64)
        late = auxiliary(x) if heads else None
        x = max_pool(inception(net, x, 256, 160, 320, 32, 128, 128), 3, 2, pad="same")
        x = inception(net, x, 256, 160, 320, 32, 128, 128)
        x = inception(net, x, 384, 192, 384, 48, 128, 128)
        x = net.dense(x.mean((2, 3)), 10)
        net.heads = [early, late] if heads else []
        return x
    return forward


def normalized(net, x, filters, size, stride=1, pad=0):
    """Inception v4's convolution: no bias, batch normalization, ReLU."""
    return relu(net.batch_norm(net.conv(x, filters, size, stride, pad, bias=False)))


def inception_v4(net, x):
    def c(x, filters, size, stride=1, pad="same"):
        return normalized(net, x, filters, size, stride, pad)

    def a(x):
        return torch.cat([
            c(x, 96, 1),
            c(c(x, 64, 1), 96, 3),
            c(c(c(x, 64, 1), 96, 3), 96, 3),
            c(average_pool(x, 3, 1, "same"), 96, 1)], 1)

    def b(x):
        return torch.cat([
            c(x, 384, 1),
            c(c(c(x, 192, 1), 224, (1, 7)), 256, (7, 1)),
            c(c(c(c(c(x, 192, 1), 192, (7, 1)), 224, (1, 7)), 224, (7, 1)), 256, (1, 7)),
            c(average_pool(x, 3, 1, "same"), 128, 1)], 1)

    def last(x):
        def fork(x):
            return torch.cat([c(x, 256, (1, 3)), c(x, 256, (3, 1))], 1)
        return torch.cat([
            c(x, 256, 1),
            fork(c(x, 384, 1)),
            fork(c(c(c(x, 384, 1), 448, (3, 1)), 512, (1, 3))),
            c(average_pool(x, 3, 1, "same"), 256, 1)], 1)

    x = c(c(c(x, 32, 3, 2, 0), 32, 3, 1, 0), 64, 3)
    x = torch.cat([max_pool(x, 3, 2), c(x, 96, 3, 2, 0)], 1)
    x = torch.cat([
        c(c(x, 64, 1), 96, 3, 1, 0),
        c(c(c(c(x, 64, 1), 64, (1, 7)), 64, (7, 1)), 96, 3, 1, 0)], 1)
    x = torch.cat([c(x, 192, 3, 2, 0), max_pool(x, 3, 2)], 1)
    for _ in range(4):
        x = a(x)
    x = torch.cat([c(x, 384, 3, 2, 0), c(c(c(x, 192, 1), 224, 3), 256, 3, 2, 0), max_pool(x, 3, 2)], 1)
    for _ in range(7):
        x = b(x)
    x = torch.cat([
        c(c(x, 192, 1), 192, 3, 2, 0),
        c(c(c(c(x, 256, 1), 256, (1, 7)), 320, (7, 1)), 320, 3, 2, 0),
        max_pool(x, 3, 2)], 1)
    for _ in range(3):
        x = last(x)
    return net.dense(x.mean((2, 3)), CLASS_COUNT)


def basic(net, x, width, stride):
    y = relu(net.batch_norm(net.conv(x, width, 3, stride, 1, bias=False)))
    return net.batch_norm(net.conv(y, width, 3, 1, 1, bias=False)), width


def bottleneck(net, x, width, stride):
    y = relu(net.batch_norm(net.conv(x, width, 1, bias=False)))
    y = relu(net.batch_norm(net.conv(y, width, 3, stride, 1, bias=False)))
    return net.batch_norm(net.conv(y, 4 * width, 1, bias=False)), 4 * width


def grouped_bottleneck(net, x, width, stride):
    width *= 2
    y = relu(net.batch_norm(net.conv(x, width, 1, bias=False)))
    y = relu(net.batch_norm(net.conv(y, width, 3, stride, 1, groups=32, bias=False)))
    return net.batch_norm(net.conv(y, 2 * width, 1, bias=False)), 2 * width


def resnet(block, *repeats):
    def residual(net, x, width, stride):
        y, out = block(net, x, width, stride)
        if stride != 1 or x.shape[1] != out:
            x = net.batch_norm(net.conv(x, out, 1, stride, bias=False))
        return relu(x + y)

    def forward(net, x):
        x = relu(net.batch_norm(net.conv(x, 64, 7, 2, 3, bias=False)))
        x = max_pool(x, 3, 2, pad=1)
        for stage, count in enumerate(repeats):
            for i in range(count):
                x = residual(net, x, 64 * 2 ** stage, 2 if stage > 0 and i == 0 else 1)
        return net.dense(x.mean((2, 3)), CLASS_COUNT)
    return forward


def mobilenet(net, x):
    x = F.relu6(net.batch_norm(net.conv(x, 32, 3, 2, "same", bias=False)))
    for filters, stride in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)):
        x = F.relu6(net.batch_norm(net.depthwise(x, 3, stride, "same", bias=False)))
        x = F.relu6(net.batch_norm(net.conv(x, filters, 1, bias=False)))
    return net.dense(x.mean((2, 3)), CLASS_COUNT)


def inverted(net, x, hidden, out, stride):
    """MobileNet v2's block; without the first convolution where nothing is widened."""
    y = x
    if hidden != x.shape[1]:
        y = F.relu6(net.batch_norm(net.conv(y, hidden, 1, bias=False)))
    y = F.relu6(net.batch_norm(net.depthwise(y, 3, stride, 1, bias=False)))
    y = net.batch_norm(net.conv(y, out, 1, bias=False))
    return x + y if stride == 1 and x.shape[1] == out else y


def mobilenet_v2(net, x):
    x = F.relu6(net.batch_norm(net.conv(x, 32, 3, 2, 1, bias=False)))
    for widening, filters, count, stride in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)):
        for i in range(count):
            x = inverted(net, x, widening * x.shape[1], filters, stride if i == 0 else 1)
    x = F.relu6(net.batch_norm(net.conv(x, 1280, 1, bias=False)))
    return net.dense(x.mean((2, 3)), CLASS_COUNT)


def mobile_block(net, x, hidden, out, size, stride):
    """EfficientNet's block; stochastic depth is off."""
    y = x
    if hidden != x.shape[1]:
        y = F.silu(net.batch_norm(net.conv(y, hidden, 1, bias=False)))
    y = F.silu(net.batch_norm(net.depthwise(y, size, stride, "same", bias=False)))
    factors = F.silu(net.conv(y.mean((2, 3), keepdim=True), x.shape[1] // 4, 1))
    y = y * torch.sigmoid(net.conv(factors, hidden, 1))
    y = net.batch_norm(net.conv(y, out, 1, bias=False))
    return x + y if stride == 1 and x.shape[1] == out else y


def efficientnet_b0(net, x):
    x = F.silu(net.batch_norm(net.conv(x, 32, 3, 2, "same", bias=False)))
    for widening, size, filters, count, stride in (
            (1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1)):
        for i in range(count):
            x = mobile_block(net, x, widening * x.shape[1], filters, size, stride if i == 0 else 1)
    x = F.silu(net.batch_norm(net.conv(x, 1280, 1, bias=False)))
    return net.dense(x.mean((2, 3)), CLASS_COUNT)


def shufflenet_v2(net, x):
    def branch(x, width, stride):
        y = relu(net.batch_norm(net.conv(x, width, 1, bias=False)))
        y = net.batch_norm(net.depthwise(y, 3, stride, 1, bias=False))
        return relu(net.batch_norm(net.conv(y, width, 1, bias=False)))

    def halved(x, width):
        y = net.batch_norm(net.depthwise(x, 3, 2, 1, bias=False))
        y = relu(net.batch_norm(net.conv(y, width, 1, bias=False)))
        return torch.cat([y, branch(x, width, 2)], 1)

    def split(x, width):
        kept, changed = x.chunk(2, 1)
        return torch.cat([kept, branch(changed, width, 1)], 1)

    x = max_pool(relu(net.batch_norm(net.conv(x, 24, 3, 2, 1, bias=False))), 3, 2, pad=1)
    for width, count in ((58, 4), (116, 8), (232, 4)):
        for i in range(count):
            x = channel_shuffle(split(x, width) if i else halved(x, width), 2)
    x = relu(net.batch_norm(net.conv(x, 1024, 1, bias=False)))
    return net.dense(x.mean((2, 3)), CLASS_COUNT)


def alphago(width):
    def forward(net, x):
        x = relu(net.conv(x, width, 5, pad=2))
        for _ in range(11):
            x = relu(net.conv(x, width, 3, pad=1))
        return flatten(net.conv(x, 1, 1, bias=False)) + net.position_bias(19, 19, 1)
    return forward


def colorization(net, x):
    for filters, stride in ((32, 1), (64, 2), (64, 1), (128, 2), (128, 1)):
        x = relu(net.conv(x, filters, 3, stride, "same"))
    for filters in (64, 32):
        x = relu(net.conv(nearest(x), filters, 3, pad=1))
    return net.conv(x, 2, 3, pad=1)


def unet(net, x):
    def twice(x, filters):
        for _ in range(2):
            x = relu(net.conv(x, filters, 3, pad=1))
        return x

    fine = twice(x, 16)
    middle = twice(max_pool(fine, 2), 32)
    x = twice(max_pool(middle, 2), 64)
    x = twice(torch.cat([net.conv_transposed(x, 32, 2, 2), middle], 1), 32)
    x = twice(torch.cat([net.conv_transposed(x, 16, 2, 2), fine], 1), 16)
    return net.conv(x, 2, 1)


def denoiser(net, x):
    fine = relu(net.conv(x, 16, 3, pad=1))
    middle = relu(net.conv(max_pool(fine, 2), 32, 3, pad=1))
    x = relu(net.conv(max_pool(middle, 2), 32, 3, pad=1))
    x = relu(net.conv(torch.cat([nearest(x), middle], 1), 32, 3, pad=1))
    return net.conv(torch.cat([nearest(x), fine], 1), 1, 3, pad=1)


def speech(net, x):
    x = F.max_pool1d(relu(net.conv1d(x, 32, 5, pad=2)), 2)
    x = F.max_pool1d(relu(net.conv1d(x, 64, 5, pad=2)), 2)
    x = relu(net.conv1d(x, 64, 3, pad=1))
    return net.dense(flatten(F.avg_pool1d(x, 4)), 8)


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


def drawn_pixel_classes(outputs):
    return torch.tensor(classes(TARGET_STREAM, BATCH * outputs[1] * outputs[2], outputs[0])).reshape(BATCH, *outputs[1:])


def drawn_numbers(outputs):
    channels, height, width = outputs
    return channels_first(torch.tensor(unit(TARGET_STREAM, BATCH * height * width * channels).astype(np.float64)).reshape(BATCH, height, width, channels))


def drawn_bits(outputs):
    return torch.tensor(classes(TARGET_STREAM, BATCH, 2).astype(np.float64)).reshape(BATCH, 1)


CLASSES = ("classes", softmax, cross_entropy, drawn_classes)
PIXELS = ("pixel classes", softmax, cross_entropy, drawn_pixel_classes)
COLOURS = ("numbers", torch.tanh, lambda x, t: F.mse_loss(torch.tanh(x), t), drawn_numbers)
CLEAN = ("numbers", torch.sigmoid, binary_cross_entropy, drawn_numbers)
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
    "alexnet": (alexnet(1), (67, 67, 3), CLASSES),
    "alexnet-two-towers": (alexnet(2), (67, 67, 3), CLASSES),
    "zfnet": (zfnet, (64, 64, 3), CLASSES),
    "googlenet": (googlenet(False), (96, 96, 3), CLASSES),
    "googlenet-heads": (googlenet(True), (96, 96, 3), CLASSES),
    "inception-v4": (inception_v4, (139, 139, 3), CLASSES),
    "resnet-18": (resnet(basic, 2, 2, 2, 2), (96, 96, 3), CLASSES),
    "resnet-34": (resnet(basic, 3, 4, 6, 3), (96, 96, 3), CLASSES),
    "resnet-50": (resnet(bottleneck, 3, 4, 6, 3), (96, 96, 3), CLASSES),
    "resnet-101": (resnet(bottleneck, 3, 4, 23, 3), (96, 96, 3), CLASSES),
    "resnet-152": (resnet(bottleneck, 3, 8, 36, 3), (96, 96, 3), CLASSES),
    "resnext-50": (resnet(grouped_bottleneck, 3, 4, 6, 3), (96, 96, 3), CLASSES),
    "mobilenet": (mobilenet, (96, 96, 3), CLASSES),
    "mobilenet-v2": (mobilenet_v2, (96, 96, 3), CLASSES),
    "shufflenet-v2": (shufflenet_v2, (96, 96, 3), CLASSES),
    "efficientnet-b0": (efficientnet_b0, (96, 96, 3), CLASSES),
    "alphago-128": (alphago(128), (19, 19, 48), CLASSES),
    "alphago-192": (alphago(192), (19, 19, 48), CLASSES),
    "alphago-256": (alphago(256), (19, 19, 48), CLASSES),
    "alphago-384": (alphago(384), (19, 19, 48), CLASSES),
    "colorization": (colorization, (32, 32, 1), COLOURS),
    "u-net": (unet, (32, 32, 3), PIXELS),
    "denoiser": (denoiser, (28, 28, 1), CLEAN),
    "speech": (speech, (64, 24), CLASSES),
}


# Recording

def number(value):
    """Nine digits: more than a float32 holds."""
    return float(f"{float(value):.9g}")


def fingerprint(stream, flat):
    """Norm, and product with drawn numbers."""
    return [number(norm(flat)), number((flat * symmetric(stream, flat.size, 1.0).astype(np.float64)).sum())]


def described(outputs):
    flat = outputs.detach().numpy().reshape(-1)
    return [number(value) for value in flat] if flat.size <= WHOLE else fingerprint(PROJECTION_STREAM, flat)


def norm(flat):
    return float(np.sqrt((flat * flat).sum()))


def step(name, dtype, rounding=0.0, seed=0):
    """The parameters, what a prediction gives, the loss of a step, and the gradients."""
    forward, shape, (_, output, loss_of, targets_of) = NETWORKS[name]
    inputs = torch.tensor(unit(INPUT_STREAM, BATCH * int(np.prod(shape)))).to(dtype).reshape(BATCH, *shape)
    if len(shape) > 1:
        inputs = channels_first(inputs)
    net = Net(forward, dtype, rounding, seed)

    results = net(inputs, training=True)
    targets = targets_of(results.shape[1:])
    if targets.is_floating_point():
        targets = targets.to(dtype)
    loss = loss_of(results, targets) + sum(net.penalties)
    for auxiliary in net.heads:
        loss = loss + HEAD_WEIGHT * loss_of(auxiliary, targets)
    loss.backward()
    gradients = [p.gradient() for p in net.parameters]
    with torch.no_grad():
        outputs = channels_last(output(net(inputs, training=False)))
    return net.parameters, outputs, float(loss), gradients


def record(name):
    parameters, outputs, loss, gradients = step(name, torch.float64)
    least = 1e-3 * max(map(norm, gradients))

    def distances(others):
        return [norm(other - gradient) / max(norm(gradient), least) for gradient, other in zip(gradients, others)]

    single = distances(step(name, torch.float32)[3])
    rounded = max(single)
    moved = np.max([single] + [distances(step(name, torch.float64, ROUNDING, seed)[3]) for seed in range(TRIALS)], 0)

    fingerprints = [fingerprint(PROJECTION_STREAM + i, gradient) for i, gradient in enumerate(gradients, start=1)]
    rows = [["x".join(map(str, p.shape)), *f, float(f"{m:.2g}")] for p, f, m in zip(parameters, fingerprints, moved)]
    result = {
        "network": name, "targets": NETWORKS[name][2][0], "loss": number(loss), "outputs": described(outputs), "gradients": rows}
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(result, separators=(",", ":")).replace('["', '\n["') + "\n")
    print(f"{name}: {len(rows)} tensors, {sum(p.tensor.numel() for p in parameters)} parameters, loss {loss:.6g}, gradients of float32 {rounded:.2g} from double, "
          f"moved by {max(moved):.2g}, {path.stat().st_size} bytes", flush=True)


def write_gradients(name, path):
    """All gradients in double, one after another as our layouts have them, and the distance of float32's from them, relative to their norm."""
    with open(path, "wb") as file:
        squares = error = 0.0
        double = step(name, torch.float64)[3]
        for gradient in double:
            gradient.tofile(file)
        for gradient, single in zip(double, step(name, torch.float32)[3]):
            squares, error = squares + (gradient ** 2).sum(), error + ((single - gradient) ** 2).sum()
    print(float(np.sqrt(error / squares)))


def enlarge(names):
    """The networks' own sizes."""
    global CLASS_COUNT
    CLASS_COUNT = 1000
    NETWORKS.update({name: (NETWORKS[name][0], (224, 224, 3), NETWORKS[name][2]) for name in names})


if __name__ == "__main__":
    names = sys.argv[1:]
    if names[:1] == ["--gradients"]:
        enlarge(names[2:])
        write_gradients(names[2], names[1])
        sys.exit()
    if names[:1] == ["--full"]:
        names = names[1:]
        enlarge(names)
        FOLDER = FOLDER / "full"
    for name in names or NETWORKS:
        record(name)
