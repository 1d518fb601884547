"""Turns the peers' JSON lines into one page of Markdown. Standard library only, and nothing here measures anything."""
import datetime
from collections import defaultdict
from statistics import geometric_mean, median

OURS = "modelcompiler"
NAMES = {OURS: "ModelCompiler", "libtorch": "libtorch from .NET", "onnxruntime-dotnet": "ONNX Runtime from .NET", "pytorch": "PyTorch",
         "onnxruntime": "ONNX Runtime in Node", "convnetjs": "ConvNetJS"}
FROM_DOTNET = ["libtorch", "onnxruntime-dotnet"]
# A reading of the machine's own peak below this share of the best one says that something else was running.
QUIET = 0.85
# One above this multiple of the middle one says that the clock jumped.
FAR = 1.1
# How many times as fast as the better peer from .NET each row is to be: one prediction, many, a training step.
AIMS = {"mlp": (2.5, 1.8, 5), "lenet5": (5, 3.5, 5), "convnetjs_cifar": (3.5, 3, 3), "keras_cnn": (3, 2.5, 4.5), "mnist_cnn": (2.5, 2.2, 2.5), "alphago": (3, 3, 3),
        "resnet18": (2.2, None, 2.2), "vgg16": (3.2, None, 3.2), "mobilenet_v2": (2, None, 1.7), "efficientnet_b0": (2, None, 1.7), "densenet": (2, None, 1.7)}


def page(lines, failures, machine, command, quick):
    by_work = defaultdict(list)
    for line in lines:
        by_work[line["work"]].append(line)
    parts = [
        f"# ModelCompiler and its peers, {datetime.date.today()}",
        f"`{command}`" + (" (quick: short readings, not figures to quote)" if quick else ""),
        about(lines, by_work, machine),
        models(by_work),
        memory(by_work["infer"] + by_work["train"]),
        starts(by_work["first-prediction"]),
        allocations(by_work["allocations"]),
        generator(by_work["generator"]),
        mismatches(by_work["describe"]),
        "\n".join(f"- {warning}" for warning in disturbances(lines)),
        "\n".join(f"- {failure}" for failure in failures),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def disturbances(lines):
    """Readings of the peak on two threads, taken before each net's rows, that show a machine that was not quiet."""
    peaks = [line for line in lines if line["work"] == "peak" and line["threads"] == 2]
    best = best_peak(lines, 2) or 0
    low = [line["gflops"] for line in peaks if line["gflops"] < QUIET * best]
    if not low:
        return []
    return [f"the machine was not quiet: {len(low)} of {len(peaks)} readings of its peak were below {QUIET:.0%} of the best, {best:.0f} GFLOP/s; the least was {min(low):.0f}"]


def markdown(header, rows):
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, rule, *rows])


def present(lines):
    """The peers that have lines, ours first."""
    return [peer for peer in NAMES if any(line["peer"] == peer for line in lines)]


def about(lines, by_work, machine):
    versions = {line["peer"]: line["version"] for line in lines}
    software = ", ".join(f"{NAMES[peer] if peer != OURS else '.NET'} {versions[peer]}" for peer in present(lines))
    peaks = {line["threads"]: line for line in by_work["peak"]}
    text = f"{machine}; {software}; two threads each."
    if peaks:
        reading = ", ".join(f"{best_peak(by_work['peak'], n):.0f} GFLOP/s on {n} thread{'s' * (n > 1)}" for n in sorted(peaks))
        text += f" Measured peak of float32 multiply-adds ({peaks[1]['bits']}-bit): {reading}."
    return text


def models(by_work):
    lines = by_work["infer"] + by_work["train"]
    if not lines:
        return ""
    peers = present(lines)
    work_of = {line["net"]: line for line in by_work["describe"] if line["peer"] == OURS}
    peak = best_peak(by_work["peak"], 2)
    nets = list(dict.fromkeys(line["net"] for line in lines))
    keys = sorted({(line["net"], line["work"], line["batch"]) for line in lines}, key=lambda k: (nets.index(k[0]), k[1:]))
    rows = [model_row(key, lines, peers, work_of.get(key[0]), peak) for key in keys]
    header = ["net, work, batch"] + [f"{NAMES[peer]} ms" for peer in peers] + ["times as fast as the better from .NET"]
    header += ["as the best peer"] * has_others(peers) + ["aim", "GFLOP/s", "of the peak", "and at the aim"]
    note = ("Milliseconds: median of the rounds' medians, the least reading in brackets. "
            "A ratio is the median of the rounds' ratios of medians, its range over the rounds in brackets. GFLOP/s count the multiply-adds of the definition: Winograd's algorithm does a quarter "
            "to four ninths of them, so it may be above the peak. \"And at the aim\" is the part of the peak that a time which reaches the aim would be.")
    return note + "\n\n" + markdown(header, rows) + mean(keys, lines, peers)


def has_others(peers):
    """Whether there are peers that are not called from .NET."""
    return any(peer not in (OURS, *FROM_DOTNET) for peer in peers)


def mean(keys, lines, peers):
    """The geometric mean over all rows of the ratios to the best of the peers."""
    ratios = []
    for key in keys:
        mine = [line for line in lines if (line["net"], line["work"], line["batch"]) == key]
        ratios += middle({peer: [line for line in mine if line["peer"] == peer] for peer in peers}, [peer for peer in peers if peer != OURS])[:1]
    return f"\n\nGeometric mean of the ratios to the best peer: {geometric_mean(ratios):.2f}." if ratios else ""


