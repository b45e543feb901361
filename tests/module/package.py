#!/usr/bin/env python3
"""package.py WHEEL LIBRARY: the Python package as its users meet it, out of the wheel. TAP.

A test is a function here; its name is the sentence.
"""
import base64
import csv
import hashlib
import importlib.util
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import traceback
import zipfile
from ctypes.util import find_library

WHEEL, LIBRARY = (os.path.abspath(path) for path in sys.argv[1:])
TEMP = tempfile.mkdtemp()
zipfile.ZipFile(WHEEL).extractall(os.path.join(TEMP, "package"))
sys.path.insert(0, os.path.join(TEMP, "package"))
sys.dont_write_bytecode = True

import fencepost  # noqa: E402

COMMA = '# é😀\n\n```json\n{"é😀", 1}\n```\n'
COLON = '# é😀\n\n```json\n{"é😀": 1}\n```\n'
LEFT = '```har\n{"method": {}, "url": "https://example.com/a"}\n```\n'
BODY = ('```har\n{"method": "POST", "url": "https://example.com/a", "headers": [{"name": "Content-Type", '
        '"value": "application/json"}], "postData": {"mimeType": "application/json", '
        '"text": "{\\"a\\", \\"\\\\u0000\\"}"}}\n```\n')


def raises(kind, words, function, *arguments, **named):
    try:
        function(*arguments, **named)
    except kind as error:
        assert words in str(error), error
        return error
    raise AssertionError(f"no {kind.__name__}")


def a_fault_that_can_be_mended_is_mended_and_listed():
    document = fencepost.check(COMMA)
    assert document.changed and document.text == COLON and document.bytes == COLON.encode()
    finding, = document.findings
    assert finding.fixed and finding.rule == "json-missing-colon" and finding.severity == "error"
    assert finding.start == fencepost.Place(4, 6, 7, 27), finding.start
    assert finding.end == fencepost.Place(4, 7, 8, 28), finding.end
    assert finding.block.language == "json" and finding.block.line == 3
    assert finding.pointers == ("/é😀",) and finding.fix.applicability == "safe"
    assert finding.line("a.md").startswith("a.md:4:6: expected ':'"), finding.line("a.md")


def a_fault_that_cannot_be_mended_is_left_and_listed():
    document = fencepost.check(LEFT)
    finding, = document.findings
    assert not document.changed and not finding.fixed and finding.fix is None
    assert finding.line("a.md").endswith("[har-wrong-type]")


def what_is_not_changed_is_the_string_that_was_given():
    for text in (COLON, LEFT, "", "lone \ud800 surrogate", "nul \0", "\ufeffmark"):
        assert fencepost.check(text).text is text
    assert fencepost.check(COMMA, fix=False).text is COMMA


def a_lone_surrogate_survives_a_mending():
    document = fencepost.check("\ud800\n" + COMMA + "\udfff")
    assert document.text == "\ud800\n" + COLON + "\udfff"


def bytes_are_taken_as_they_are():
    document = fencepost.check(b"\xff\xfe\r\n" + COMMA.encode())
    assert document.bytes == b"\xff\xfe\r\n" + COLON.encode()
    assert document.text == "\ufffd\ufffd\r\n" + COLON
    assert fencepost.check(b"\xff\n").bytes == b"\xff\n"


def what_is_allowed_is_mended_and_nothing_else():
    comment = '```json\n{"a": 1 /* one */}\n```\n'
    for fix in ("safe", True, "none", False):
        assert fencepost.check(comment, fix=fix).text is comment
    assert "/*" not in fencepost.check(comment, fix="unsafe").text
    document = fencepost.check(COMMA, fix="none")
    assert [finding.fixed for finding in document.findings] == [False]
    edit, = document.findings[0].fix.edits
    mended = document.bytes[:edit.start] + edit.text + document.bytes[edit.end:]
    assert mended == COLON.encode()


def payloads_and_blocks_come_corrected():
    document = fencepost.check(BODY + "\n" + COMMA)
    assert [block.language for block in document.blocks] == ["har", "json"]
    body, value = document.payloads
    assert body.text == '{"a": "\\u0000"}' and body.valid and body.method == "POST"
    assert body.pointer == "/postData/text" and body.url == "https://example.com/a"
    assert body.mime_type == "application/json" and body.block == document.blocks[0]
    assert value.method is None and value.text == '{"é😀": 1}\n', value


