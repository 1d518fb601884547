"""PyTorch on a CUDA card, in float32 with TF32 off, for the table of ./run. Prints one line per reading: net, work, batch, median milliseconds.
Of training there is also train16: the step with torch.autocast in float16 and a GradScaler.

A reading is what a caller waits for, as in the other columns: samples in the host's memory in, outputs or the loss in the host's memory out.
Prediction is tried eager and frozen; the faster counts. Exits with 3 where there is no PyTorch or no card.

usage: torch_gpu.py NET,NET,... BATCH,BATCH,... SECONDS
"""
import pathlib
import sys
import time

# Beside this file where it was copied with the program, and one folder up in the repository.
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "peers"), str(HERE.parent / "peers")]
try:
    import torch
except ImportError:
    sys.exit(3)
if not torch.cuda.is_available():
    sys.exit(3)

from nets import NETS  # noqa: E402  (needs the path above)

torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
torch.backends.cudnn.benchmark = True  # what a user who wants speed sets: algorithms are timed, as our tiles are
CARD = torch.device("cuda")


def median(call, seconds):
    start, calls = time.perf_counter(), 0
    while calls < 3 or time.perf_counter() - start < min(0.5, seconds):
        call()
        calls += 1
    times, start = [], time.perf_counter()
    while len(times) < 20 or (time.perf_counter() - start < seconds and len(times) < 2000):
        began = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - began))
    return sorted(times)[len(times) // 2]


def say(net, work, batch, milliseconds):
    print(net, work, batch, f"{milliseconds:.5f}", flush=True)


def predict(name, net, shape, batch, seconds):
    net.eval()
    x = torch.randn(batch, *shape).pin_memory()
    with torch.no_grad():
        frozen = torch.jit.freeze(torch.jit.trace(net, x.to(CARD)))
        say(name, "infer", batch, min(median(lambda: f(x.to(CARD, non_blocking=True)).cpu(), seconds) for f in (net, frozen)))


def train(name, net, shape, classes, batch, seconds):
    net.train()
    adam, loss = torch.optim.Adam(net.parameters(), fused=True), torch.nn.CrossEntropyLoss()
    x, y = torch.randn(batch, *shape).pin_memory(), torch.randint(0, classes, (batch,)).pin_memory()

    def step():
        adam.zero_grad()
        value = loss(net(x.to(CARD, non_blocking=True)), y.to(CARD, non_blocking=True))
        value.backward()
        adam.step()
        return value.item()

    say(name, "train", batch, median(step, seconds))
    scaler = torch.amp.GradScaler("cuda")

    def step16():
        adam.zero_grad()
        with torch.autocast("cuda", torch.float16):
            value = loss(net(x.to(CARD, non_blocking=True)), y.to(CARD, non_blocking=True))
        scaler.scale(value).backward()
        scaler.step(adam)
        scaler.update()
        return value.item()

    say(name, "train16", batch, median(step16, seconds))


def main():
    names, batches, seconds = sys.argv[1].split(","), [int(b) for b in sys.argv[2].split(",")], float(sys.argv[3])
    print(f"torch_gpu: PyTorch {torch.__version__} on {torch.cuda.get_device_name(0)}, TF32 off", file=sys.stderr)
    for name in names:
        if name not in NETS:
            print(f"torch_gpu: {name} is not among the peers' nets", file=sys.stderr)
            continue
        build, shape, classes = NETS[name][:3]
        net = build().to(CARD)
        for batch in dict.fromkeys([1, *batches]):
            predict(name, net, shape, batch, seconds)
        for batch in batches:
            train(name, net, shape, classes, batch, seconds)


main()
