"""Compares the JSON Schema with the compiler on thousands of spoilt plans: compare.py PLANRUN SCHEMA ROOT [NUMBER].

The schema may accept what the compiler refuses, as it knows nothing of names, conditions and sums; never the other way
round. The plans are spoilt by a seeded generator, so that every run asks about the same: a key or an item is dropped,
added, renamed, repeated, given another type, another number or another spelling, once to three times a plan. In the end
it is printed, by code, how many plans only the compiler refuses.
"""

import collections
import datetime
import functools
import itertools
import json
import multiprocessing
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
from check_jsonschema.parsers.yaml import construct_yaml_implementation, impl2loader
from ruamel.yaml import YAML

PLANS = 4000
SEED = 20260101

# What is written in the place of a value, as YAML has it.
VALUES = """
~ null Null NULL true false True yes on "" " " '' "null" "true" 0 1 -1 2 1.0 2.5 -0 +1 012 0x10 0o7 1_000 1e3 1e-1 .5 5.
.inf -.inf .nan 9223372036854775807 9223372036854775808 99999999999999999999 0.12345678901234567 0.00 1.00 100 5% 0% 100%
100.0% 101% 05% 5.5% 0.5 "0.5" "5%" "5" !!str~5 !!str~null !!str~true !!str~0.5 !!str~5% !!str !!null~"" !!int~5 !!int~"5"
!!float~1 !!float~"0.5" !!bool~true !!bool~"true" 1m 60s 1h30m 30m1h 1.5h 0s 05m 1m1m 3650d 20/s 0/s 20/week 020/s 1.5/m
[] {} [~] [1] [accuracy~>~0.5] ["accuracy~>~0.5"] {if:~accuracy~>~0.5} {a:~1} [[accuracy~>~0.5]] iris iris.test iris.train
"iris" staff {group:~staff} {fraction:~5%} {fraction:~"5%"} {group:~staff,~fraction:~5%} terminal [terminal] [true] hold
rollback "hold" retrain none stop all sqrt log2 critical 2026-01-01 12:30 1:30 0b1 0xZZ <<  = "x\\ty" "性能" 性能 a-b a_b a.b -a 1a
""".split()
VALUES = [value.replace("~", " ") if "~" in value and value != "~" else value for value in VALUES]

# What is written in the place of a key, beside keys that stand elsewhere in the plans.
KEYS = ["true", "null", "~", "1", '""', "x", "Name", '"name"', "on", "!!str x", "a b", "2a", "a.b", "-", "nme", '"true"', "1.5"]


class Raw(str):
    """Text that is written as it stands."""


def scalar(value):
    if isinstance(value, (Raw, datetime.date)):
        return str(value)
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.%/-]*", value):
        # Whatever YAML takes for text without quotes may stand without.
        if value.lower() not in ("true", "false", "null") and not re.fullmatch(r"[0-9.]+(e[0-9]+)?", value.lower()):
            return value
    return json.dumps(value, ensure_ascii=False)


def write(node):
    if isinstance(node, dict):
        return "{" + ", ".join(f"{scalar(key)}: {write(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(write(value) for value in node) + "]"
    return scalar(node)


def document(plan):
    return "".join(f"{scalar(key)}: {write(value)}\n" for key, value in plan.items())


def copy(node):
    if isinstance(node, dict):
        return {key: copy(value) for key, value in node.items()}
    return [copy(value) for value in node] if isinstance(node, list) else node


