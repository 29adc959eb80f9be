"""Makes a prediction log of any length, as CSV and as JSON lines: the same rows in both, from a seed.

    make_log.py ROWS FOLDER [--seed N] [--formats csv,jsonl]

A row is a request: its number, one of eight regions, what was true, what was predicted, the probability that the model gave to `churn` as a
full double, and how long it took. The scores separate the classes as a usable model's do, and latencies are log-normal, of another
median in each region.
"""

import argparse
import pathlib

import numpy

REGIONS = ["north", "south", "east", "west", "central", "islands", "abroad", "unknown"]
SHARES = [0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.04]
BLOCK = 200_000


def block(random: numpy.random.Generator, first: int, count: int):
    region = random.choice(len(REGIONS), size=count, p=SHARES)
    label = random.random(count) < 0.3
    logit = random.normal(-0.9, 1.3, count) + 2.2 * label
    score = 1 / (1 + numpy.exp(-logit))
    latency = numpy.round(numpy.exp(random.normal(3.2 + region / 20, 0.5, count)), 3)
    words = numpy.array(["stay", "churn"])
    return zip(
        range(first, first + count),
        numpy.array(REGIONS)[region].tolist(),
        words[label.astype(int)].tolist(),
        words[(score >= 0.5).astype(int)].tolist(),
        score.tolist(),
        latency.tolist(),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--formats", default="csv,jsonl")
    options = parser.parse_args()
    random = numpy.random.default_rng(options.seed)
    formats = options.formats.split(",")
    files = {name: (options.folder / f"log-{options.rows}.{name}").open("w", newline="") for name in formats}
    if "csv" in files:
        files["csv"].write("id,region,label,prediction,score,latency_ms\n")
    for first in range(0, options.rows, BLOCK):
        rows = list(block(random, first, min(BLOCK, options.rows - first)))
        if "csv" in files:
            files["csv"].write("".join("%d,%s,%s,%s,%r,%r\n" % row for row in rows))
        if "jsonl" in files:
            line = '{"id":%d,"region":"%s","label":"%s","prediction":"%s","score":%r,"latency_ms":%r}\n'
            files["jsonl"].write("".join(line % row for row in rows))
    for file in files.values():
        file.close()


if __name__ == "__main__":
    main()
