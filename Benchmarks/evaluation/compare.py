"""Compares `planrun evaluate` with its peers on a log of so many rows; see run.sh.

planrun's time is that of the whole process; the peers' is without Python's start and their import. Each is run several times,
one after the other in turns, and the best time counts.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ["duckdb", "polars", "pandas"]
NAMES = {"duckdb": "DuckDB", "polars": "Polars", "pandas": "pandas + scikit-learn", "planrun": "planrun"}
QUESTIONS = {
    "confusion": "confusion matrix and mean latency",
    "auc": "exact area under the ROC curve",
    "segments": "eight segments: accuracy, p50, p95, p99",
}
OPTIONS = {
    "confusion": ["--metric", "accuracy,latency.mean"],
    "auc": ["--metric", "roc_auc", "--positive", "churn"],
    "segments": ["--metric", "accuracy,latency.p50,latency.p95,latency.p99", "--by", "region"],
}


def run_planrun(planrun: str, question: str, path: str) -> dict:
    command = [planrun, "evaluate", path, "--latency", "latency_ms", "--latency-unit", "ms", "--format", "json"]
    if question == "auc":
        command = [planrun, "evaluate", path, "--format", "json"]
    started = time.perf_counter()
    process = subprocess.Popen(command + OPTIONS[question], stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return {
        "answer": answer_of(json.loads(output), question),
        "seconds": seconds,
        "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
    }


def answer_of(found: dict, question: str) -> dict:
    values = {name: metric["value"] for name, metric in found["metrics"].items()}
    if question == "confusion":
        return {"matrix": found["confusion"]["matrix"], "mean": values["latency.mean"]}
    if question == "auc":
        return {"auc": values["roc_auc"]}
    answer = {}
    for segment in found["segments"]:
        metrics = {name: metric for name, metric in segment["metrics"].items()}
        count = metrics["accuracy"]["samples"]
        right = round(metrics["accuracy"]["value"] * count)
        quantiles = [metrics[f"latency.p{percent}"]["value"] for percent in (50, 95, 99)]
        answer[segment["segment"]["region"]] = [count, right, *quantiles]
    return answer


def run_peer(peer: str, question: str, path: str) -> dict:
    command = [sys.executable, str(HERE / "peers.py"), peer, question, path]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def differs(one, other) -> bool:
    """Whether two answers differ by more than the rounding of a sum of as many numbers in a peer."""
    if isinstance(one, dict):
        return one.keys() != other.keys() or any(differs(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) != len(other) or any(differs(*pair) for pair in zip(one, other))
    return abs(one - other) > 1e-12 * max(abs(one), abs(other))


def main() -> None:
    planrun, folder, rows, runs = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    files = {name: folder / f"log-{rows}.{name}" for name in ("csv", "jsonl")}
    if not all(file.exists() for file in files.values()):
        subprocess.run([sys.executable, str(HERE / "make_log.py"), str(rows), str(folder)], check=True)
    print(f"{rows:,} rows; the best of {runs} runs, in turns, on {os.cpu_count()} cores.\n")
    print("| log | question | | rows/s | MB/s | processor s | memory MB | planrun is faster |")
    print("|---|---|---|---|---|---|---|---|")
    failed = False
    for name, file in files.items():
        size = file.stat().st_size / 1e6
        for question, words in QUESTIONS.items():
            best: dict[str, dict] = {}
            for _ in range(runs):
                for tool in ["planrun", *PEERS]:
                    if tool == "pandas" and tool in best:
                        continue
                    found = (
                        run_planrun(planrun, question, str(file))
                        if tool == "planrun"
                        else run_peer(tool, question, str(file))
                    )
                    if tool not in best or found["seconds"] < best[tool]["seconds"]:
                        best[tool] = found
            for tool, found in best.items():
                ratio = "" if tool == "planrun" else f"{found['seconds'] / best['planrun']['seconds']:.1f} x"
                print(
                    f"| {name} | {words} | {NAMES[tool]} | {rows / found['seconds'] / 1e6:.2f} M "
                    f"| {size / found['seconds']:.0f} | {found['processor']:.2f} | {found['memory']:.0f} | {ratio} |",
                    flush=True,
                )
                if differs(best["planrun"]["answer"], found["answer"]):
                    failed = True
                    print(f"{NAMES[tool]} says {found['answer']}, planrun {best['planrun']['answer']}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