def slots(node):
    """Every place of the plan that holds a value: the collection and the key or index in it."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else []
    for place, value in items:
        yield node, place
        yield from slots(value)


def rename(mapping, old, new):
    items = [(new if key == old else key, value) for key, value in mapping.items()]
    mapping.clear()
    mapping.update(items)


def number(choose, value):
    """Another number in the text of a value, a bare number where it has none."""
    digits = choose.choice(["0", "1", "7", "30", "100", "101", "1.5", "0.05", "99999999999999999999", "007"])
    found = re.search(r"[0-9]+(\.[0-9]+)?", str(value))
    return Raw(digits if not found else str(value)[: found.start()] + digits + str(value)[found.end() :])


def respell(choose, value):
    """The same value in quotes, or with a tag, an anchor or another number of zeros: YAML may take it for another."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    quoted = json.dumps(text, ensure_ascii=False)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.%/-]*", text):
        return Raw(choose.choice([quoted, f"!!str {quoted}", f"&a {quoted}"]))
    forms = [text, quoted, f"'{text}'", f"!!str {text}", f"!!str {quoted}", f"&a {text}"]
    if re.fullmatch(r"[0-9.]+", text):
        forms += [f"!!int {text}", f"!!float {text}", f"!!int {quoted}", f"!!float {quoted}", f"{text}.0", f"0{text}",
                  f"+{text}", f"-{text}", f"{text}e0", f"{text}0", f"{text}%", f"{text}s", f"{text}/s"]
    if text in ("true", "false"):
        forms += [f"!!bool {text}", f"!!bool {quoted}", text.upper(), text.title()]
    return Raw(choose.choice(forms))


def spoil(plan, keys, choose):
    collection, place = choose.choice(list(slots(plan)))
    is_mapping = isinstance(collection, dict)
    way = choose.choice(["drop", "add", "rename", "retype", "renumber", "wrap", "repeat"] + 4 * ["respell"])
    if way == "drop":
        del collection[place]
    elif way == "add":
        value = Raw(choose.choice(VALUES))
        if is_mapping:
            collection[Raw(choose.choice(keys + KEYS))] = value
        else:
            collection.append(value)
    elif way == "rename" and is_mapping:
        rename(collection, place, Raw(choose.choice(keys + KEYS)))
    elif way == "renumber" and not isinstance(collection[place], (dict, list)):
        collection[place] = number(choose, collection[place])
    elif way == "respell" and not isinstance(collection[place], (dict, list)):
        collection[place] = respell(choose, collection[place])
    elif way == "respell" and is_mapping:
        rename(collection, place, respell(choose, place))
    elif way == "wrap":
        collection[place] = [collection[place]]
    elif way == "repeat" and not is_mapping:
        collection.append(copy(collection[place]))
    else:
        collection[place] = Raw(choose.choice(VALUES))


def spoilt_plans(sources, number):
    choose = random.Random(SEED)
    plans = [YAML(typ="safe", pure=True).load(source.read_text()) for source in sources]
    keys = sorted({place for plan in plans for collection, place in slots(plan) if isinstance(place, str)})
    for plan in itertools.islice(itertools.cycle(plans), number):
        spoilt = copy(plan)
        for _ in range(choose.choice([1, 1, 1, 2, 3])):
            if spoilt:
                spoil(spoilt, keys, choose)
        yield document(spoilt)


def undescribed(schema, path=""):
    """The properties without a description."""
    if isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from undescribed(value, f"{path}/{index}")
    elif isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if not value.get("description"):
                yield f"{path}/{name}"
        for name, value in schema.items():
            yield from undescribed(value, f"{path}/{name}")


# Plans of tests whose files have a digest, or columns, that no file here has.
WITHOUT_FILES = {"model-file.yaml", "split-ways.yaml"}


def data_files(folder, root):
    """The files that the plans name, so that it is for no lack of one that the compiler refuses a plan."""
    shutil.copytree(root / "plans", folder, dirs_exist_ok=True)
    data = folder / "data"
    header, rows = (data / "iris.csv").read_text().split("\n", 1)
    (data / "more.csv").write_text(header.replace("species", "the class") + "\n" + rows)
    for name in ("poor", "whole"):
        shutil.copy(data / "iris.csv", data / f"{name}.csv")
    shutil.copy(data / "iris-feedback.jsonl", data / "feedback.jsonl")
    (data / "rows.csv").write_text("score,region\n0.5,north\n")