def best_peak(lines, threads):
    """The best reading of the machine's peak. A virtual machine's clock may jump, so one far above the others is none: 512 GFLOP/s among 32 readings of 339 to 351."""
    readings = [line["gflops"] for line in lines if line["work"] == "peak" and line["threads"] == threads]
    return max((reading for reading in readings if reading < FAR * median(readings)), default=None)


def model_row(key, lines, peers, work, peak):
    mine = [line for line in lines if (line["net"], line["work"], line["batch"]) == key]
    times = {peer: [line for line in mine if line["peer"] == peer] for peer in peers}
    cells = [f"{key[0]}, {key[1]} {key[2]}"]
    for peer in peers:
        cells.append(f"{number(median_of(times[peer]))} ({number(min(l['min_ms'] for l in times[peer]))})" if times[peer] else "–")
    cells.append(ratio(times, FROM_DOTNET))
    if has_others(peers):
        cells.append(ratio(times, [peer for peer in peers if peer != OURS]))
    aim = aim_of(*key)
    share = arithmetic(key, times.get(OURS), work, peak)
    reached = middle(times, FROM_DOTNET)[:1]
    at_aim = f"{share[1] * aim / reached[0]:.0%}" if aim and reached and share and peak else "–"
    return cells + [f"{aim:g}" if aim else "–", f"{share[0]:.1f}" if share else "–", f"{share[1]:.0%}" if share and peak else "–", at_aim]


def aim_of(net, work, batch):
    one, many, step = AIMS.get(net, (None, None, None))
    return step if work == "train" else one if batch == 1 else many


def median_of(lines):
    return median(line["median_ms"] for line in lines)


def middle(times, others):
    """In each round the fastest of the others against us: the median over the rounds, the least and the greatest; empty where there is nothing to compare."""
    ratios = []
    for line in times.get(OURS, []):
        rivals = [l["median_ms"] for peer in others for l in times.get(peer, []) if l["round"] == line["round"]]
        if rivals:
            ratios.append(min(rivals) / line["median_ms"])
    return [median(ratios), min(ratios), max(ratios)] if ratios else []


def ratio(times, others):
    found = middle(times, others)
    return f"{found[0]:.2f} ({found[1]:.2f}–{found[2]:.2f})" if found else "–"


def arithmetic(key, ours, work, peak):
    """GFLOP/s and the part of the peak."""
    if not ours or not work:
        return None
    multiply_adds = work["step_multiply_adds" if key[1] == "train" else "forward_multiply_adds"]
    gflops = 2 * multiply_adds * key[2] / median_of(ours) / 1e6
    return gflops, gflops / peak if peak else 0


def memory(lines):
    if not lines:
        return ""
    peers = present(lines)
    rows = []
    for net in dict.fromkeys(line["net"] for line in lines):
        peak = {peer: max((l["peak_mb"] for l in lines if l["net"] == net and l["peer"] == peer), default=None) for peer in peers}
        rows.append([net] + [f"{peak[peer]:.0f}" if peak[peer] else "–" for peer in peers])
    return "Peak memory of the process that did all of a net's rows, MiB:\n\n" + markdown(["net"] + [NAMES[p] for p in peers], rows)


def starts(lines):
    if not lines:
        return ""
    rows = []
    for peer in present(lines):
        mine = [line for line in lines if line["peer"] == peer]
        seconds = [line["wall_s"] for line in mine]
        rows.append([NAMES[peer], f"{median(seconds):.2f} ({min(seconds):.2f})", f"{max(line['peak_mb'] for line in mine):.0f}"])
    return "From process start to the end of a process that makes one LeNet-5 prediction:\n\n" + markdown(["", "seconds", "peak MiB"], rows)


def allocations(lines):
    if not lines:
        return ""
    guilty = [line for line in lines if line["thread_bytes"] or line["total_bytes"]]
    if not guilty:
        return f"Allocated after warm-up: 0 bytes per call in all {len(lines)} cases (Predict and Step, batch 1 and 32)."
    rows = [[f"{l['net']}, {l['call']} {l['batch']}", f"{l['thread_bytes']:g}", f"{l['total_bytes']:g}"] for l in guilty]
    return "Allocated after warm-up, bytes per call:\n\n" + markdown(["", "calling thread", "all threads"], rows)


def generator(lines):
    if not lines:
        return ""
    line = lines[-1]
    return (f"Generator, fresh process: {line['models']} example models cold in {line['cold_ms']:.0f} ms ({line['files']} files); "
            f"after an edit elsewhere {line['edit_ms']:.2f} ms, steps with a new result: {line['changed_steps'] or 'none'}.")


def mismatches(lines):
    """Nets of the same name must be the same net."""
    counts = defaultdict(dict)
    for line in lines:
        counts[line["net"]][line["peer"]] = line["parameters"]
    return "\n".join(f"- {net}: the peers disagree about the parameters: {by_peer}"
                     for net, by_peer in counts.items() if len(set(by_peer.values())) > 1)


def number(milliseconds):
    return f"{milliseconds:.4f}" if milliseconds < 0.1 else f"{milliseconds:.3g}" if milliseconds < 100 else f"{milliseconds:.0f}"
