"""Records how well PyTorch's MNIST network does on a part of Fashion-MNIST, for the test that holds ours to it.

    python3 fashion.py            # writes fashion.json beside this file; needs Debian's dataset-fashion-mnist

The network is the courses' one (two 5x5 convolutions of 20 and 40 filters, dense layers of 100 and 10), its weights start after Xavier
Glorot as Keras's and ours do, biases at zero. Adam at 0.001, batches of 32 in a random order, two passes over the first 3,000 training pictures, tested
on the first 2,000 of the test set. Recorded with PyTorch 1.13.
"""

import gzip
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

FOLDER = Path("/usr/share/datasets/fashion-mnist")
SAMPLES, TESTED, EPOCHS, BATCH, RATE = 3000, 2000, 2, 32, 1e-3
SEEDS = range(5)


def load(images, labels, count):
    with gzip.open(FOLDER / images) as f:
        x = np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)[:count]
    with gzip.open(FOLDER / labels) as f:
        y = np.frombuffer(f.read(), np.uint8, offset=8)[:count]
    return torch.tensor(x / np.float32(255)), torch.tensor(y.astype(np.int64))


def net():
    model = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.Conv2d(20, 40, 5), nn.ReLU(),
        nn.Flatten(), nn.Linear(16000, 100), nn.ReLU(), nn.Linear(100, 10))
    for layer in model:
        if hasattr(layer, "weight"):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return model


def accuracy(seed):
    torch.manual_seed(seed)
    model = net()
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE, eps=1e-7)
    x, y = load("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", SAMPLES)
    for _ in range(EPOCHS):
        order = torch.randperm(SAMPLES)
        for start in range(0, SAMPLES, BATCH):
            chosen = order[start:start + BATCH]
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[chosen]), y[chosen]).backward()
            optimizer.step()
    x, y = load("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", TESTED)
    with torch.no_grad():
        return float((model(x).argmax(1) == y).double().mean())


if __name__ == "__main__":
    accuracies = [accuracy(seed) for seed in SEEDS]
    settings = {"samples": SAMPLES, "tested": TESTED, "epochs": EPOCHS, "batch": BATCH, "rate": RATE}
    Path(__file__).with_suffix(".json").write_text(json.dumps({**settings, "torch": torch.__version__, "accuracies": accuracies}, indent=1) + "\n")
    print(accuracies)
