"""One peer, one question, one log: prints the answer, the seconds from the first look at the file to the answer, the processor's seconds, and
the most memory in megabytes, as JSON. What it takes to start Python and to import the peer does not count."""

import json
import resource
import sys
import time

peer, question, path = sys.argv[1:]
QUANTILES = [0.5, 0.95, 0.99]


def duckdb_answer():
    table = f"read_csv('{path}')" if path.endswith("csv") else f"read_json('{path}', format = 'newline_delimited')"
    if question == "confusion":
        rows = duckdb.sql(
            f"select label, prediction, count(*), favg(latency_ms) * count(*) from {table} group by all"
        ).fetchall()
        return confusion(rows)
    if question == "auc":
        area = duckdb.sql(
            f"""with scores as (
                    select score, count(*) filter (label = 'churn') as yes, count(*) filter (label <> 'churn') as no
                    from {table} group by score
                ), ordered as (
                    select yes, no, sum(no) over (order by score) - no as below from scores
                )
                select sum(yes * (2 * below + no)::hugeint) / (2.0 * sum(yes) * sum(no)) from ordered"""
        ).fetchall()[0][0]
        return {"auc": float(area)}
    rows = duckdb.sql(
        f"select region, count(*), count(*) filter (label = prediction), quantile_disc(latency_ms, {QUANTILES}) "
        f"from {table} group by region"
    ).fetchall()
    return segments((region, count, right, *quantiles) for region, count, right, quantiles in rows)


def polars_answer():
    frame = polars.scan_csv(path) if path.endswith("csv") else polars.scan_ndjson(path)
    column = polars.col
    if question == "confusion":
        rows = frame.group_by("label", "prediction").agg(polars.len(), column("latency_ms").sum())
        return confusion(rows.collect(engine="streaming").rows())
    if question == "auc":
        ranks = frame.select((column("label") == "churn").alias("yes"), column("score").rank("average").alias("rank"))
        sums = ranks.select(column("yes").sum(), polars.len(), column("rank").filter(column("yes")).sum())
        positive, count, total = sums.collect().row(0)
        return {"auc": (total - positive * (positive + 1) / 2) / (positive * (count - positive))}
    quantiles = [column("latency_ms").sort().get(rank(share)).alias(str(share)) for share in QUANTILES]
    right = (column("label") == column("prediction")).sum().alias("right")
    rows = frame.group_by("region").agg(polars.len(), right, *quantiles)
    return segments(rows.collect(engine="streaming").rows())


def rank(share):
    """The place of the number at rank ceil(n p), from 0 on."""
    return ((polars.len() * round(share * 100) + 99) // 100 - 1).cast(polars.Int64)


def pandas_answer():
    columns = {
        "confusion": ["label", "prediction", "latency_ms"],
        "auc": ["label", "score"],
        "segments": ["region", "label", "prediction", "latency_ms"],
    }[question]
    if path.endswith("csv"):
        frame = pandas.read_csv(path, usecols=columns, float_precision="round_trip")
    else:
        frame = pandas.read_json(path, lines=True, precise_float=True)[columns]
    if question == "confusion":
        matrix = metrics.confusion_matrix(frame["label"], frame["prediction"], labels=["churn", "stay"])
        return {"matrix": matrix.tolist(), "mean": math.fsum(frame["latency_ms"]) / len(frame) / 1000}
    if question == "auc":
        return {"auc": float(metrics.roc_auc_score(frame["label"] == "churn", frame["score"]))}
    rows = []
    for region, part in frame.groupby("region"):
        right = int((part["label"] == part["prediction"]).sum())
        rows.append((region, len(part), right, *numpy.quantile(part["latency_ms"], QUANTILES, method="inverted_cdf")))
    return segments(rows)


def confusion(rows):
    matrix = [[0, 0], [0, 0]]
    total = count = 0
    for label, prediction, rows_of_cell, latency in rows:
        matrix[label == "stay"][prediction == "stay"] = rows_of_cell
        total += latency
        count += rows_of_cell
    return {"matrix": matrix, "mean": total / count / 1000}


def segments(rows):
    return {region: [count, right, *(float(x) / 1000 for x in quantiles)] for region, count, right, *quantiles in rows}


if peer == "duckdb":
    import duckdb

    answer = duckdb_answer
elif peer == "polars":
    import polars

    answer = polars_answer
else:
    import math

    import numpy
    import pandas
    from sklearn import metrics

    answer = pandas_answer
started, processor = time.perf_counter(), time.process_time()
result = answer()
print(
    json.dumps(
        {
            "answer": result,
            "seconds": time.perf_counter() - started,
            "processor": time.process_time() - processor,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
