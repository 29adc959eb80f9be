"""Compares the outcome of every case of the YAML test suite with a table: compare.py TREE_EVENTS SUITE TABLE [--update]."""

import collections
import json
import pathlib
import re
import subprocess
import sys

# Refusals that are planrun's own, whatever libyaml thinks of the text, each with its reason; all else libyaml refuses.
ON_PURPOSE = {
    "several-documents": "one file holds one plan",
    "unsupported-tag": "tags beyond the core schema have no meaning in a plan",
    "invalid-key": "keys are words or texts",
    "empty-file": "a file without a value is no plan",
    "duplicate-anchor": "the later of two equal anchors is easily overlooked",
    "duplicate-key": "readers differ on which of two equal keys counts",
    "undefined-alias": "there is nothing that it could stand for",
    "merge-key": "it is no part of YAML 1.2",
    "comment-without-space": "readers differ on what such a `#` means",
    "inline-dash": "a `-` alone in brackets is a slip",
    "unbalanced-inline-list": "a parenthesis in an inline list is a condition that YAML has split",
    "line-separator": "readers differ on whether the line ends there",
    "control-character": "it cannot be seen",
    "nul-escape": "no text of a plan holds NUL",
    "wrong-encoding": "plans are UTF-8",
    "recursive-alias": "the value would have no end",
}
MARKS = ("<!-- yaml-test-suite: begin -->", "<!-- yaml-test-suite: end -->")


def expected(case):
    """The events of a case without what a tree does not keep."""
    events = []
    for line in (case / "test.event").read_text().splitlines():
        if line.startswith(("+STR", "-STR", "+DOC", "-DOC")):
            continue
        if line.startswith("=ALI"):
            line = "=ALI"
        head, mark, text = re.match(r"^(.*?)(?: ([:'\"|>])(.*))?$", line).groups()
        head = re.sub(r" &\S+", "", head).replace(" <!>", "")
        events.append(f"{head} {mark}{text}" if mark else head)
    return events


def outcome(case, result):
    """The group of a case, and what more there is to say."""
    refusals = sorted(set(result["errors"]))
    if (case / "error").exists():
        return ("invalid, refused", "") if refusals else ("invalid, read", "")
    if not refusals:
        return ("read", "") if result["events"] == expected(case) else ("read otherwise", "")
    own = [slug for slug in refusals if slug in ON_PURPOSE]
    words = ", ".join(f"`{slug}`" for slug in refusals)
    return ("refused on purpose" if own else "refused by libyaml", words)


def table(cases, outcomes):
    counts = collections.Counter(group for group, _ in outcomes.values())
    reasons = collections.Counter(
        slug for group, words in outcomes.values() if group == "refused on purpose" for slug in re.findall(r"`(.+?)`", words)
    )
    lines = ["| outcome | cases |", "|---|---|"]
    lines += [f"| {group} | {count} |" for group, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    lines += ["", "Valid texts that are refused on purpose; a case may have several reasons:", ""]
    lines += ["| code | cases | because |", "|---|---|---|"]
    lines += [f"| `{slug}` | {count} | {ON_PURPOSE.get(slug, 'it comes with one of the others')} |"
              for slug, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))]
    lines += ["", "Each case that is not read, or refused, as the suite says:", "", "| case | name | outcome | codes |", "|---|---|---|---|"]
    for name, case in cases.items():
        group, words = outcomes[name]
        if group not in ("read", "invalid, refused"):
            title = (case / "===").read_text().strip().replace("|", "\\|") if (case / "===").exists() else ""
            lines.append(f"| {name} | {title} | {group} | {words} |")
    return "\n".join(lines) + "\n"


def main():
    tool, suite, file = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folders = sorted(path.parent for path in suite.glob("[0-9A-Z]*/**/in.yaml"))
    cases = {str(folder.relative_to(suite)): folder for folder in folders}
    if len(cases) != 402:
        sys.exit(f"{suite} holds {len(cases)} cases, and data-2022-01-17 has 402")
    paths = "".join(f"{case}/in.yaml\n" for case in cases.values())
    run = subprocess.run([tool], input=paths, capture_output=True, text=True, check=True)
    results = [json.loads(line) for line in run.stdout.splitlines()]
    outcomes = {name: outcome(case, result) for (name, case), result in zip(cases.items(), results, strict=True)}
    text = file.read_text()
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    current = text[:start] + "\n" + table(cases, outcomes) + text[end:]
    if "--update" in sys.argv:
        file.write_text(current)
    elif current != text:
        sys.exit(f"{file} is out of date: run Scripts/yaml-test-suite {suite} --update")
    print(dict(collections.Counter(group for group, _ in outcomes.values())))


main()
