"""The memory of a process, in MB, as Linux tells it; and how fast the machine moves it."""

import pathlib
import threading
import time

import numpy


def _status(process, name):
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def resident(process):
    return _status(process, "VmRSS")


def peak(process):
    return _status(process, "VmHWM")


def forget_peak(process):
    """Lets the peak start anew from what there is."""
    pathlib.Path(f"/proc/{process}/clear_refs").write_text("5")


def bandwidth(threads):
    """Bytes a second that copying reads and writes, the best of five."""
    size = 200_000_000 // 8
    arrays = [(numpy.ones(size), numpy.zeros(size)) for _ in range(threads)]
    best = 0
    for _ in range(5):
        workers = [threading.Thread(target=numpy.copyto, args=(target, source)) for source, target in arrays]
        start = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        best = max(best, threads * 2 * size * 8 / (time.perf_counter() - start))
    return best
