"""Writes the small files of the folder Files: what PyTorch and h5py write for TinyNet of the tests. Damaged copies of them are read where neither is installed, too.

record_files.py FOLDER
"""
import sys
from collections import OrderedDict

import h5py
import numpy as np
import torch

folder = sys.argv[1]
kernel = np.arange(12, dtype="<f4").reshape(4, 3) / 8
bias = np.array([1, -2, 0.5], "<f4")

# PyTorch has [out, in].
torch.save(OrderedDict([("fc.weight", torch.from_numpy(kernel.T.copy())), ("fc.bias", torch.from_numpy(bias))]), f"{folder}/tiny.pt")

with h5py.File(f"{folder}/tiny.weights.h5", "w") as file:
    group = file.create_group("layers/dense")
    group.attrs["name"] = "dense_1"
    group.create_dataset("vars/0", data=kernel)
    group.create_dataset("vars/1", data=bias)

with h5py.File(f"{folder}/tiny.h5", "w") as file:
    file.attrs["layer_names"] = [b"dense_1"]
    group = file.create_group("dense_1")
    group.attrs["weight_names"] = [b"dense_1/kernel:0", b"dense_1/bias:0"]
    group.create_dataset("dense_1/kernel:0", data=kernel)
    group.create_dataset("dense_1/bias:0", data=bias)
