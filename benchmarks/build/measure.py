"""Measures what networks cost at build time and writes the table. Called by ./run; standard library only."""
import argparse
import datetime
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from statistics import median

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "peers"))
import machine  # noqa: E402 (of the other comparison)

# How the C# compiler runs: it asks for the server's way of collecting memory (csc.runtimeconfig.json), and the package for the rest (ModelCompiler.targets).
COMPILER = {"DOTNET_gcServer": "1", "DOTNET_TieredPGO": "0", "DOTNET_gcConcurrent": "0"}

# Name, what the generator's command is given, and the figures to reach: kilobytes of text, seconds cold, seconds after an edit.
NETWORKS = [
    ("README's network", "architectures/MnistCnn", 250, None, 0.15),
    ("LeNet-5", "architectures/LeNet5", 250, None, None),
    ("perceptron 8-64-64-1", "{here}/Perceptron.cs", None, None, None),
    ("ResNet-50", "architectures/ResNet50", None, None, 0.7),
    ("ResNet-152", "architectures/ResNet152", 2500, 2.0, 0.7),
]
# A project, the file of its own in which a line is changed, and the figures to reach in seconds.
PROJECTS = [
    ("benchmarks/ModelCompiler.Benchmarks.Networks", "benchmarks/ModelCompiler.Benchmarks.Networks", "Mlp.cs", 20, None),
    ("benchmarks/ModelCompiler.Benchmarks (the program that uses them)", "benchmarks/ModelCompiler.Benchmarks", "Program.cs", None, 5),
    ("examples/Architectures (39 networks with OpenCL)", "examples/Architectures", "Program.cs", 60, None),
]


def spawn(command, **options):
    """Output, seconds, and the most resident megabytes of the process or a child that it waited for."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    out, error = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed: {(error or out).strip().splitlines()[-1]}")
    return out, time.perf_counter() - began


def peak_megabytes(command, **options):
    """The same in a child of this process, whose own children's memory is then all there is."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            out, seconds = spawn(command, **options)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            result = {"out": out, "seconds": seconds, "peak": peak}
        except RuntimeError as e:
            result = {"error": str(e)}
        with os.fdopen(writer, "w") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        result = json.load(pipe)
    os.waitpid(child, 0)
    if "error" in result:
        raise RuntimeError(result["error"])
    return result


def network(root, argument, rounds):
    here = root / "benchmarks" / "build"
    program = root / "benchmarks/ModelCompiler.Benchmarks/bin/Release/net10.0/ModelCompiler.Benchmarks"
    readings = []
    for _ in range(rounds):
        run = peak_megabytes([str(program), "generator", argument.format(here=here)], env={**os.environ, **COMPILER})
        lines = [json.loads(line) for line in run["out"].splitlines()]
        readings.append({**lines[0], "csharp_ms": lines[1]["csharp_ms"], "peak": run["peak"]})
    return {key: median(r[key] for r in readings) for key in ("characters", "cold_ms", "attribute_edit_ms", "csharp_ms", "peak")}


def build(root, project):
    """Seconds, and the most megabytes that all processes of the build had at one time: C#'s compiler is one that no parent waits for."""
    # Without servers, which would keep what they know, and whose memory would not be counted.
    environment = dict(os.environ, MSBUILDDISABLENODEREUSE="1")
    environment.pop("DOTNET_TieredPGO", None)  # The package sets it for a compiler that runs once.
    command = [*command_of(root / project), "-p:UseSharedCompilation=false"]
    began, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        while process.poll() is None:
            peak = max(peak, session_megabytes(process.pid))
            time.sleep(0.1)
        if process.returncode != 0:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed: {output.read().strip().splitlines()[-1]}")
    return {"seconds": time.perf_counter() - began, "peak": peak}


def command_of(project):
    return ["dotnet", "build", str(project), "-c", "Release", "-tl:off", "-v", "quiet", "-p:BuildProjectReferences=false"]


