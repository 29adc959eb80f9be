"""Compares planrun's bundled models with scikit-learn's on the same folds and prints a Markdown table.

Ten shuffled, stratified five-fold cross-validations a data set: what is compared is the mean accuracy over the fifty
folds. A seed does not mean the same random numbers in both programs, so single trees differ and the means must agree.
Exits with 1 where they differ by more than LIMIT.
"""

import argparse
import csv
import os
import pathlib
import statistics
import subprocess
import sys
import time

# What shares its work by OpenMP or BLAS has one core too; forests are told by `n_jobs`.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import numpy
import sklearn
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

LIMIT = 0.01
REPETITIONS = 10
FOLDS = 5
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
DATA_SETS = ["iris", "breast-cancer", "digits"]
PEERS = {
    "decision_tree": lambda seed, jobs: DecisionTreeClassifier(random_state=seed),
    "random_forest": lambda seed, jobs: RandomForestClassifier(random_state=seed, n_jobs=jobs),
    "extra_trees": lambda seed, jobs: ExtraTreesClassifier(random_state=seed, n_jobs=jobs),
    "gradient_boosting": lambda seed, jobs: HistGradientBoostingClassifier(random_state=seed),
    "logistic_regression": lambda seed, jobs: LogisticRegression(max_iter=10_000),
    "gaussian_naive_bayes": lambda seed, jobs: GaussianNB(),
    "k_nearest_neighbors": lambda seed, jobs: KNeighborsClassifier(),
    "majority_class": lambda seed, jobs: DummyClassifier(strategy="prior"),
}

# Kinds of planrun that take a seed.
SEEDED = {"decision_tree", "random_forest", "extra_trees", "gradient_boosting"}
# Kinds that share their work among threads.
THREADED = {"random_forest", "extra_trees"}


def load(name):
    """The features and the classes, numbered in alphabetical order, of a CSV file whose last column is the class."""
    with open(DATA / f"{name}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    features = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    return features, numpy.array([names.index(row[-1]) for row in rows]), len(names)


class Planrun:
    """The tool `cross-validate`, one process for one data set."""

    def __init__(self, tool, features, labels, class_count):
        self.process = subprocess.Popen([tool], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.send(f"data {len(features)} {features.shape[1]} {class_count}")
        for label, row in zip(labels, features):
            self.send(" ".join([str(label)] + [repr(float(value)) for value in row]))

    def send(self, line):
        self.process.stdin.write(line + "\n")

    def ask(self, line):
        self.send(line)
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"cross-validate ended at: {line[:100]}")
        return answer

    def fold(self, train, test):
        self.send(" ".join(["fold train", *map(str, train), "test", *map(str, test)]))

    def run(self, kind, threads, options):
        answer = self.ask(f"run {kind} {threads} {options}")
        return float(answer[0]), float(answer[1]), numpy.array(answer[2:], dtype=int)

    def latency(self, kind, options):
        median, tail = self.ask(f"latency {kind} 0 {options}")
        return float(median), float(tail)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def run_peer(kind, seed, jobs, features, labels, train, test):
    model = PEERS[kind](seed, jobs)
    train_features, train_labels, test_features = features[train], labels[train], features[test]
    start = time.perf_counter()
    model.fit(train_features, train_labels)
    fitted = time.perf_counter()
    predictions = model.predict(test_features)
    return fitted - start, time.perf_counter() - fitted, predictions


def compare(tool, name):
    """For each kind, the mean accuracies and median times of both programs; and the latency of one row."""
    features, labels, class_count = load(name)
    planrun = Planrun(tool, features, labels, class_count)
    folds = RepeatedStratifiedKFold(n_splits=FOLDS, n_repeats=REPETITIONS, random_state=0)
    results = {kind: {} for kind in PEERS}
    for seed, (train, test) in enumerate(folds.split(features, labels)):
        planrun.fold(train, test)
        for kind in PEERS:
            options = f"seed={seed}" if kind in SEEDED else ""
            runs = {
                ("scikit-learn", "one"): run_peer(kind, seed, 1, features, labels, train, test),
                ("planrun", "one"): planrun.run(kind, 1, options),
            }
            if kind in THREADED:
                runs["scikit-learn", "all"] = run_peer(kind, seed, -1, features, labels, train, test)
                runs["planrun", "all"] = planrun.run(kind, 0, options)
                if (runs["planrun", "one"][2] != runs["planrun", "all"][2]).any():
                    sys.exit(f"{name}: {kind} depends on the number of threads")
            for key, (fit, predict, predictions) in runs.items():
                results[kind].setdefault(key, []).append((fit, predict, (predictions == labels[test]).mean()))
    latency = planrun.latency("random_forest", "seed=0")
    planrun.close()
    return results, latency


def milliseconds(runs, column):
    return f"{1000 * statistics.median(run[column] for run in runs):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the program `cross-validate`, built for release")
    tool = parser.parse_args().tool

    accuracy, times, latencies, failures = [], [], [], []
    for name in DATA_SETS:
        results, latency = compare(tool, name)
        latencies.append(f"| {name} | {latency[0] / 1000:.2f} | {latency[1] / 1000:.2f} |")
        for kind, by_program in results.items():
            means = {key: statistics.fmean(run[2] for run in runs) for key, runs in by_program.items()}
            peer, ours = means["scikit-learn", "one"], means["planrun", "one"]
            accuracy.append(f"| {name} | `{kind}` | {peer:.4f} | {ours:.4f} | {ours - peer:+.4f} |")
            if abs(ours - peer) > LIMIT:
                failures.append(f"{name}, {kind}: the accuracies differ by {ours - peer:+.4f}")
            for cores in ("one", "all"):
                if ("planrun", cores) in by_program:
                    peer_runs, our_runs = by_program["scikit-learn", cores], by_program["planrun", cores]
                    cells = [milliseconds(runs, column) for column in (0, 1) for runs in (peer_runs, our_runs)]
                    times.append(" | ".join([f"| {name} | `{kind}` | {cores}", *cells]) + " |")

    print(f"Mean accuracy over {REPETITIONS} x {FOLDS} folds; scikit-learn {sklearn.__version__}.\n")
    print("| data | model | scikit-learn | planrun | difference |\n|---|---|---|---|---|")
    print("\n".join(accuracy))
    print("\nMedian milliseconds a fold.\n")
    print("| data | model | cores | fit, scikit-learn | fit, planrun | predict, scikit-learn | predict, planrun |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(times))
    print("\nMicroseconds to predict a single row with planrun's forest of 100 trees.\n")
    print("| data | median | 99th percentile |\n|---|---|---|")
    print("\n".join(latencies))
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
