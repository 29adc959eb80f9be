"""Compares planrun's bundled models with scikit-learn's on the same five folds and prints Markdown tables.

A seed does not mean the same random numbers in both programs, so single trees differ: models that draw any are trained with five
seeds a fold, and a fold's score is the mean. Exits with 1 where the means over the folds differ by more than one standard error of
scikit-learn's, where probabilities that nothing random enters differ by more than 1e-6, or where a forest depends on the number of
threads.
"""

import argparse
import os
import sys

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import datasets
import numpy
import peers
import sklearn
from planrun_tool import Planrun
from sklearn.model_selection import KFold, StratifiedKFold

FOLDS = 5
SEEDS = 5
CLOSE = 1e-6
# `lbfgs` ends after 100 steps far from the least loss.
PEER_OPTIONS = {"logistic_regression": {"max_iter": 10_000}}

# What nothing random enters, with the options of both. Of scikit-learn's solvers `newton-cholesky` gets close enough to the least
# loss to be compared with. A tree of few leaves has no two splits that are equally good, between which scikit-learn draws; and the
# lengths in iris are whole tenths, so that many rows are equally far from another, of which either program has its own choice.
GENERATED = ["generated, 2 classes", "generated, 3 classes"]
FAR = ["breast-cancer", "digits", *GENERATED]
BY_DISTANCE = {"n_neighbors": 8, "weights": "distance"}
CERTAIN = [
    ("decision_tree", {"max_depth": 2}, {"max_depth": 2, "random_state": 0}, ["breast-cancer", *GENERATED]),
    (
        "logistic_regression",
        {"tol": 1e-12},
        {"tol": 1e-12, "solver": "newton-cholesky"},
        ["iris", "breast-cancer", *GENERATED],
    ),
    ("gaussian_naive_bayes", {}, {}, list(datasets.CLASSES)),
    ("k_nearest_neighbors", {}, {"algorithm": "brute"}, FAR),
    ("k_nearest_neighbors", BY_DISTANCE, {**BY_DISTANCE, "algorithm": "brute"}, FAR),
    ("gradient_boosting", {}, {}, ["iris", "breast-cancer", *GENERATED]),
]


def words(options):
    return " ".join(f"{name}={value}" for name, value in options.items())


def accuracy(labels, predictions):
    return (labels == predictions).mean()


def r2(labels, predictions):
    return 1 - ((labels - predictions) ** 2).sum() / ((labels - labels.mean()) ** 2).sum()


def rmse(labels, predictions):
    return ((labels - predictions) ** 2).mean() ** 0.5


class Comparison:
    def __init__(self, tool):
        self.tool = tool
        self.failures = []

    def scores(self, data, splitter, kinds, measures):
        """For each kind and measure, the folds' scores of both programs."""
        features, labels, class_count = data
        planrun = Planrun(self.tool)
        planrun.data(features, labels, class_count)
        results = {}
        for train, test in splitter.split(features, labels):
            planrun.fold(train, test)
            for kind in kinds:
                seeds = range(SEEDS) if kind in peers.SEEDED else [None]
                scores = []
                for seed in seeds:
                    peer = peers.make(kind, PEER_OPTIONS.get(kind, {}), seed, 1)
                    theirs = peer.fit(features[train], labels[train]).predict(features[test])
                    option = "" if seed is None else f"seed={seed}"
                    _, ours = planrun.run(kind, 1, option)
                    if kind in peers.FORESTS and seed == 0 and (planrun.run(kind, 2, option)[1] != ours).any():
                        self.failures.append(f"{kind} depends on the number of threads")
                    pairs = [[measure(labels[test], answers) for answers in (theirs, ours)] for measure in measures]
                    scores.append(pairs)
                for measure, pair in zip(measures, numpy.mean(scores, axis=0)):
                    results.setdefault((kind, measure), []).append(pair)
        planrun.close()
        return {key: numpy.array(pairs).T for key, pairs in results.items()}

    def table(self, sets, splitter, kinds, measures):
        header = "| data | model | measure |" if len(measures) > 1 else "| data | model |"
        print(f"{header} scikit-learn | planrun | difference | one standard error |")
        print("|---" * (header.count("|") + 3) + "|")
        for name, load in sets.items():
            for (kind, measure), (theirs, ours) in self.scores(load(), splitter, kinds, measures).items():
                error = theirs.std(ddof=1) / FOLDS**0.5
                difference = ours.mean() - theirs.mean()
                label = f"| {measure.__name__.upper()} " if len(measures) > 1 else ""
                mark = "" if abs(difference) <= error + 1e-12 else " **more**"
                cells = f"{theirs.mean():.4f} | {ours.mean():.4f} | {difference:+.4f}{mark} | {error:.4f}"
                print(f"| {name} | `{kind}` {label}| {cells} |", flush=True)
                # Only what is worse is a failure: being better by more than that is none.
                worse = difference if measure is rmse else -difference
                if worse > error + 1e-12:
                    self.failures.append(f"{name}, {kind}: {measure.__name__} is worse by {worse:.4f}, more than {error:.4f}")
        print()

    def probabilities(self):
        print("| model | options | data | largest difference |\n|---|---|---|---|")
        for kind, options, peer_options, names in CERTAIN:
            for name in names:
                features, labels, class_count = datasets.CLASSES[name]()
                planrun = Planrun(self.tool)
                planrun.data(features, labels, class_count)
                largest = 0
                for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(features, labels):
                    planrun.fold(train, test)
                    peer = peers.make(kind, peer_options).fit(features[train], labels[train])
                    ours = planrun.probabilities(kind, words(options), class_count)
                    largest = max(largest, abs(peer.predict_proba(features[test]) - ours).max())
                planrun.close()
                print(f"| `{kind}` | {words(options) or '-'} | {name} | {largest:.0e} |", flush=True)
                if not largest <= CLOSE:
                    self.failures.append(f"{name}, {kind}: probabilities differ by {largest:.0e}")
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the program `cross-validate`, built for release")
    comparison = Comparison(parser.parse_args().tool)
    of_numbers = [kind for kind in peers.SKLEARN if kind.endswith("regressor")]
    of_classes = [kind for kind in peers.SKLEARN if kind not in of_numbers]
    print(f"scikit-learn {sklearn.__version__}; means over {FOLDS} folds.\n")
    comparison.table(datasets.CLASSES, StratifiedKFold(FOLDS, shuffle=True, random_state=0), of_classes, [accuracy])
    comparison.table(datasets.NUMBERS, KFold(FOLDS, shuffle=True, random_state=0), of_numbers, [r2, rmse])
    print("Probabilities on the same folds, of models that nothing random enters.\n")
    comparison.probabilities()
    for failure in comparison.failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if comparison.failures else 0)


if __name__ == "__main__":
    main()
