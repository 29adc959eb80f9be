"""Measures how long the bundled models and their peers take to learn and to answer, and their memory; prints Markdown tables.

Each model of each program runs in a process of its own, and programs take turns. Of repeats the least counts. Boosting has 100
rounds and sets no rows aside in any of the programs.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import datasets
import memory
import numpy
from planrun_tool import Planrun

HERE = pathlib.Path(__file__).resolve().parent


def forest(trees):
    return {"n_estimators": trees}


BOOSTING = {"max_iter": 100}
EARLY = {"early_stopping": False}


def models(trees):
    """Kind, options of both, whether both use threads, and the program that the kind is held against."""
    return [
        ("decision_tree", {}, False, ["sklearn"]),
        ("random_forest", forest(trees), True, ["sklearn"]),
        ("extra_trees", forest(trees), True, ["sklearn"]),
        ("gradient_boosting", BOOSTING | EARLY, True, ["sklearn", "lightgbm"]),
        ("gaussian_naive_bayes", {}, False, ["sklearn"]),
    ]


SMALL = [("k_nearest_neighbors", {}, False, ["sklearn"])]
# Name, rows to learn from and to be asked about, trees of a forest, models besides, repeats.
SETS = {
    "iris": (lambda: datasets.bundled("iris"), 100, SMALL, 5),
    "digits": (lambda: datasets.bundled("digits"), 100, SMALL, 3),
    "100,000 x 20": (lambda: datasets.generated(100_000), 20, [], 2),
    "1,000,000 x 20": (lambda: datasets.generated(1_000_000), 10, [], 1),
}


def save(folder, load):
    """The data as files: every fifth row is asked about."""
    features, labels, classes = load()
    asked = numpy.arange(len(labels)) % 5 == 4
    for part, chosen in [("train", ~asked), ("test", asked)]:
        numpy.savez(folder / f"{part}.npz", features=features[chosen], labels=labels[chosen])
        with open(folder / f"{part}.bin", "wb") as file:
            file.write(features[chosen].astype(float).tobytes())
            file.write(labels[chosen].astype(float).tobytes())
    return (~asked).sum(), asked.sum(), features.shape[1], classes, labels[asked]


def words(options):
    values = {name: str(value).lower() if isinstance(value, bool) else value for name, value in options.items()}
    return " ".join(f"{name}={value}" for name, value in values.items())


def run_planrun(tool, folder, shape, kind, options, threads, repeats):
    train_rows, test_rows, features, classes, labels = shape
    planrun = Planrun(tool)
    for part, rows in [("train", train_rows), ("test", test_rows)]:
        planrun.load(part, folder / f"{part}.bin", rows, features, classes)
    # What is asked first is answered when the rows have been read.
    planrun.run("majority_class", 1, "")
    process = planrun.process.pid
    memory.forget_peak(process)
    before = memory.resident(process)
    runs = [planrun.run(kind, threads, words(options)) for _ in range(repeats)]
    times = numpy.min([run[0] for run in runs], axis=0)
    peak = memory.peak(process)
    planrun.close()
    return [*times, before, peak, float((runs[0][1] == labels).mean())]


def run_peer(program, folder, kind, options, threads, repeats):
    files = [folder / "train.npz", folder / "test.npz"]
    arguments = [program, kind, str(threads), str(repeats), json.dumps(options), *files]
    done = subprocess.run([sys.executable, HERE / "peer_run.py", *arguments], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def least_bytes(kind, options, rows, features):
    """What fitting cannot leave untouched: the values, once; and of each tree or round what its first split must look at, a rank of
    four bytes a row of each feature that is tried, or a bin of one byte and eight bytes of slope and curvature."""
    once = rows * features * 8
    if kind == "gradient_boosting":
        return once + options["max_iter"] * rows * (features + 8)
    if kind in ("random_forest", "extra_trees"):
        return once + options["n_estimators"] * rows * 4 * math.isqrt(features)
    return once + (rows * features * 4 if kind == "decision_tree" else 0)


def seconds(value):
    return f"{value:.2f}" if value >= 1 else f"{value:.2g}" if value >= 0.01 else f"{value:.1g}"


HEADER = """\
| data | model | threads | beside | fit, planrun | fit, peer | faster | predict, planrun | predict, peer | faster | MB, planrun | MB, peer |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


def row(data, kind, threads, peer, ours, theirs):
    """A line of the table: seconds of the processor with those by the clock behind them, and the most memory with what goes beyond the
    rows behind it."""
    cells = [data, f"`{kind}`", str(threads), peer]
    for clock in (0, 1):
        times = [run[clock + 2] for run in (ours, theirs)]
        cells += [f"{seconds(run[clock + 2])} ({seconds(run[clock])})" for run in (ours, theirs)]
        cells.append(f"{times[1] / times[0]:.1f}")
    cells += [f"{peak:.0f} ({peak - before:.0f})" for *_, before, peak, _ in (ours, theirs)]
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the program `cross-validate`, built for release")
    parser.add_argument("--data", action="append", choices=list(SETS), help="only these")
    parser.add_argument("--kind", action="append", help="only these")
    arguments = parser.parse_args()
    speed = memory.bandwidth(1)
    print(HEADER)
    limits, accuracies = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for data in arguments.data or SETS:
            load, trees, besides, repeats = SETS[data]
            shape = save(folder, load)
            for kind, options, is_shared, programs in models(trees) + besides:
                if arguments.kind and kind not in arguments.kind:
                    continue
                for threads in (1, 2) if is_shared else (1,):
                    ours = run_planrun(arguments.tool, folder, shape, kind, options, threads, repeats)
                    for program in programs:
                        theirs = run_peer(program, folder, kind, options, threads, repeats)
                        print(row(data, kind, threads, program, ours, theirs), flush=True)
                        accuracies.append(f"| {data} | `{kind}` | {program} | {ours[-1]:.4f} | {theirs[-1]:.4f} |")
                    if threads == 1 and shape[0] > 10_000:
                        touched = least_bytes(kind, options, shape[0], shape[2])
                        cells = [data, f"`{kind}`", f"{touched / 1e9:.2f}", seconds(touched / speed), seconds(ours[2])]
                        limits.append("| " + " | ".join([*cells, f"{ours[2] * speed / touched:.0f}"]) + " |")
    print("\n| data | model | beside | accuracy, planrun | accuracy, peer |\n|---|---|---|---|---|")
    print("\n".join(dict.fromkeys(accuracies)))
    print(f"\nOne thread copies {speed / 1e9:.1f} GB a second, read and written.\n")
    print("| data | model | least, GB | at that speed, s | fit, s | times as long |\n|---|---|---|---|---|---|")
    print("\n".join(limits))
    show_latencies(arguments.tool)


def show_latencies(tool):
    print("\nMicroseconds to predict a single row with planrun's forest of 100 trees.\n")
    print("| data | median | 99th percentile |\n|---|---|---|")
    for data in ("iris", "breast-cancer", "digits"):
        features, labels, classes = datasets.bundled(data)
        planrun = Planrun(tool)
        planrun.data(features, labels, classes)
        asked = numpy.arange(len(labels)) % 5 == 4
        planrun.fold(numpy.flatnonzero(~asked), numpy.flatnonzero(asked))
        median, tail = planrun.latency("random_forest", "seed=0")
        print(f"| {data} | {median / 1000:.2f} | {tail / 1000:.2f} |")
        planrun.close()


if __name__ == "__main__":
    main()
