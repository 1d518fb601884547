"""PyTorch on this CPU: prediction, and one Adam step. Prints one JSON line per measurement, times in milliseconds.

Prediction is tried eager and as a traced, frozen and optimized graph; the faster counts.

usage: torch_peer.py peer [net,net,...] [--seconds S] [--threads N]
       torch_peer.py first-prediction
       torch_peer.py describe
       torch_peer.py onnx FOLDER [--nets net,net,...]
"""
import argparse
import json
import pathlib
import time

import torch

from nets import NETS

def say(work, **fields):
    print(json.dumps({"peer": "pytorch", "version": torch.__version__, "work": work, **fields}), flush=True)


def measure(call, seconds, least_samples=20):
    """Median and least milliseconds, by the loop that every peer uses: see Timing.cs."""
    start, calls = time.perf_counter(), 0
    while calls < 2 or time.perf_counter() - start < min(0.5, seconds):
        call()
        calls += 1
    times, start = [], time.perf_counter()
    while more(len(times), time.perf_counter() - start, seconds, least_samples):
        began = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - began))
    times.sort()
    return times[len(times) // 2], times[0]


def more(samples, elapsed, seconds, least_samples):
    """At least three samples; twenty unless they take more than twice the time; 500 at most."""
    return samples < 3 or (samples < least_samples and elapsed < 2 * seconds) or (elapsed < seconds and samples < 500)


def predict(name, net, shape, batches, seconds):
    net.eval()
    for batch in batches:
        x = torch.randn(batch, *shape)
        with torch.no_grad():
            frozen = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(net, x)))
            eager_times, frozen_times = (measure(lambda: f(x), seconds) for f in (net, frozen))
        median, least = map(min, eager_times, frozen_times)
        say("infer", net=name, batch=batch, median_ms=round(median, 5), min_ms=round(least, 5))


def train(name, net, shape, classes, batch, seconds):
    net.train()
    adam, loss = torch.optim.Adam(net.parameters()), torch.nn.CrossEntropyLoss()
    x, y = torch.randn(batch, *shape), torch.randint(0, classes, (batch,))

    def step():
        adam.zero_grad()
        loss(net(x), y).backward()
        adam.step()

    median, least = measure(step, 1.5 * seconds)
    say("train", net=name, batch=batch, median_ms=round(median, 5), min_ms=round(least, 5))


def peer(names, seconds):
    for name in names:
        build, shape, classes, inference, training = NETS[name]
        net = build()
        predict(name, net, shape, inference, seconds)
        train(name, net, shape, classes, training, seconds)


def first_prediction():
    shape = NETS["lenet5"].shape
    net = NETS["lenet5"].build().eval()
    with torch.no_grad():
        say("first-prediction", net="lenet5", sum=float(net(torch.zeros(1, *shape)).softmax(1).sum()))


def describe():
    for name, net in NETS.items():
        say("describe", net=name, parameters=sum(p.numel() for p in net.build().parameters()))


def onnx(folder, names):
    """Each net and, for the peer that reads it, what to measure."""
    folder = pathlib.Path(folder)
    for name in names:
        net = NETS[name]
        torch.onnx.export(net.build().eval(), torch.randn(1, *net.shape), str(folder / f"{name}.onnx"),
                          input_names=["x"], dynamic_axes={"x": {0: "batch"}}, opset_version=13)
    work = {name: {"shape": net.shape, "batches": net.inference} for name, net in NETS.items()}
    (folder / "nets.json").write_text(json.dumps(work))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("verb", choices=["peer", "first-prediction", "describe", "onnx"])
    parser.add_argument("what", nargs="?", default=",".join(NETS))
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--nets", default=",".join(NETS))
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(0)
    if a.verb == "peer":
        peer(a.what.split(","), a.seconds)
    elif a.verb == "onnx":
        onnx(a.what, a.nets.split(","))
    else:
        first_prediction() if a.verb == "first-prediction" else describe()


main()
