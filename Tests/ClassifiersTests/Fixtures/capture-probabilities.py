"""Writes the probabilities that scikit-learn's models give rows of the bundled data sets: MODEL-DATA.txt.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python Tests/ClassifiersTests/Fixtures/capture-probabilities.py [MODEL ...]

Rows whose number, from 0, is a multiple of 5 are asked about (of digits, of 20), and the models are trained on those whose
number is no multiple of 5. Of logistic regression's solvers it is `newton-cholesky` that is asked: `lbfgs` has the same
least loss and stops up to 6e-5 short of it in probabilities, whatever its tolerance, on data that are not of one scale. Of the models
whose names end in `weighted` the row of number n counts 0.5 + n % 4.
"""

import csv
import pathlib
import sys

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

here = pathlib.Path(__file__).resolve().parent
DATA = here.parent.parent.parent / "Benchmarks" / "data"

MODELS = {
    "gaussian-naive-bayes": (GaussianNB(), ["iris", "breast-cancer", "digits"]),
    "logistic-regression": (LogisticRegression(solver="newton-cholesky", tol=1e-12), ["iris", "breast-cancer"]),
    "logistic-regression-C": (LogisticRegression(C=0.001, solver="newton-cholesky", tol=1e-12), ["iris", "digits"]),
    # Brute force, whose order of ties is the rows' own; digits are whole numbers and have many.
    "k-nearest-neighbors": (KNeighborsClassifier(algorithm="brute"), ["iris", "breast-cancer", "digits"]),
    "k-nearest-neighbors-distance": (
        KNeighborsClassifier(8, weights="distance", algorithm="brute"),
        ["iris", "breast-cancer", "digits"],
    ),
    "gradient-boosting": (HistGradientBoostingClassifier(max_iter=30), ["iris", "breast-cancer"]),
    "gradient-boosting-options": (
        HistGradientBoostingClassifier(
            learning_rate=0.3, max_iter=5, max_leaf_nodes=12, max_depth=4, min_samples_leaf=7, l2_regularization=1.5,
            max_bins=10,
        ),
        ["iris", "breast-cancer", "digits"],
    ),
    "logistic-regression-balanced": (
        LogisticRegression(class_weight="balanced", solver="newton-cholesky", tol=1e-12), ["breast-cancer"]
    ),
    # Of digits, whose values are few: where there are more than bins, scikit-learn weighs rows to find thresholds too.
    "gradient-boosting-balanced": (HistGradientBoostingClassifier(class_weight="balanced", max_iter=3), ["digits"]),
    # Few enough leaves that no split ties with another, whatever the seed.
    "decision-tree-balanced": (
        DecisionTreeClassifier(class_weight="balanced", max_depth=2, random_state=0), ["breast-cancer"]
    ),
    "decision-tree-weighted": (DecisionTreeClassifier(max_depth=2, random_state=0), ["breast-cancer"]),
    "gaussian-naive-bayes-weighted": (GaussianNB(), ["iris", "breast-cancer"]),
    "logistic-regression-weighted": (LogisticRegression(solver="newton-cholesky", tol=1e-12), ["iris", "breast-cancer"]),
    # Of digits, as above.
    "gradient-boosting-weighted": (HistGradientBoostingClassifier(max_iter=3), ["digits"]),
}


def load(name):
    with open(DATA / f"{name}.csv", newline="") as file:
        _, *rows = csv.reader(file)
    features = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    return features, numpy.array([names.index(row[-1]) for row in rows])


for model in sys.argv[1:] or MODELS:
    estimator, sets = MODELS[model]
    for name in sets:
        features, labels = load(name)
        numbers = numpy.arange(len(labels))
        known = numbers % 5 != 0
        weights = {"sample_weight": 0.5 + numbers[known] % 4} if model.endswith("weighted") else {}
        estimator.fit(features[known], labels[known], **weights)
        answers = estimator.predict_proba(features[numbers % (20 if name == "digits" else 5) == 0])
        print(model, name, getattr(estimator, "n_iter_", ""))
        with open(here / f"{model}-{name}.txt", "w") as file:
            file.write(f"# scikit-learn {sklearn.__version__}, {estimator}, {name}.csv: a line a row, a number a class\n")
            for row in answers:
                file.write(" ".join(f"{value:.10g}" for value in row) + "\n")
