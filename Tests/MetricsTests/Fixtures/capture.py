#!/usr/bin/env python3
"""Writes `columns.json`: rows drawn from a seed, and what other programs say of them.

    python3 -m venv oracle && oracle/bin/pip install scikit-learn==1.9.1 scipy==1.17.1 fairlearn==0.15.0 pandas
    oracle/bin/python Tests/MetricsTests/Fixtures/capture.py
"""

import json
import pathlib
import warnings

import fairlearn.metrics as fair
import numpy as np
import pandas as pd
import scipy.stats as st
import sklearn.metrics as sk

warnings.filterwarnings("ignore")


def scored(seed, rows, decimals):
    """Rows of a model of two classes: truth, a score that tells something of it, a prediction and a group."""
    random = np.random.default_rng(seed)
    truth = random.random(rows) < 0.3
    score = np.clip(random.beta(2, 4, rows) + 0.3 * truth, 0, 1)
    if decimals is not None:
        score = np.round(score, decimals)
    group = random.choice(["north", "south", "east"], rows, p=[0.5, 0.3, 0.2])
    threshold = np.where(group == "south", 0.55, 0.45)
    return truth, score, score >= threshold, group


def calibration_error(confidence, right, bins):
    """The mean distance between accuracy and confidence over the bins of `sklearn.calibration.calibration_curve`."""
    edges = np.linspace(0, 1, bins + 1)
    place = np.searchsorted(edges[1:-1], confidence)
    error = 0
    for bin in range(bins):
        chosen = place == bin
        if chosen.any():
            error += chosen.sum() * abs(right[chosen].mean() - confidence[chosen].mean())
    return error / len(confidence)


def mean_interval(numbers):
    numbers = np.asarray(numbers)
    return list(st.t.interval(0.95, len(numbers) - 1, loc=numbers.mean(), scale=st.sem(numbers)))


def area_interval(truth, score):
    """DeLong's, from the placement of each row among those of the other side."""
    high, low = score[truth], score[~truth]
    wins = (high[:, None] > low).astype(float) + (high[:, None] == low) / 2
    error = np.sqrt(wins.mean(axis=1).var(ddof=1) / len(high) + wins.mean(axis=0).var(ddof=1) / len(low))
    return list(wins.mean() + st.norm.ppf([0.025, 0.975]) * error)


def binary(seed, rows, decimals):
    truth, score, predicted, group = scored(seed, rows, decimals)
    labels = np.where(truth, "yes", "no")
    predictions = np.where(predicted, "yes", "no")
    confidence = np.where(predicted, score, 1 - score)
    features = dict(sensitive_features=group)
    shares = fair.MetricFrame(
        metrics=sk.recall_score, y_true=truth, y_pred=predicted, sensitive_features=group
    )
    return {
        "rows": {
            "label": labels.tolist(),
            "prediction": predictions.tolist(),
            "region": group.tolist(),
            "score": score.tolist(),
            "confidence": confidence.tolist(),
        },
        "expected": {
            "roc_auc": sk.roc_auc_score(truth, score),
            "average_precision": sk.average_precision_score(truth, score),
            "log_loss": sk.log_loss(truth, score),
            "brier": sk.brier_score_loss(truth, score),
            "ece": calibration_error(score, truth, 10),
            "ece of the answer": calibration_error(confidence, truth == predicted, 10),
            "ece in 15": calibration_error(score, truth, 15),
            "rate": float(predicted.mean()),
            "count": int(predicted.sum()),
            "agreement": sk.accuracy_score(labels, predictions),
            "demographic_parity": fair.demographic_parity_difference(truth, predicted, **features),
            "disparate_impact": fair.demographic_parity_ratio(truth, predicted, **features),
            "equal_opportunity": shares.difference(),
            "equalised_odds": fair.equalized_odds_difference(truth, predicted, **features),
        },
        "intervals": {
            "roc_auc": area_interval(truth, score),
            "log_loss": mean_interval(-np.log(np.where(truth, score, 1 - score))),
            "brier": mean_interval((score - truth) ** 2),
            "rate": list(st.binomtest(int(predicted.sum()), rows).proportion_ci(0.95, "wilson")),
        },
    }


def regression(seed, rows, offset):
    random = np.random.default_rng(seed)
    truth = offset + random.normal(0, 3, rows)
    predicted = truth + random.normal(0.2, 1, rows)
    return {
        "rows": {"label": truth.tolist(), "prediction": predicted.tolist()},
        "expected": {
            "mae": sk.mean_absolute_error(truth, predicted),
            "rmse": sk.root_mean_squared_error(truth, predicted),
            "mape": sk.mean_absolute_percentage_error(truth, predicted),
            "wape": float(np.abs(predicted - truth).sum() / np.abs(truth).sum()),
            "bias": float((predicted - truth).mean()),
            "r2": sk.r2_score(truth, predicted),
            "pinball 10%": sk.mean_pinball_loss(truth, predicted, alpha=0.1),
            "pinball 90%": sk.mean_pinball_loss(truth, predicted, alpha=0.9),
            "mean": float(truth.mean()),
            "sum": float(truth.sum()),
            "min": float(truth.min()),
            "max": float(truth.max()),
            "quantile 5%": float(np.quantile(truth, 0.05, method="inverted_cdf")),
            "quantile 50%": float(np.quantile(truth, 0.5, method="inverted_cdf")),
            "quantile 99%": float(np.quantile(truth, 0.99, method="inverted_cdf")),
        },
        "intervals": {
            "mae": mean_interval(np.abs(predicted - truth)),
            "bias": mean_interval(predicted - truth),
            "mean": mean_interval(truth),
            "quantile 50%": list(st.quantile_test(truth, p=0.5).confidence_interval(0.95)),
        },
    }


def ranked(seed, rows, classes):
    random = np.random.default_rng(seed)
    truth = random.integers(0, classes, rows)
    scores = random.random((rows, classes))
    scores[np.arange(rows), truth] += 0.3
    # Without ties, the place of the truth is one more than the number of larger scores.
    ranks = 1 + (scores > scores[np.arange(rows), truth][:, None]).sum(axis=1)
    return {
        "rows": {"rank": [float(rank) for rank in ranks]},
        "expected": {
            f"top_k {k}": sk.top_k_accuracy_score(truth, scores, k=k) for k in (1, 2, 3)
        },
    }


def decaying(seed, rows):
    random = np.random.default_rng(seed)
    times = np.sort(random.uniform(0, 1e5, rows))
    numbers = random.normal(10, 2, rows)
    mean = pd.Series(numbers).ewm(halflife="1h", times=pd.to_datetime(times, unit="s"))
    return {
        "rows": {"label": numbers.tolist(), "time": times.tolist()},
        "expected": {"ewma": float(mean.mean().iloc[-1])},
    }


fixtures = {
    "decaying": [decaying(8, 300)],
    "binary": [binary(1, 400, None), binary(2, 500, 1), binary(3, 300, 2)],
    "regression": [regression(4, 300, 0), regression(5, 200, 1e6), regression(6, 501, -40)],
    "ranked": [ranked(7, 250, 6)],
}
path = pathlib.Path(__file__).with_name("columns.json")
path.write_text(json.dumps(fixtures, separators=(",", ":")).replace('},{"rows"', '},\n{"rows"') + "\n")
