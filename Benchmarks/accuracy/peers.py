"""scikit-learn's and LightGBM's models by the names that planrun has for the same."""

import lightgbm
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import (
    ExtraTreesClassifier, ExtraTreesRegressor, HistGradientBoostingClassifier, HistGradientBoostingRegressor,
    RandomForestClassifier, RandomForestRegressor,
)
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

SKLEARN = {
    "decision_tree": DecisionTreeClassifier,
    "random_forest": RandomForestClassifier,
    "extra_trees": ExtraTreesClassifier,
    "gradient_boosting": HistGradientBoostingClassifier,
    "logistic_regression": LogisticRegression,
    "gaussian_naive_bayes": GaussianNB,
    "k_nearest_neighbors": KNeighborsClassifier,
    "majority_class": lambda: DummyClassifier(strategy="prior"),
    "decision_tree_regressor": DecisionTreeRegressor,
    "random_forest_regressor": RandomForestRegressor,
    "extra_trees_regressor": ExtraTreesRegressor,
    "gradient_boosting_regressor": HistGradientBoostingRegressor,
}
# Kinds with random numbers of their own, where the data are few enough for boosting to set none aside.
SEEDED = {name for name in SKLEARN if "tree" in name or "forest" in name}
# Kinds that say how many threads they may use, and not by OpenMP or BLAS.
FORESTS = {name for name in SKLEARN if "extra" in name or "forest" in name}


def make(name, options, seed=None, threads=None):
    options = dict(options)
    if seed is not None and name in SEEDED:
        options["random_state"] = seed
    if threads is not None and name in FORESTS:
        options["n_jobs"] = threads
    return SKLEARN[name](**options)


def make_lightgbm(options, threads):
    """LightGBM with the options of scikit-learn's boosting."""
    return lightgbm.LGBMClassifier(n_estimators=options["max_iter"], n_jobs=threads, verbose=-1)