def places_are_those_of_the_text_that_was_given():
    document = fencepost.check('```json\n{\n  "a": 1\n```\n' + LEFT)
    assert [(finding.fixed, finding.start.line) for finding in document.findings] == [
        (True, 3), (False, 6)], document.findings
    document = fencepost.check('```json\n{\n  "a": 1\n```\n```json\n{"b": 1, "b": 2}\n```\n')
    assert document.findings[1].message == '"b" is already given at 6:2', document.findings
    assert document.findings[1].block.line == 5 and document.blocks[1].line == 6


def lines_count_from_where_the_text_begins():
    assert fencepost.check(LEFT, first_line=10).findings[0].start.line == 11
    assert fencepost.check("---\na: |\n  ```json\n---\n" + LEFT).findings[0].start.line == 6


def settings_hold():
    assert not fencepost.check(LEFT, settings='{"rules": {"har-wrong-type": "off"}}').findings
    error = raises(fencepost.Error, '1:2: unknown key "a"', fencepost.check, "", settings='{"a": 1}')
    assert error.status == -4


def what_makes_no_sense_is_said_so():
    raises(ValueError, "'safe', 'unsafe' or 'none', not 'all'", fencepost.check, "", fix="all")
    raises(ValueError, "not 'wget'", fencepost.check, "", render="wget")
    raises(ValueError, "first_line is a number", fencepost.check, "", first_line=-1)
    raises(ValueError, "max_bytes is a number", fencepost.check, "", max_bytes=2 ** 32)
    raises(TypeError, "text is a str or bytes, not NoneType", fencepost.check, None)
    raises(TypeError, "settings is a str or bytes, not dict", fencepost.check, "", settings={})
    error = raises(fencepost.Error, "too large", fencepost.check, "abcd", max_bytes=3)
    assert error.status == -2


def the_request_can_follow_as_a_command():
    text = BODY + "\n" + LEFT
    document = fencepost.check(text, render="curl")
    assert document.changed and document.text.startswith(fencepost.check(BODY).text)
    assert document.text.count("```bash\ncurl ") == 1, document.text
    assert document.findings == fencepost.check(text).findings
    assert fencepost.check(COLON, render="curl").text is COLON


def sixteen_threads_get_what_one_gets():
    wrong = []

    def work():
        for _ in range(50):
            document = fencepost.check(BODY + LEFT + COMMA)
            if document.text != BODY.replace(", \\\"", ": \\\"") + LEFT + COLON:
                wrong.append(document.text)

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[0]


def a_document_gives_its_memory_back():
    page = (BODY + LEFT) * 40

    def most():
        for _ in range(60):
            assert len(fencepost.check(page).payloads) == 40
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    first = most()
    assert most() - first < 4096  # KiB; all that was made takes ten times as much


def the_body_of_a_page_is_found_in_its_file():
    path = os.path.join(TEMP, "page.md")
    with open(path, "wb") as file:
        file.write(b"\xef\xbb\xbf---\r\ntitle: a\r\n---\r\n\r\nbody\r\nbody\r\n")
    assert fencepost.line_of_body("body\nbody\n", path) == 5
    assert fencepost.line_of_body("\nbody\nbody", path) == 4
    assert fencepost.line_of_body("another", path) == 0
    assert fencepost.line_of_body("body", os.path.join(TEMP, "none.md")) == 0


def settings_are_looked_for_upwards_to_the_repository():
    top = os.path.join(TEMP, "top")
    os.makedirs(os.path.join(top, "repository", ".git"))
    os.makedirs(os.path.join(top, "repository", "docs"))
    os.makedirs(os.path.join(top, "plain"))
    with open(os.path.join(top, ".fencepost.json"), "w", encoding="utf-8") as file:
        file.write("{}")
    assert fencepost.settings_for(os.path.join(top, "plain")) == "{}"
    assert fencepost.settings_for(os.path.join(top, "repository", "docs")) is None


