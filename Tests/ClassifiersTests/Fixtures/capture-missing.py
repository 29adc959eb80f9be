"""Writes what scikit-learn's models say of rows of breast-cancer.csv that lack values: missing-MODEL.txt.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python Tests/ClassifiersTests/Fixtures/capture-missing.py

Of row i the column j is missing where (7 i + 13 j) mod 11 is 0, both from 0. Rows whose number is a multiple of 5 are asked about, and the models are
trained on the others; those whose names begin with `whole` learn from the others as they were. `category` adds a column whose text is `north`, `east`, `south` or
`west` by 3 i mod 7 mod 4, missing where i mod 13 is 4. What is written is the probability of the second class, or the number predicted: `worst_texture`
by all other columns but `mean_texture`.
"""

import csv
import pathlib

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

here = pathlib.Path(__file__).resolve().parent
with open(here.parent.parent.parent / "Benchmarks" / "data" / "breast-cancer.csv", newline="") as file:
    header, *rows = csv.reader(file)
names = sorted({row[-1] for row in rows})
labels = numpy.array([names.index(row[-1]) for row in rows])
whole = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
order = numpy.arange(len(rows))
lacking = whole.copy()
for i in range(lacking.shape[0]):
    for j in range(lacking.shape[1]):
        if (7 * i + 13 * j) % 11 == 0:
            lacking[i, j] = numpy.nan
known = order % 5 != 0
left_out = [header.index("worst_texture"), header.index("mean_texture")]
rest = [place for place in range(whole.shape[1]) if place not in left_out]
numbers = whole[:, left_out[0]]
words = ["north", "east", "south", "west"]
category = [None if i % 13 == 4 else words[3 * i % 7 % 4] for i in order]


def linear():
    return LogisticRegression(solver="newton-cholesky", tol=1e-12)


def say(name, make, learnt, asked, targets, has_seed=False):
    answers = []
    for seed in range(10 if has_seed else 1):
        model = make()
        if has_seed:
            model.set_params(random_state=seed)
        model.fit(learnt, targets[known])
        answers.append(model.predict_proba(asked)[:, 1] if targets is labels else model.predict(asked))
        assert numpy.allclose(answers[0], answers[-1], rtol=0, atol=1e-9), f"{name} has ties"
    with open(here / f"missing-{name}.txt", "w") as file:
        file.write(f"# scikit-learn {sklearn.__version__}, {name}\n")
        file.writelines(f"{float(answer)!r}\n" for answer in answers[0])


say("tree", lambda: DecisionTreeClassifier(max_depth=3, min_samples_leaf=10), lacking[known], lacking[~known], labels, True)
say("tree-regressor", lambda: DecisionTreeRegressor(max_depth=3, min_samples_leaf=10), lacking[known][:, rest], lacking[~known][:, rest], numbers, True)
say("boosting", lambda: HistGradientBoostingClassifier(max_iter=15), lacking[known], lacking[~known], labels)
say("boosting-regressor", lambda: HistGradientBoostingRegressor(max_iter=15), lacking[known][:, rest], lacking[~known][:, rest], numbers)
say("whole-tree", lambda: DecisionTreeClassifier(max_depth=3, min_samples_leaf=10), whole[known], lacking[~known], labels, True)
say("whole-boosting", lambda: HistGradientBoostingClassifier(max_iter=15), whole[known], lacking[~known], labels)
say(
    "median-standardised", lambda: make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), linear()),
    lacking[known], lacking[~known], labels,
)
say("mean-neighbors", lambda: make_pipeline(SimpleImputer(), KNeighborsClassifier(algorithm="brute")), lacking[known], lacking[~known], labels)
say("frequent-bayes", lambda: make_pipeline(SimpleImputer(strategy="most_frequent"), GaussianNB()), lacking[known], lacking[~known], labels)
indicators = numpy.array([[float(one == word) for word in sorted(words)] for one in category])
both = numpy.hstack([StandardScaler().fit(whole[known]).transform(whole), indicators])
say("category", linear, both[known], both[~known], labels)
