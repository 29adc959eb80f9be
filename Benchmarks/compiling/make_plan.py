"""Writes a plan with so many stages: make_plan.py STAGES [distinct] > plan.yaml.

Every stage is written out in full and differs from the others. Conditions come again in other stages, as they do in plans
that people write, but for plans that are `distinct`: there no condition of any stage is in another.
"""

import sys

HEAD = """\
planrun: 1
name: many-stages
data:
  iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
models:
  baseline:
    decision_tree: { max_depth: 2, seed: 42 }
    train: iris.train
  candidate:
    random_forest: { n_estimators: 100, seed: 42 }
    train: iris.train
traffic: { replay: iris.test, rate: 100000/s, unit: user, users: 10000000, seed: 7 }
stages:
"""

STAGE = """\
  - name: stage_{number}
    audience: {audience}
    watch: {{ every: 1m, for: 2m, within: {within}m, hold_for: 10m, min_samples: {samples} }}
    promote_if:
      - accuracy >= 0.{margin}{own} and f1.macro >= baseline - 0.05
      - {{ if: "recall[virginica] over 10m > {margin}{decimals}%", failures: 2 }}
    rollback_if: [accuracy < 0.5{own}, latency.p99 > {milliseconds}{decimals}ms]  # stage {number}
"""


def plan(stages, is_distinct):
    yield HEAD
    for number in range(1, stages + 1):
        share = "100%" if number == stages else f"{number / 10000:.4f}".rstrip("0").rstrip(".") + "%"
        # What makes each number one of its own.
        own = f"{number:06}" if is_distinct else ""
        yield STAGE.format(
            number=number,
            own=own,
            audience=share,
            within=4 + number % 50,
            samples=1 + number % 997,
            decimals=own and "." + own,
            margin=51 + number % 40,
            milliseconds=50 + number % 450,
        )


if __name__ == "__main__":
    sys.stdout.writelines(plan(int(sys.argv[1]), "distinct" in sys.argv[2:]))
