"""The other side of the tests of PyTorch's files: the same networks in PyTorch.

torch_weights.py write FOLDER     for each network, in a folder of its name: draws weights, writes net.pt (and halves, views, checkpoints), inputs.bin, outputs.bin
torch_weights.py read FOLDER      reads net.safetensors, by hand, and inputs.bin; writes outputs.bin
"""
import json
import os
import struct
import sys
from collections import OrderedDict

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F


class Kitchen(nn.Module):
    """KitchenNet of the tests, as somebody would write it: maps are channels first, and flatten makes c, h, w of them."""
    shape = (9, 8, 3)

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(6, eps=1e-3)
        self.depthwise = nn.Conv2d(6, 12, 3, padding=1, groups=6)
        self.grouped = nn.Conv2d(12, 8, (2, 3), groups=2)
        self.up = nn.ConvTranspose2d(8, 5, 3)
        self.bn2 = nn.BatchNorm1d(5 * 6 * 5, eps=1e-3)
        self.fc1 = nn.Linear(5 * 6 * 5, 12)
        self.fc2 = nn.Linear(12, 4)

    def forward(self, x):
        x = self.depthwise(F.relu(self.bn1(self.conv1(x))))
        x = F.max_pool2d(F.relu(self.grouped(x)), 2)
        x = torch.tanh(self.up(x)).flatten(1)
        return torch.softmax(self.fc2(F.relu(self.fc1(self.bn2(x)))), 1)


class Turned(nn.Module):
    shape = (10, 3)

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(3, 4, 3)
        self.fc = nn.Linear(32, 24)
        self.last = nn.Conv2d(4, 2, 2)

    def forward(self, x):
        x = F.relu(self.fc(F.relu(self.conv(x)).flatten(1))).view(-1, 4, 3, 2)
        return self.last(x).mean((2, 3))


class Basic(nn.Module):
    def __init__(self, project):
        super().__init__()
        self.conv1 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(8, eps=1e-3)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(8, eps=1e-3)
        self.downsample = nn.Sequential(nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8, eps=1e-3)) if project else None

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return y + (x if self.downsample is None else self.downsample(x))


class Shortcut(nn.Module):
    shape = (6, 6, 4)

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(4, 8, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(8, eps=1e-3)
        self.layer1 = nn.Sequential(Basic(True), Basic(False))
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        return self.fc(self.layer1(F.relu(self.bn1(self.conv1(x)))).mean((2, 3)))


def channels_first(x):
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(x, -1, 1)))


def draw(net):
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if tensor.dtype == torch.float32:
                tensor.copy_(torch.rand(tensor.shape, generator=generator) + (0.5 if name.endswith("running_var") else -0.5))
            else:
                tensor.fill_(7)
    return net


def save_safetensors(path, tensors, metadata=None):
    """The format in a dozen lines; names sorted, as the safetensors library does."""
    kinds = {torch.float32: "F32", torch.float16: "F16", torch.float64: "F64", torch.int64: "I64", torch.bfloat16: "BF16"}
    header, blobs, offset = {}, [], 0
    for name in sorted(tensors):
        tensor = tensors[name].contiguous()
        data = (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy().tobytes()
        header[name] = {"dtype": kinds[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
        blobs.append(data)
    if metadata:
        header["__metadata__"] = metadata
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def load_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    length, = struct.unpack("<Q", data[:8])
    header, body = json.loads(data[8:8 + length]), data[8 + length:]
    assert header.pop("__metadata__")["format"] == "pt"
    tensors = OrderedDict()
    for name, entry in header.items():
        assert entry["dtype"] == "F32"
        begin, end = entry["data_offsets"]
        tensors[name] = torch.from_numpy(np.frombuffer(body[begin:end], "<f4").reshape(entry["shape"]).copy())
    return tensors


def write(net, folder):
    draw(net).eval()
    x = (np.random.RandomState(3).rand(4, *net.shape) - 0.5).astype("<f4")
    x.tofile(f"{folder}/inputs.bin")
    net(channels_first(x)).detach().numpy().astype("<f4").tofile(f"{folder}/outputs.bin")
    state = net.state_dict()
    torch.save(state, f"{folder}/net.pt")
    torch.save({"epoch": 3, "lr": 0.1, "model_state_dict": state, "history": [1.0, 2.0], "best": None, "done": True}, f"{folder}/checkpoint.pth")
    torch.save(OrderedDict((k, nn.Parameter(v) if v.dtype == torch.float32 else v) for k, v in state.items()), f"{folder}/parameters.pt")
    torch.save(OrderedDict((k, v.to(memory_format=torch.channels_last) if v.dim() == 4 else v) for k, v in state.items()), f"{folder}/channels_last.pt")
    for name, dtype in ("half", torch.float16), ("bfloat", torch.bfloat16), ("double", torch.float64):
        cast = OrderedDict((k, v.to(dtype) if v.dtype == torch.float32 else v) for k, v in state.items())
        torch.save(cast, f"{folder}/{name}.pt")
        save_safetensors(f"{folder}/{name}.safetensors", cast)
    save_safetensors(f"{folder}/net.safetensors", state, {"format": "pt"})
    # Tensors that are views of one storage, as a fused optimizer leaves them.
    flat = torch.cat([v.flatten() for v in state.values() if v.dtype == torch.float32])
    views, offset = OrderedDict(), 0
    for key, value in state.items():
        if value.dtype == torch.float32:
            views[key] = flat[offset:offset + value.numel()].view(value.shape)
            offset += value.numel()
    torch.save(views, f"{folder}/views.pt")


def read(net, folder):
    state = load_safetensors(f"{folder}/net.safetensors")
    own = list(k for k in net.state_dict() if not k.endswith("num_batches_tracked"))
    # Modules are called differently; both are in the order in which they run, but for the shapes of a short way.
    renamed = OrderedDict()
    for key in own:
        found = next(name for name, value in state.items()
                     if value.shape == net.state_dict()[key].shape and name.rsplit(".", 1)[1] == key.rsplit(".", 1)[1] and ("downsample" in key) == ("projection" in name))
        renamed[key] = state.pop(found)
    assert not state, list(state)
    net.load_state_dict(renamed, strict=False)
    net.eval()
    x = np.fromfile(f"{folder}/inputs.bin", "<f4").reshape(-1, *net.shape)
    net(channels_first(x)).detach().numpy().astype("<f4").tofile(f"{folder}/outputs.bin")


if __name__ == "__main__":
    action, folder = sys.argv[1:]
    torch.set_num_threads(1)
    for name, net in ("kitchen", Kitchen), ("turned", Turned), ("shortcut", Shortcut):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
        {"write": write, "read": read}[action](net(), f"{folder}/{name}")