def refused_by_compiler(planrun, files):
    """The codes of the errors of each file that has any."""
    run = subprocess.run(
        [planrun, "validate", "--format", "json", *files], cwd=files[0].parent, capture_output=True, text=True
    )
    if run.returncode not in (0, 1, 2, 3) or not run.stdout:
        sys.exit(f"planrun validate ended with {run.returncode}: {run.stderr[-2000:]}")
    codes = collections.defaultdict(set)
    for found in json.loads(run.stdout)["diagnostics"]:
        if found["severity"] == "error":
            codes[pathlib.Path(found["file"]).name].add(f"{found['code']} {found['slug']}")
    return codes


def verdict_of_schema(schema, file):
    """What the schema says of a file that it refuses, else nothing; None where the validator cannot read the file, as
    `!!int x` and a `<<` are more than it takes."""
    try:
        with file.open("rb") as stream:
            plan = impl2loader(construct_yaml_implementation(pure=True))(stream)
    except Exception:
        return None
    problem = next(validator(schema).iter_errors(plan), None)
    return f"{problem.json_path}: {problem.message}" if problem else ""


@functools.cache
def validator(schema):
    schema = json.loads(schema.read_text())
    return jsonschema.validators.validator_for(schema)(schema)


def verdicts_of_schema(schema, files):
    with multiprocessing.Pool() as pool:
        return dict(zip(files, pool.map(functools.partial(verdict_of_schema, schema), files, chunksize=50)))


def main():
    planrun, schema, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    number = int(sys.argv[4]) if len(sys.argv) > 4 else PLANS
    bare = sorted(undescribed(json.loads(schema.read_text())))
    for path in bare:
        print(f"no description: {path}", file=sys.stderr)

    plans = [path for path in (root / "plans").glob("*.yaml") if not path.name.endswith(".test.yaml")]
    fixtures = (root / "Tests/CompilerTests/Fixtures/ok").glob("*.yaml")
    sources = sorted(plans) + sorted(path for path in fixtures if path.name not in WITHOUT_FILES)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data_files(folder, root)
        untouched = []
        for index, source in enumerate(sources):
            untouched.append(folder / f"untouched-{index}.yaml")
            untouched[-1].write_text(source.read_text())
        if spoilt := refused_by_compiler(planrun, untouched):
            sys.exit(f"the compiler refuses plans that are as they were: {dict(spoilt)}")

        files = []
        for index, text in enumerate(spoilt_plans(sources, number)):
            files.append(folder / f"spoilt-{index:05}.yaml")
            files[-1].write_text(text)
        verdicts = verdicts_of_schema(schema, files)
        unread = sum(verdict is None for verdict in verdicts.values())
        files = [file for file in files if verdicts[file] is not None]
        reasons = {file.name: verdict for file, verdict in verdicts.items() if verdict}
        compiler = refused_by_compiler(planrun, files)
        disagreements = [file for file in files if file.name in reasons and file.name not in compiler]
        for file in disagreements:
            print(f"the schema refuses what the compiler accepts: {reasons[file.name]}\n{file.read_text()}", file=sys.stderr)

        only_compiler = [file.name for file in files if file.name in compiler and file.name not in reasons]
        both = sum(file.name in compiler and file.name in reasons for file in files)
        print(f"{unread} spoilt plans that the validator cannot read are left out")
        print(f"{len(files)} spoilt plans: {both} refused by both, {len(only_compiler)} by the compiler only, "
              f"{len(disagreements)} by the schema only, {len(files) - both - len(only_compiler) - len(disagreements)} by neither")
        counts = collections.Counter(code for name in only_compiler for code in compiler[name])
        for code, count in counts.most_common():
            print(f"{count:5} by the compiler only: {code}")
    sys.exit(1 if bare or disagreements else 0)


main()
