"""Writes how the package `shap` divides answers of tree models among the features: shap-NAME.txt.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 shap==0.51.0
    swift build && venv/bin/python Tests/ClassifiersTests/Fixtures/capture-shap.py

Two models are trained by scikit-learn alone, as in `capture-probabilities.py`, on rows whose number, from 0, is no multiple of 5.
The others are trained by planrun on all rows, since their randomness is its own: their files are kept as shap-NAME.model and read
here by what docs/model-files.md says, and `shap` is given their trees as they are. The first line is the answer where nothing is
known, a number an output; then, for each row asked about, feature by feature, a number an output.
"""

import csv
import hashlib
import json
import os
import pathlib
import struct
import subprocess

import numpy
import shap
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.tree import DecisionTreeClassifier

here = pathlib.Path(__file__).resolve().parent
ROOT = here.parent.parent.parent
DATA = ROOT / "Benchmarks" / "data"
PLANRUN = os.environ.get("PLANRUN", ROOT / ".build" / "debug" / "planrun")

PEERS = {
    "decision-tree-balanced": DecisionTreeClassifier(class_weight="balanced", max_depth=2, random_state=0),
    "gradient-boosting": HistGradientBoostingClassifier(max_iter=30),
}
OWN = {
    "random-forest": ("breast-cancer", "{random_forest: {n_estimators: 5, seed: 3}}"),
    "extra-trees": ("iris", "{extra_trees: {n_estimators: 4, seed: 3, class_weight: balanced}}"),
    "decision-tree": ("digits", "{decision_tree: {seed: 3}}"),
    "gradient-boosting-scores": ("iris", "{gradient_boosting: {max_iter: 4, max_depth: 4, min_samples_leaf: 5}}"),
}
STEPS = {"breast-cancer": 20, "iris": 7, "digits": 600}


def load(name):
    with open(DATA / f"{name}.csv", newline="") as file:
        header, *rows = csv.reader(file)
    features = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    return header[-1], features, numpy.array([names.index(row[-1]) for row in rows])


def write(name, what, base, values):
    """`values` has a row, a feature and an output as its axes."""
    with open(here / f"shap-{name}.txt", "w") as file:
        file.write(f"# shap {shap.__version__}, {what}: the base, then a line a row\n")
        for line in [base, *values]:
            file.write(" ".join(f"{value:.12g}" for value in numpy.ravel(line)) + "\n")


def read(path):
    """The header and the columns of a model's file."""
    content = path.read_bytes()
    assert content[:8] == bytes.fromhex("89706C616E0D0A1A") and hashlib.sha256(content[:-32]).digest() == content[-32:]
    version, length = struct.unpack("<II", content[8:16])
    assert version == 1
    header = json.loads(content[16 : 16 + length])
    place, columns = 16 + length, {}
    for column in header["columns"]:
        place = (place + 7) // 8 * 8
        kind = {"f64": "<f8", "i32": "<i4"}[column["type"]]
        columns[column["name"]] = numpy.frombuffer(content, kind, column["count"], place)
        place += columns[column["name"]].nbytes
    return header, columns


def trees(header, columns):
    """Each tree as `shap` takes it, its values those of the outputs."""
    ends = [*columns["roots"][1:], len(columns["children"])]
    for number, (root, end) in enumerate(zip(columns["roots"], ends)):
        nodes = numpy.arange(root, end)
        children = columns["children"][root:end] - root
        isleaf = children == nodes - root
        if header["form"] == "tree_ensemble":
            values = numpy.zeros((len(nodes), len(header["classes"])))
            for node in nodes[isleaf]:
                outcome = columns["outcomes"][node]
                if outcome >= 0:
                    values[node - root, outcome] = 1
                else:
                    values[node - root] = columns["shares"][~outcome :][: len(header["classes"])]
            values /= len(columns["roots"])
        else:
            values = numpy.zeros((len(nodes), len(columns["origins"])))
            values[:, number % len(columns["origins"])] = columns["values"][root:end] * isleaf
        yield {
            "children_left": numpy.where(isleaf, -1, children),
            "children_right": numpy.where(isleaf, -1, children + 1),
            "children_default": numpy.where(isleaf, -1, children),
            "features": numpy.where(isleaf, -2, columns["features"][root:end]),
            "thresholds": columns["thresholds"][root:end].copy(),
            "values": values,
            "node_sample_weight": columns["weights"][root:end].copy(),
        }


def tree_base(tree):
    leaves = tree["children_left"] < 0
    weights = tree["node_sample_weight"]
    return weights[leaves] @ tree["values"][leaves] / weights[0]


for name, estimator in PEERS.items():
    _, features, labels = load("breast-cancer")
    numbers = numpy.arange(len(labels))
    estimator.fit(features[numbers % 5 != 0], labels[numbers % 5 != 0])
    explainer = shap.TreeExplainer(estimator)
    values = explainer.shap_values(features[numbers % 20 == 0])
    write(name, f"scikit-learn {sklearn.__version__}, {estimator}, breast-cancer.csv", explainer.expected_value, values)

for name, (data, recipe) in OWN.items():
    label, features, _ = load(data)
    path = here / f"shap-{name}.model"
    words = ["--data", DATA / f"{data}.csv", "--label", label, "--model", recipe, "--out", path]
    subprocess.run([PLANRUN, "model", "train", *words], check=True)
    header, columns = read(path)
    grown = list(trees(header, columns))
    asked = features[:: STEPS[data]]
    origin = columns.get("origins", numpy.zeros(grown[0]["values"].shape[1]))
    outputs = []
    for output in range(len(origin)):
        one = [{**tree, "values": tree["values"][:, output : output + 1].copy()} for tree in grown]
        outputs.append(shap.TreeExplainer({"trees": one}).shap_values(asked))
    base = origin + sum(tree_base(tree) for tree in grown)
    write(name, f"{recipe}, {data}.csv", base, numpy.stack(outputs, axis=2))
