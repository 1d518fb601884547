"""The time of a data-parallel training step, by the model of docs/cluster.md, and the speed-up that follows.

usage: model.py                                    the table of docs/cluster.md: ResNet-50 on 8, 64 and 1,024 machines
       model.py --weights N --compute SECONDS --ranks R --gbit G [--latency SECONDS]      one step of a network of one's own
"""
import argparse

# Bytes of a gradient's float, seconds that a message takes on its way, bytes a second at which a machine adds gradients up.
FLOAT, LATENCY, MEMORY = 4, 20e-6, 10e9
RESNET50 = 25_557_032

# Seconds of a step's computation on one machine: images of a batch, by images a second.
MACHINES = {"32 cores of AVX-512, 64 images": 64 / 80, "one H200-like card, 256 images": 256 / 2500}


def exchange(weights, ranks, gbit, latency=LATENCY):
    """Seconds that gradients travel: every rank receives its segment of all others, adds them up, and then the other segments."""
    if ranks == 1:
        return 0.0
    share = FLOAT * weights * (ranks - 1) / ranks
    travel = 2 * share / (gbit * 1e9 / 8)
    # An all-to-all sends its messages at once, a ring passes one on after the other; the report before them takes as many turns as a tree is high.
    turns = 1 + (ranks - 1) + (ranks - 1).bit_length()
    return travel + turns * latency + 3 * share / MEMORY


def row(compute, weights, ranks, gbit, latency=LATENCY):
    """Step without and with travel hidden behind the backward pass (two thirds of the computation), and both speed-ups."""
    travel = exchange(weights, ranks, gbit, latency)
    plain, hidden = compute + travel, max(compute, compute / 3 + travel)
    return plain, hidden, ranks * compute / plain, ranks * compute / hidden


def table():
    print("| machine and its batch | machines | Gbit/s | step, ms | of which exchange, ms | speed-up | efficiency | if hidden |\n|---|---|---|---|---|---|---|---|")
    for machine, compute in MACHINES.items():
        for ranks in (8, 64, 1024):
            for gbit in (10, 100, 400):
                plain, _, speed, best = row(compute, RESNET50, ranks, gbit)
                print(f"| {machine} | {ranks:,} | {gbit} | {1e3 * plain:.0f} | {1e3 * (plain - compute):.0f} | {speed:,.0f} | {speed / ranks:.0%} | {best / ranks:.0%} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=int)
    parser.add_argument("--compute", type=float)
    parser.add_argument("--ranks", type=int)
    parser.add_argument("--gbit", type=float)
    parser.add_argument("--latency", type=float, default=LATENCY)
    a = parser.parse_args()
    if a.weights is None:
        table()
    else:
        plain, hidden, speed, best = row(a.compute, a.weights, a.ranks, a.gbit, a.latency)
        print(f"step {1e3 * plain:.2f} ms, {1e3 * (plain - a.compute):.2f} of it exchange; {speed:.2f} times one rank, {best:.2f} if it were hidden")
