"""Times planrun beside its peers and prints Markdown: compare.py ROOT WORK [reading] [validating] [growth].

What is measured inside one process is time by the clock, beside that of the processor; the peers take turns, and of each
the least of its repeats counts: what is above it is the machine's other work.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
PYYAML = """
import json, sys, time, yaml
text = open(sys.argv[1], "rb").read()
start, processor = time.monotonic(), time.process_time()
yaml.load(text, Loader=yaml.CSafeLoader)
print(json.dumps({"load": time.monotonic() - start, "load_processor": time.process_time() - processor}))
"""
RULE = """\
      - alert: Alert{number}
        expr: sum(rate(errors_total{{job="model"}}[5m])) / sum(rate(requests_total{{job="model"}}[5m])) > 0.{number:02}
        for: {number}m
        labels:
          severity: critical
        annotations:
          summary: "errors of {{{{ $labels.job }}}} at {{{{ $value }}}}"
"""


def measured(command):
    """Seconds by the clock, seconds of the processor, the most bytes of memory, and what was printed."""
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}: {output[-2000:].decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output


def make_plan(path, stages, *words):
    with path.open("w") as file:
        subprocess.run([sys.executable, HERE / "make_plan.py", str(stages), *words], stdout=file, check=True)
    return path


def load():
    """What else the machine does, for whoever reads the numbers."""
    print(f"Load average when these were taken: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")


def reading(root, work):
    plan = make_plan(work / "large.yaml", 60_500)
    size = plan.stat().st_size
    planrun = root / ".build/release/compile-times"
    compose = HERE / "compose/.build/release/compose"
    tools = {
        "libyaml, bare event scan": ([work / "scan", plan], "scan", 5),
        "planrun, tree": ([planrun, plan], "tree", 5),
        "planrun, program": ([planrun, plan], "program", 5),
        "planrun on one thread, tree": ([planrun, plan, 1], "tree", 5),
        "planrun on one thread, program": ([planrun, plan, 1], "program", 5),
        "Yams 6.2.2, `compose`": ([compose, plan], "compose", 3),
        "PyYAML, `CSafeLoader`": ([sys.executable, "-c", PYYAML, plan], "load", 1),
    }
    times, processor, memory = {name: [] for name in tools}, {name: [] for name in tools}, {}
    for round in range(5):
        for name, (command, key, rounds) in tools.items():
            if round < rounds:
                _, _, peak, output = measured(command)
                result = json.loads(output)
                times[name].append(result[key])
                processor[name].append(result[f"{key}_processor"])
                memory[name] = result.get(f"{key}_memory", peak)
    least = {name: min(values) for name, values in times.items()}
    scan = least["libyaml, bare event scan"]
    print(f"A plan of {size / 1e6:.1f} MB with 60,500 stages, read and compiled in one process:\n")
    print("| | seconds | of the processor | MB/s | times the scan | peak memory, times the input |\n|---|---|---|---|---|---|")
    for name, seconds in least.items():
        rate, ratio = size / seconds / 1e6, seconds / scan
        own = min(processor[name])
        print(f"| {name} | {seconds:.3f} | {own:.3f} | {rate:.1f} | {ratio:.1f} | {memory[name] / size:.1f} |")
    print()
    own = make_plan(work / "distinct.yaml", 60_500, "distinct")
    results = [json.loads(measured([planrun, own])[3]) for _ in range(3)]
    scans = [json.loads(measured([work / "scan", own])[3])["scan"] for _ in range(3)]
    program, size = min(result["program"] for result in results), own.stat().st_size
    print(
        f"The same with no condition twice, {size / 1e6:.1f} MB: {program:.3f} seconds to the program, "
        f"{min(result['program_processor'] for result in results):.3f} of the processor, "
        f"{program / min(scans):.1f} times the scan, and {results[0]['program_memory'] / size:.1f} times the input.\n"
    )
    load()


def validating(root, work):
    folder = work / "hundred"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copy(root / "plans/data/iris.csv", folder / "data")
    plan = make_plan(folder / "plan.yaml", 13)
    rules = folder / "rules.yaml"
    rules.write_text("groups:\n  - name: model\n    rules:\n" + "".join(RULE.format(number=n) for n in range(1, 15)))
    tools = {
        "`planrun validate`": [work / "installed/bin/planrun", "validate", "--quiet", plan],
        "`promtool check rules`": ["promtool", "check", "rules", rules],
        "`check-jsonschema`": [
            pathlib.Path(sys.executable).parent / "check-jsonschema", "--schemafile",
            root / "schema/planrun-1.schema.json", plan,
        ],
    }
    runs = {name: [] for name in tools}
    for _ in range(25):
        for name, command in tools.items():
            runs[name].append(measured(command)[:3])
    lines = {"`promtool check rules`": rules}
    print("A file of about a hundred lines, from the start of the process to its end, the least of 25:\n")
    print("| | lines | milliseconds | of the processor | peak memory, MB |\n|---|---|---|---|---|")
    for name, values in runs.items():
        wall, processor, memory = (min(column) for column in zip(*values))
        count = len(lines.get(name, plan).read_text().splitlines())
        print(f"| {name} | {count} | {wall * 1e3:.1f} | {processor * 1e3:.1f} | {memory / 1e6:.0f} |")
    print()
    load()


def growth(root, work):
    print("How the time grows with the stages of a plan:\n")
    print("| stages | milliseconds, tree | lowered | linked | program | microseconds a stage |\n|---|---|---|---|---|---|")
    for stages in [10, 100, 1000, 10_000, 100_000]:
        plan = make_plan(work / "growing.yaml", stages)
        results = [json.loads(measured([root / ".build/release/compile-times", plan])[3]) for _ in range(3)]
        parts = [min(result[key] for result in results) for key in ["tree", "lower", "link", "program"]]
        print(f"| {stages} | " + " | ".join(f"{part * 1e3:.2f}" for part in parts) + f" | {parts[3] / stages * 1e6:.1f} |")
    print()
    load()


def main():
    root, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    parts = {"reading": reading, "validating": validating, "growth": growth}
    for name in sys.argv[3:] or parts:
        parts[name](root, work)


main()
