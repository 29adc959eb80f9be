"""Writes what scikit-learn's models predict as `worst_texture` of rows of breast-cancer.csv: MODEL-texture.txt.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python Tests/ClassifiersTests/Fixtures/capture-numbers.py

Rows whose number, from 0, is a multiple of 5 are asked about, and the models are trained on the others, by all columns but that one,
`mean_texture`, which gives it away, and the class. Of the models whose names end in `weighted` the row of number n counts 0.5 + n % 4. Of forests, whose
random numbers are scikit-learn's own, it is how well they do that is written: the mean of the coefficient of determination over twenty seeds, and its
standard deviation.
"""

import csv
import pathlib

import numpy
import sklearn
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.tree import DecisionTreeRegressor

here = pathlib.Path(__file__).resolve().parent
with open(here.parent.parent.parent / "Benchmarks" / "data" / "breast-cancer.csv", newline="") as file:
    header, *rows = csv.reader(file)
left_out = [header.index("worst_texture"), header.index("mean_texture"), len(header) - 1]
numbers = numpy.array([float(row[left_out[0]]) for row in rows])
features = numpy.array([[float(cell) for place, cell in enumerate(row) if place not in left_out] for row in rows])
order = numpy.arange(len(rows))
known = order % 5 != 0

OPTIONS = dict(learning_rate=0.3, max_iter=5, max_leaf_nodes=12, max_depth=4, min_samples_leaf=7, l2_regularization=1.5, max_bins=10)
MODELS = {
    "decision-tree-regressor": DecisionTreeRegressor(max_depth=3),
    "decision-tree-regressor-options": DecisionTreeRegressor(min_samples_leaf=15, min_samples_split=52),
    "decision-tree-regressor-weighted": DecisionTreeRegressor(max_depth=4),
    "gradient-boosting-regressor": HistGradientBoostingRegressor(max_iter=30),
    "gradient-boosting-regressor-options": HistGradientBoostingRegressor(**OPTIONS),
    "gradient-boosting-regressor-poisson": HistGradientBoostingRegressor(loss="poisson", max_iter=30),
}
FORESTS = {"random-forest-regressor": RandomForestRegressor, "extra-trees-regressor": ExtraTreesRegressor}


def write(name, lines):
    with open(here / f"{name}-texture.txt", "w") as file:
        file.write(f"# scikit-learn {sklearn.__version__}, {name}\n")
        file.writelines(f"{line}\n" for line in lines)


for name, estimator in MODELS.items():
    weights = {"sample_weight": 0.5 + order[known] % 4} if name.endswith("weighted") else {}
    answers = []
    # No split may tie with another one: the answers must not depend on the order in which features are looked at.
    for seed in range(10):
        estimator.set_params(random_state=seed).fit(features[known], numbers[known], **weights)
        answers.append(estimator.predict(features[~known]))
        assert numpy.allclose(answers[0], answers[-1], rtol=0, atol=1e-9), f"{name} has ties"
    write(name, (repr(float(value)) for value in answers[0]))

for name, kind in FORESTS.items():
    scores = [
        kind(random_state=seed).fit(features[known], numbers[known]).score(features[~known], numbers[~known])
        for seed in range(20)
    ]
    write(name, [repr(float(numpy.mean(scores))), repr(float(numpy.std(scores)))])
