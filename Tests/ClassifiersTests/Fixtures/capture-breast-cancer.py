"""Writes breast-cancer-depth-3.txt: the probabilities that scikit-learn's decision tree gives breast-cancer.csv.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python Tests/ClassifiersTests/Fixtures/capture-breast-cancer.py

The answers must not depend on the order in which features are looked at. `mean_texture` is left out, because it ties
with `worst_texture` for one split; what ties are left part the rows alike, and the script fails if two seeds disagree.
"""

import csv
import pathlib

import numpy
import sklearn
from sklearn.tree import DecisionTreeClassifier

here = pathlib.Path(__file__).resolve().parent
data = here.parent.parent.parent / "Benchmarks" / "data" / "breast-cancer.csv"

with open(data, newline="") as file:
    header, *rows = csv.reader(file)
left_out = header.index("mean_texture")
features = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
features = numpy.delete(features, left_out, axis=1)
names = sorted({row[-1] for row in rows})
labels = numpy.array([names.index(row[-1]) for row in rows])

answers = []
for seed in range(20):
    tree = DecisionTreeClassifier(max_depth=3, random_state=seed).fit(features, labels)
    answers.append(tree.predict_proba(features))
    assert (answers[-1] == answers[0]).all(), "the tree has ties"

with open(here / "breast-cancer-depth-3.txt", "w") as file:
    file.write(
        f"# scikit-learn {sklearn.__version__}, DecisionTreeClassifier(max_depth=3), "
        "breast-cancer.csv without mean_texture\n"
    )
    file.write(f"# a line a row: the probabilities of {' and '.join(names)}\n")
    for row in answers[0]:
        file.write(" ".join(repr(float(value)) for value in row) + "\n")
