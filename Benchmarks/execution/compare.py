#!/usr/bin/env python3
"""Runs `execution-speed` and `planrun simulate` beside SQLite, in turns, and prints the medians as Markdown.

The peer of the journal is SQLite's own durable insert: the same records, in transactions of the same number, into a table of
numbers and bytes, in WAL mode with `synchronous = FULL`, in a file on the same disk.
"""

import json
import os
import pathlib
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def tool(root: pathlib.Path, *arguments: str) -> str:
    return subprocess.run(
        [root / ".build/release/execution-speed", *arguments], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def interpreter(root: pathlib.Path, plans: str) -> None:
    found = [json.loads(tool(root, "interpreter", plans)) for _ in range(ROUNDS)]
    print("| | a second of one core |\n|---|---|")
    for name, member in (("events in", "inputs_per_second"), ("events in and out", "events_per_second")):
        print(f"| {name} | {statistics.median(each[member] for each in found):,.0f} |")


def insert(folder: pathlib.Path, records: list[bytes], sizes: list[int]) -> tuple[float, float]:
    """Records a second that SQLite makes durable, in transactions of those sizes, and the processor time of each."""
    connection = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE record (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    start, used, done = time.perf_counter(), time.process_time(), 0
    for size in sizes:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO record (bytes) VALUES (?)", [(record,) for record in records[done : done + size]]
        )
        connection.execute("COMMIT")
        done += size
    found = done / (time.perf_counter() - start), (time.process_time() - used) / done
    connection.close()
    return found


def journal(root: pathlib.Path, plans: str, place: str) -> None:
    records = tool(root, "records", plans).encode().splitlines()
    print("\n| records a transaction | SQLite, records a second | planrun, records a second | share ", end="")
    print("| SQLite, microseconds of the processor | planrun |\n|---|---|---|---|---|---|")
    for batch in (1, 2, 20, len(records)):
        ours, theirs = [], []
        for _ in range(ROUNDS):
            folder = pathlib.Path(tempfile.mkdtemp(dir=place))
            try:
                found = json.loads(tool(root, "journal", plans, str(folder), str(batch)))
                ours.append((found["records_per_second"], found["processor_seconds"] / found["records"]))
                whole = records * (found["records"] // len(records))
                sizes = [batch] * (len(whole) // batch)
                theirs.append(insert(folder, whole, sizes))
            finally:
                shutil.rmtree(folder)
        share = statistics.median(mine[0] / other[0] for mine, other in zip(ours, theirs))
        (rate, used), (peer_rate, peer_used) = ([statistics.median(each) for each in zip(*of)] for of in (ours, theirs))
        print(
            f"| {batch} | {peer_rate:,.0f} | {rate:,.0f} | {share:.0%} | {peer_used * 1e6:.1f} | {used * 1e6:.1f} |"
        )


def simulation(root: pathlib.Path, plans: str) -> None:
    print("\n| threads | releases | seconds | a second | a second of processor time |\n|---|---|---|---|---|")
    for threads in (1, os.cpu_count() or 1):
        runs = 20_000
        found = []
        for _ in range(ROUNDS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            start = time.perf_counter()
            command = [root / ".build/release/planrun", "simulate", f"{plans}/iris.yaml", "--format", "json"]
            subprocess.run([*command, "--runs", str(runs), "--threads", str(threads)], check=True, stdout=subprocess.DEVNULL)
            used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            found.append((time.perf_counter() - start, used))
        seconds, used = (statistics.median(values) for values in zip(*found))
        print(f"| {threads} | {runs:,} | {seconds:.2f} | {runs / seconds:,.0f} | {runs / used:,.0f} |")


def dry_run(root: pathlib.Path, plans: str) -> None:
    found = [json.loads(tool(root, "dry-run", plans)) for _ in range(ROUNDS)]
    whole, bare, overhead = (
        statistics.median(each[name] for each in found) for name in ("dry_run_seconds", "world_seconds", "overhead")
    )
    print("\n| dry run, milliseconds | its evaluations alone | overhead |\n|---|---|---|")
    print(f"| {whole * 1e3:.1f} | {bare * 1e3:.1f} | {overhead:.1%} |")


def main(root: pathlib.Path, place: str) -> None:
    plans = str(root / "plans")
    interpreter(root, plans)
    journal(root, plans, place)
    simulation(root, plans)
    dry_run(root, plans)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
