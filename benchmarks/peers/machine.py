"""What the machine is, in words that do not name it."""
import os
import pathlib
import platform
import re


def describe():
    return f"{cpu()}, {os.cpu_count()} cores, {memory()}, {system()}"


def first(path, pattern, otherwise):
    try:
        found = re.search(pattern, pathlib.Path(path).read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found.group(1) if found else otherwise


def cpu():
    return first("/proc/cpuinfo", r"^model name\s*:\s*(.+)$", platform.processor() or platform.machine())


def memory():
    kilobytes = first("/proc/meminfo", r"^MemTotal:\s*(\d+)", None)
    return f"{int(kilobytes) / 2**20:.0f} GiB" if kilobytes else "memory unknown"


def system():
    return first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]+)', platform.system())
