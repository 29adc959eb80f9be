"""Measures boosting beside LightGBM's and a forest beside scikit-learn's on many generated rows; prints a Markdown table.

One thread each, the peers one after the other. Where there are more than 10,000 rows planrun sets a tenth of them aside to tell
when to stop, as scikit-learn does; LightGBM trains on all.
"""

import argparse
import os
import time

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import lightgbm
import numpy
from compare import Planrun
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier

TREES = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", help="the program `cross-validate`, built for release")
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    features, labels = make_classification(arguments.rows, 20, n_informative=10, random_state=0)
    cut = arguments.rows * 4 // 5
    planrun = Planrun(arguments.tool, features, labels, 2)
    planrun.fold(range(cut), range(cut, arguments.rows))
    print("| model | | fit, seconds | predict, seconds | accuracy |\n|---|---|---|---|---|")

    def show(model, program, fit, predict, predictions):
        accuracy = (numpy.asarray(predictions) == labels[cut:]).mean()
        print(f"| `{model}` | {program} | {fit:.2f} | {predict:.3f} | {accuracy:.4f} |", flush=True)

    def peer(model, program, estimator):
        start = time.perf_counter()
        estimator.fit(features[:cut], labels[:cut])
        fitted = time.perf_counter()
        predictions = estimator.predict(features[cut:])
        show(model, program, fitted - start, time.perf_counter() - fitted, predictions)

    show("gradient_boosting", "planrun", *planrun.run("gradient_boosting", 1, "max_iter=100"))
    peer("gradient_boosting", "LightGBM", lightgbm.LGBMClassifier(n_estimators=100, n_jobs=1, verbose=-1))
    show("random_forest", "planrun", *planrun.run("random_forest", 1, f"n_estimators={TREES}"))
    peer("random_forest", "scikit-learn", RandomForestClassifier(TREES, n_jobs=1, random_state=0))
    planrun.close()


if __name__ == "__main__":
    main()
