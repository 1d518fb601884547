"""Runs ModelCompiler and its peers in turn, A B A B, and writes the table. Called by ./run; standard library only.

Times move by tens of percent from minute to minute on shared machines. So every net is measured by all peers one
after another before the next net comes, and ratios are taken within a round.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import machine
import table

NETS = ["mlp", "lenet5", "convnetjs_cifar", "keras_cnn", "mnist_cnn", "alphago", "resnet18", "vgg16", "mobilenet_v2", "efficientnet_b0", "densenet"]
THREADS = 2


class Peers:
    """How each peer is started; a verb that a peer does not have is None."""

    def __init__(self, root, cache):
        self.root, self.cache = root, cache
        self.onnx = cache / "onnx"
        self.onnx.mkdir(parents=True, exist_ok=True)
        here = root / "benchmarks" / "peers"
        ours = root / "benchmarks/ModelCompiler.Benchmarks/bin/Release/net10.0/ModelCompiler.Benchmarks"
        dotnet = here / "dotnet/bin/Release/net10.0/linux-x64/ModelCompiler.Benchmarks.Peers"
        self.program = {
            "modelcompiler": [str(ours)],
            "libtorch": [str(dotnet)],
            "onnxruntime-dotnet": [str(dotnet)],
            "pytorch": [sys.executable, str(here / "torch_peer.py")],
            "onnxruntime": ["node", str(here / "onnxruntime_peer.js")],
            "convnetjs": ["node", str(here / "convnetjs_peer.js")],
        }
        self.environment = dict(os.environ, OMP_NUM_THREADS=str(THREADS), OPENBLAS_NUM_THREADS=str(THREADS),
                                NODE_PATH=str(cache / "node_modules"))

    def command(self, peer, verb, *arguments):
        # The two of .NET are verbs of one program.
        if peer == "libtorch":
            return [*self.program[peer], "torch", *arguments]
        if peer == "onnxruntime-dotnet":
            return [*self.program[peer], "ort", arguments[0], str(self.onnx), *arguments[1:]]
        folder = [str(self.onnx)] if peer == "onnxruntime" else []
        return [*self.program[peer], verb, *folder, *arguments]


class Runner:
    """Runs a peer's verb, collects its JSON lines with the process's time and memory, and remembers what failed."""

    def __init__(self, peers, without):
        self.peers, self.without, self.lines = peers, without, []
        # Kept as they come: an hour's readings must not be lost to an interruption, nor to a fault in the page.
        self.readings = peers.cache / "readings.jsonl"
        self.readings.unlink(missing_ok=True)
        self.failures = [f"{peer} is left out: it did not build, or --without said so" for peer in without]

    def run(self, peer, verb, *arguments, **extra):
        if peer in self.without:
            return
        print(f"  {peer} {verb} {' '.join(arguments)}", file=sys.stderr, flush=True)
        began = time.perf_counter()
        try:
            out, error, code, peak_bytes = spawn(self.peers.command(peer, verb, *arguments), self.peers.environment)
            lines = [json.loads(line) for line in out.splitlines()] if code == 0 else []
        except (OSError, json.JSONDecodeError) as e:
            lines, code, error, peak_bytes = [], 1, str(e), 0
        if code != 0:
            self.fail(peer, verb, arguments, code, error)
        wall = time.perf_counter() - began
        lines = [{**line, "peak_mb": peak_bytes / 2**20, "wall_s": wall, **extra} for line in lines]
        self.lines += lines
        with self.readings.open("a") as readings:
            readings.writelines(json.dumps(line) + "\n" for line in lines)

    def fail(self, peer, verb, arguments, code, error):
        last = (error.strip().splitlines() or ["it printed no reason"])[-1].replace(f"{self.peers.root}/", "")
        failure = f"{peer} {verb} {' '.join(arguments)}".strip() + f" failed (exit code {code}): {last}"
        print(f"measure: {failure}", file=sys.stderr)
        if failure not in self.failures:
            self.failures.append(failure)


def spawn(command, environment):
    """stdout, stderr, exit code and peak resident bytes of one process."""
    with tempfile.TemporaryFile("w+") as error:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=error, text=True, env=environment)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)  # the usage of this very child
        process.returncode = os.waitstatus_to_exitcode(status)
        error.seek(0)
        return out, error.read(), process.returncode, usage.ru_maxrss * 1024


def measure(runner, nets, rounds, seconds):
    runner.run("pytorch", "describe")
    runner.run("modelcompiler", "describe")
    runner.run("modelcompiler", "peak")
    subprocess.run(runner.peers.program["pytorch"] + ["onnx", str(runner.peers.onnx), "--nets", ",".join(dict.fromkeys([*nets, "lenet5"]))], stdout=sys.stderr, check=False)
    order = list(runner.peers.program)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for net in nets:
            runner.run("modelcompiler", "peak", round=number)  # how much of the machine is there for these rows
            for peer in order:
                if peer != "convnetjs" or net == "convnetjs_cifar":
                    runner.run(peer, "peer", net, "--seconds", str(seconds), round=number)
        order.reverse()  # who goes first gets a cooler machine
    for number in range(3 * rounds):
        for peer in ("modelcompiler", "pytorch", "onnxruntime"):
            runner.run(peer, "first-prediction", round=number)
    runner.run("modelcompiler", "allocations")
    runner.run("modelcompiler", "generator")


def options():
    parser = argparse.ArgumentParser(prog="benchmarks/peers/run", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, help="rounds, 3 unless told (1 with --quick)")
    parser.add_argument("--nets", default=",".join(NETS), help="of " + ",".join(NETS))
    parser.add_argument("--quick", action="store_true", help="short readings, to see that everything runs")
    parser.add_argument("--seconds", type=float, help="of each reading, 4 unless told (0.3 with --quick)")
    parser.add_argument("--what", default="models", help="the end of the results file's name")
    parser.add_argument("--command", default="measure.py", help=argparse.SUPPRESS)
    parser.add_argument("--without", action="append", default=[], metavar="PEER", help="a peer to leave out, as often as needed")
    parser.add_argument("--root", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    unknown = set(chosen.nets.split(",")) - set(NETS)
    if unknown:
        parser.error(f"no net is called {', '.join(sorted(unknown))}; choose from {', '.join(NETS)}")
    strangers = set(chosen.without) - set(table.NAMES)
    if strangers:
        parser.error(f"no peer is called {', '.join(sorted(strangers))}; choose from {', '.join(table.NAMES)}")
    return chosen


def main():
    chosen = options()
    rounds = chosen.rounds or (1 if chosen.quick else 3)
    runner = Runner(Peers(chosen.root, chosen.cache), chosen.without)
    measure(runner, chosen.nets.split(","), rounds, seconds=chosen.seconds or (0.3 if chosen.quick else 4))
    for warning in table.disturbances(runner.lines):
        print(f"measure: {warning}", file=sys.stderr)
    text = table.page(runner.lines, runner.failures, machine.describe(), chosen.command.strip(), chosen.quick)
    print(text)
    if chosen.quick:
        return  # not figures to keep
    results = chosen.root / "benchmarks" / "results"
    results.mkdir(exist_ok=True)
    (results / f"{datetime.date.today()}-{chosen.what}.md").write_text(text)


main()
