"""Records ten steps of PyTorch's optimizers, for the tests of the optimizers.

    python3 optimizers.py        # writes optimizers/torch.json

Twelve weights follow gradients that are drawn here and stored, both exact in float32; PyTorch computes in double on them, so that a difference is our rounding alone.
Recorded with PyTorch 1.13, except for NAdam, where that version multiplies one factor in twice; PyTorch 2's formula is written down here.
"""

import json
from pathlib import Path

import numpy as np
import torch

WEIGHTS, STEPS = 12, 10


class NAdam:
    """As torch.optim.NAdam of PyTorch 2 computes it for one tensor."""

    def __init__(self, parameters, lr, betas, eps, momentum_decay):
        (self.weights,), self.lr, self.betas, self.eps, self.decay = parameters, lr, betas, eps, momentum_decay
        self.step_number, self.product = 0, 1.0
        self.mean = torch.zeros_like(self.weights)
        self.square = torch.zeros_like(self.weights)

    def step(self):
        self.step_number += 1
        beta1, beta2 = self.betas
        grad = self.weights.grad
        mu = beta1 * (1. - 0.5 * (0.96 ** (self.step_number * self.decay)))
        mu_next = beta1 * (1. - 0.5 * (0.96 ** ((self.step_number + 1) * self.decay)))
        self.product *= mu
        with torch.no_grad():
            self.mean.lerp_(grad, 1 - beta1)
            self.square.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
            denom = self.square.div(1 - beta2 ** self.step_number).sqrt().add(self.eps)
            self.weights.addcdiv_(grad, denom, value=-self.lr * (1. - mu) / (1. - self.product))
            self.weights.addcdiv_(self.mean, denom, value=-self.lr * mu_next / (1. - self.product * mu_next))


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd_decay": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-3),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.9, eps=1e-3),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3),
    "rmsprop_momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3, momentum=0.9),
    "rmsprop_centered": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3, centered=True),
    "rmsprop_centered_momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3, centered=True, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.99), eps=1e-3),
    "adam_decay": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.99), eps=1e-3, weight_decay=0.05),
    "amsgrad": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.5), eps=1e-3, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.9, 0.99), eps=1e-3, weight_decay=0.05),
    "adamax": lambda p: torch.optim.Adamax(p, lr=0.01, betas=(0.9, 0.99), eps=1e-8),
    "radam": lambda p: torch.optim.RAdam(p, lr=0.01, betas=(0.9, 0.99), eps=1e-3),
    "nadam": lambda p: NAdam(p, 0.01, (0.9, 0.99), 1e-3, 0.004),
    "clip_value": lambda p: torch.optim.SGD(p, lr=0.1),
    "global_clip_norm": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "decreasing": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),  # the rate of step t, from 0, is 0.1 * 0.8^t
}


def run(name, make, start, gradients):
    weights = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([weights])
    steps = []
    for step, gradient in enumerate(gradients):
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        if name == "clip_value":
            torch.nn.utils.clip_grad_value_([weights], 0.5)
        if name == "global_clip_norm":
            torch.nn.utils.clip_grad_norm_([weights], 1.5)
        if name == "decreasing":
            optimizer.param_groups[0]["lr"] = 0.1 * 0.8 ** step
        optimizer.step()
        steps.append(weights.detach().numpy().tolist())
    return steps


random = np.random.default_rng(5)
start = random.uniform(-1, 1, WEIGHTS).astype(np.float32).astype(np.float64)
gradients = random.normal(0, 1, (STEPS, WEIGHTS)).astype(np.float32).astype(np.float64)
gradients[:, 0] *= 1e-3  # where epsilon counts
recorded = {"weights": start.tolist(), "gradients": gradients.tolist(), "steps": {}}
for name, make in OPTIMIZERS.items():
    recorded["steps"][name] = run(name, make, start, gradients)
folder = Path(__file__).parent / "optimizers"
folder.mkdir(exist_ok=True)
(folder / "torch.json").write_text(json.dumps(recorded, indent=None, separators=(",", ":")) + "\n")