def a_page_is_checked_as_its_settings_say():
    top = os.path.join(TEMP, "site")
    os.makedirs(os.path.join(top, "docs", "vendor", "a"))
    settings = os.path.join(top, ".fencepost.json")

    def check(name, text, **named):
        return fencepost.check_page(os.path.join(top, "docs", name), text, **named)

    assert check("a.md", COMMA).text == COLON
    with open(settings, "w", encoding="utf-8") as file:
        file.write('{"ignore": ["docs/vendor/", "docs/b.md"], "fix": "none", // as it is\n}')
    assert check("vendor/a/c.md", COMMA) is None and check("b.md", COMMA) is None
    assert check("a.md", COMMA).text is COMMA and check("a.md", COMMA).findings
    assert check("a.md", COMMA, fix=True).text == COLON
    with open(os.path.join(top, "docs", ".fencepost.json"), "w", encoding="utf-8") as file:
        file.write('{"rules": {"json-missing-colon": "off"}}')
    assert not check("b.md", COMMA).findings and not check("vendor/a/c.md", COMMA).findings
    with open(os.path.join(top, "docs", ".fencepost.json"), "wb") as file:
        file.write(b'{"rules": \xff')
    error = raises(fencepost.Error, ".fencepost.json:1:10: ", check, "b.md", COMMA)
    assert error.status == -4
    assert fencepost.settings_file(os.path.join(top, "docs", "vendor")).endswith(
        os.path.join("docs", ".fencepost.json"))


def settings_say_what_they_ignore():
    settings = '{"ignore": ["vendor/**", "é.md"]}'
    assert fencepost.ignores("vendor/a.md", settings) and fencepost.ignores("x/é.md", settings)
    assert not fencepost.ignores("a.md", settings) and not fencepost.ignores("vendor/a.md")
    raises(fencepost.Error, 'unknown key "a"', fencepost.ignores, "a.md", '{"a": 1}')


def run(package, library_path):
    return subprocess.run(
        [sys.executable, "-c", "import fencepost; print(fencepost.version)"], text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": package, "LD_LIBRARY_PATH": library_path})


def the_library_is_looked_for_beside_the_package_then_where_it_is_installed():
    alone = os.path.join(TEMP, "alone")
    shutil.copytree(os.path.join(TEMP, "package", "fencepost"), os.path.join(alone, "fencepost"))
    beside = os.path.join(alone, "fencepost", "libfencepost.so.0")
    os.remove(beside)
    done = run(alone, os.path.dirname(LIBRARY))
    assert done.stdout.strip() == fencepost.version, done.stdout
    with open(beside, "w", encoding="utf-8") as file:
        file.write("no library")
    done = run(alone, os.path.dirname(LIBRARY))
    assert done.stdout.strip() == fencepost.version, done.stdout
    if not find_library("fencepost"):
        done = run(alone, "")
        assert "ImportError: fencepost finds no library that it can load: " in done.stdout


def the_wheel_records_what_is_in_it():
    wheel = zipfile.ZipFile(WHEEL)
    record, = [name for name in wheel.namelist() if name.endswith("/RECORD")]
    rows = list(csv.reader(io.StringIO(wheel.read(record).decode())))
    assert sorted(name for name, _, _ in rows) == sorted(wheel.namelist())
    for name, digest, size in rows:
        if name != record:
            data = wheel.read(name)
            found = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            assert digest == "sha256=" + found and int(size) == len(data), name
    info = os.path.dirname(record)
    tag = os.path.basename(WHEEL)[:-4].split("-", 2)[2]
    assert tag.startswith("py3-none-") and f"Tag: {tag}\n" in wheel.read(info + "/WHEEL").decode()


def pip_installs_the_wheel():
    if not importlib.util.find_spec("pip"):
        return "this Python has no pip"
    target = os.path.join(TEMP, "target")
    subprocess.run([sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check",
                    "--no-cache-dir", "install", "--quiet", "--no-index", "--no-deps", "--target",
                    target, WHEEL], check=True)
    done = run(target, "")
    assert done.stdout.strip() == fencepost.version, done.stdout


TESTS = [value for value in list(globals().values())
         if callable(value) and getattr(value, "__module__", None) == "__main__"
         and value not in (raises, run)]


def main():
    failed = False
    print(f"1..{len(TESTS)}")
    for number, test in enumerate(TESTS, 1):
        try:
            skipped = test()
            print(f"ok {number} - {test.__name__}" + (f" # SKIP {skipped}" if skipped else ""))
        except Exception:
            failed = True
            print(f"not ok {number} - {test.__name__}")
            print("".join("# " + line for line in traceback.format_exc().splitlines(True)), end="")
    shutil.rmtree(TEMP)
    sys.exit(failed)


main()
