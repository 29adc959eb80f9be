"""The data that models are compared on: rows, labels, and the number of classes, 0 where labels are numbers."""

import csv
import pathlib

import numpy
from sklearn.datasets import load_diabetes, make_classification, make_friedman1, make_regression

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


def bundled(name):
    """A CSV file whose last column is the class; classes are numbered in alphabetical order."""
    with open(DATA / f"{name}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    features = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    return features, numpy.array([names.index(row[-1]) for row in rows]), len(names)


def generated(rows):
    features, labels = make_classification(rows, 20, n_informative=10, random_state=0)
    return features, labels, 2


def three_classes():
    features, labels = make_classification(2000, 20, n_informative=8, n_classes=3, random_state=1)
    return features, labels, 3


CLASSES = {
    "iris": lambda: bundled("iris"),
    "breast-cancer": lambda: bundled("breast-cancer"),
    "digits": lambda: bundled("digits"),
    "generated, 2 classes": lambda: generated(2000),
    "generated, 3 classes": three_classes,
}
NUMBERS = {
    "diabetes": lambda: (*load_diabetes(return_X_y=True), 0),
    "Friedman's first": lambda: (*make_friedman1(2000, noise=1, random_state=0), 0),
    "generated, linear": lambda: (*make_regression(1000, 10, n_informative=5, noise=20, random_state=0), 0),
}