def build_again(root, project, change):
    """Seconds of a second build with one more changed line, by a compiler server that made the first: what a day's work is like."""
    environment = dict(os.environ, DOTNET_TieredPGO="0")  # As docs/building.md advises.
    environment.pop("MSBUILDDISABLENODEREUSE", None)
    server = f"modelcompiler-build-{os.getpid()}"
    command = [*command_of(root / project), "-p:UseSharedCompilation=true", f"-p:SharedCompilationId={server}"]
    change(1)
    spawn(command, env=environment)
    change(2)
    _, seconds = spawn(command, env=environment)
    roslyn, _ = spawn(["dotnet", "msbuild", str(root / project), "-getProperty:RoslynTargetsPath"])
    subprocess.run(["dotnet", "exec", f"{roslyn.strip()}/bincore/VBCSCompiler.dll", "-shutdown", f"-pipename:{server}"], stdout=subprocess.DEVNULL, check=False)
    return seconds


def session_megabytes(session):
    """Resident memory of all processes of a session."""
    total = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()  # From the state on: the name before may hold anything.
        except OSError:
            continue  # It has ended.
        if int(fields[3]) == session:
            total += int(fields[21]) * resource.getpagesize()
    return total / 2**20


def projects(root):
    rows = []
    for name, project, own, most, most_edit in PROJECTS:
        print(f"  {project}", file=sys.stderr, flush=True)
        spawn(["dotnet", "build", str(root / project), "-c", "Release", "-tl:off", "-v", "quiet"])
        file = root / project / own
        text = file.read_text()

        def change(number):
            file.write_text(text + f"\n// A changed line of the user's own: {number}.\n")
        try:
            change(0)
            changed = build(root, project)
            again = build_again(root, project, change)
        finally:
            file.write_text(text)
        whole = build(root, project)
        rows.append([name, figure(whole["seconds"], most, "s"), figure(changed["seconds"], most_edit, "s"), figure(again, most_edit or most, "s"), f"{max(whole['peak'], changed['peak']):,.0f} MB"])
    return rows


def figure(value, aim, unit):
    text = f"{value:,.2f} {unit}" if value < 10 else f"{value:,.0f} {unit}"
    return text if aim is None else f"{text} (aim {aim:g})"


def markdown(header, rows):
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, rule, *rows])


def page(root, rounds, quick):
    rows = []
    for name, argument, text, cold, edit in NETWORKS:
        print(f"  {name}", file=sys.stderr, flush=True)
        r = network(root, argument, rounds)
        rows.append([name, figure(r["characters"] / 1000, text, "KB"), figure(r["cold_ms"] / 1000, cold, "s"), figure(r["attribute_edit_ms"] / 1000, edit, "s"),
                     figure(r["csharp_ms"] / 1000, None, "s"), f"{r['peak']:,.0f} MB"])
    parts = [
        f"# What networks cost at build time, {datetime.date.today()}",
        f"`benchmarks/build/run`{' --quick' if quick else ''}: {machine.describe()}. Medians of {rounds} fresh processes; generated code for three instruction sets, in a process with the settings of C#'s compiler beside the package. C#'s time is that of a process in which C#'s compiler itself is compiled first.",
        markdown(["network", "text", "generator, cold", "after an edit of one attribute", "C#, cold", "most memory"], rows),
    ]
    if not quick:
        parts += ["Whole builds of projects whose references are built, without build servers: C#, the generator and the SDK's analyzers start cold in each; and one more after a changed line, with a compiler server that has built the project once.",
                  markdown(["project", "build", "after a changed line of its own", "the same with a server", "most memory"], projects(root))]
    return "\n\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/build/run", description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--what", default="build-cost", help="the end of the results file's name")
    parser.add_argument("--quick", action="store_true", help="one round, no projects; prints, writes nothing")
    chosen = parser.parse_args()
    if chosen.rounds < 1:
        parser.error(f"--rounds {chosen.rounds}: a median needs one round at least")
    text = page(chosen.root, 1 if chosen.quick else chosen.rounds, chosen.quick)
    print(text)
    if not chosen.quick:
        (chosen.root / "benchmarks" / "results" / f"{datetime.date.today()}-{chosen.what}.md").write_text(text)


main()
