"""Small networks as PyTorch exports them, one file each: python3 torch_onnx.py folder"""
import sys
import warnings

import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")


class Function(nn.Module):
    """A layer, and a function of what comes out."""

    def __init__(self, function, *layers):
        super().__init__()
        self.function = function
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return self.function(x, *self.layers)


def shuffle(x, groups):
    n, c, h, w = x.shape
    return x.view(n, groups, c // groups, h, w).transpose(1, 2).contiguous().view(n, c, h, w)


def to_cells(x, r, channels_inside):
    n, c, h, w = x.shape
    if channels_inside:
        return x.view(n, r, r, c // (r * r), h, w).permute(0, 3, 4, 1, 5, 2).reshape(n, c // (r * r), h * r, w * r)
    return x.view(n, c // (r * r), r, r, h, w).permute(0, 1, 4, 2, 5, 3).reshape(n, c // (r * r), h * r, w * r)


def excite(x, conv, down, up):
    x = conv(x)
    return x * torch.sigmoid(up(F.relu(down(F.adaptive_avg_pool2d(x, 1)))))


def excite_by_vector(x, conv, down, up):
    x = conv(x)
    n, c = x.shape[:2]
    return x * torch.sigmoid(up(F.relu(down(x.mean((2, 3)))))).view(n, c, 1, 1)


def convnext(x, conv, norm, wide, narrow):
    y = conv(x).permute(0, 2, 3, 1)
    return x + narrow(F.gelu(wide(norm(y)))).permute(0, 3, 1, 2)


conv = lambda a=4, b=8, k=3, **kw: nn.Conv2d(a, b, k, **kw)
IMAGE, SEQUENCE, VECTOR = (4, 6, 8), (5, 9), (12,)
NETWORKS = {
    "shuffle": (IMAGE, 13, Function(lambda x, c: F.relu(shuffle(c(x), 2)), conv())),
    "pixel_shuffle": (IMAGE, 13, nn.Sequential(conv(4, 12), nn.PixelShuffle(2), nn.ReLU())),
    "cells_crd": (IMAGE, 13, Function(lambda x, c: to_cells(c(x), 2, False), conv(4, 12))),
    "cells_dcr": (IMAGE, 13, Function(lambda x, c: to_cells(c(x), 2, True), conv(4, 12))),
    "chunk": (IMAGE, 13, Function(lambda x, c, d: torch.cat([c(x).chunk(2, 1)[0], d(c(x).chunk(2, 1)[1])], 1), conv(), conv(4, 4, 1))),
    "slices": (IMAGE, 13, Function(lambda x, c: c(x)[:, 2:7, 1:-1, :4], conv())),
    "excite": (IMAGE, 13, Function(excite, conv(), conv(8, 2, 1), conv(2, 8, 1))),
    "excite_by_vector": (IMAGE, 13, Function(excite_by_vector, conv(), nn.Linear(8, 3), nn.Linear(3, 8))),
    "group_norm": (IMAGE, 13, nn.Sequential(conv(), nn.GroupNorm(4, 8), nn.ReLU())),
    "group_norm_plain": (IMAGE, 9, nn.Sequential(conv(), nn.GroupNorm(2, 8, affine=False), nn.ReLU())),
    "instance_norm": (IMAGE, 13, nn.Sequential(conv(), nn.InstanceNorm2d(8, affine=True), conv(8, 2, 1))),
    "layer_norm": (VECTOR, 13, nn.Sequential(nn.Linear(12, 8), nn.LayerNorm(8), nn.Linear(8, 3))),
    "layer_norm_plain": (VECTOR, 13, nn.Sequential(nn.Linear(12, 8), nn.LayerNorm(8, elementwise_affine=False), nn.GELU())),
    "convnext": (IMAGE, 13, Function(convnext, conv(4, 4, 3, padding=1, groups=4), nn.LayerNorm(4), nn.Linear(4, 16), nn.Linear(16, 4))),
    "gelu": (VECTOR, 13, nn.Sequential(nn.Linear(12, 8), nn.GELU(), nn.Linear(8, 2), nn.GELU(approximate="tanh"))),
    "hard": (IMAGE, 13, nn.Sequential(conv(), nn.Hardswish(), conv(8, 4, 1), nn.Hardsigmoid())),
    "hard_14": (IMAGE, 14, nn.Sequential(conv(), nn.Hardswish(), conv(8, 4, 1), nn.SiLU(), nn.ReLU6())),
    "relu6_by_hand": (IMAGE, 13, Function(lambda x, c: (lambda y: y * F.relu6(y + 3) / 6)(c(x)), conv())),
    "permute": (IMAGE, 13, Function(lambda x, c: c(x).permute(0, 2, 1, 3), conv())),
    "permute_to_conv": (IMAGE, 13, Function(lambda x, c, d: d(c(x).permute(0, 3, 1, 2)), conv(), conv(6, 2, 2))),
    "permute_to_dense": (IMAGE, 13, Function(lambda x, c, d: d(c(x).permute(0, 2, 3, 1).flatten(1)), conv(4, 3), nn.Linear(72, 2))),
    "sequence": (SEQUENCE, 13, Function(lambda x, c, d: d(c(x).transpose(1, 2)), nn.Conv1d(5, 6, 3), nn.Linear(6, 4))),
    "view": (VECTOR, 13, Function(lambda x, d, c: c(F.relu(d(x)).view(-1, 3, 4, 5)), nn.Linear(12, 60), conv(3, 2, 2))),
    "rows": (IMAGE, 13, Function(lambda x, c, d: d(c(x).flatten(2)), conv(), nn.Conv1d(8, 3, 1))),
    "flat_output": (IMAGE, 13, Function(lambda x, c: c(x).flatten(1), conv())),
    "pools": (IMAGE, 13, nn.Sequential(conv(padding=1), nn.MaxPool2d(3, 2, ceil_mode=True), nn.AvgPool2d(2, 1, padding=1))),
    "pools_ceil": (IMAGE, 13, nn.Sequential(conv(padding=1), nn.MaxPool2d(3, 2, padding=1, ceil_mode=True), nn.AvgPool2d(3, 2, ceil_mode=True, count_include_pad=False))),
    "transposed": (IMAGE, 13, nn.Sequential(nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1, output_padding=1), nn.Tanh(), nn.ConvTranspose2d(3, 2, 4, stride=2, padding=1))),
    "upsampling": (IMAGE, 13, nn.Sequential(conv(), nn.Upsample(scale_factor=2), nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False))),
    "joins": (IMAGE, 13, Function(lambda x, c: torch.max(c(x), x) - torch.min(x, c(x) * x), conv(4, 4, 3, padding=1))),
    "clamps": (VECTOR, 13, Function(lambda x, d: torch.clamp(d(x), min=-0.2) + torch.clamp(d(x), max=0.3), nn.Linear(12, 8))),
    "padded": (IMAGE, 13, nn.Sequential(nn.ZeroPad2d((1, 2, 0, 3)), conv(), nn.PReLU(8), nn.Softplus(), nn.Softmax(1))),
    "one_cell": (IMAGE, 13, nn.Sequential(conv(), nn.AdaptiveAvgPool2d(1), nn.Conv2d(8, 5, 1), nn.Flatten(), nn.Softmax(1))),
}

if __name__ == "__main__":
    torch.manual_seed(1)
    for name, (shape, opset, network) in NETWORKS.items():
        network.eval()
        for parameter in network.parameters():
            with torch.no_grad():
                parameter.add_(torch.randn_like(parameter) * 0.1)
        x = torch.randn(1, *shape)
        torch.onnx.export(network, x, f"{sys.argv[1]}/{name}.onnx", opset_version=opset, input_names=["x"], output_names=["y"],
                          dynamic_axes={"x": {0: "n"}, "y": {0: "n"}} if name != "shuffle" else None)
        print(name)
