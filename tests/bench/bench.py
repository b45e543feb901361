"""What the instruments of this folder share: the corpus, the engine as a filter, values, printing.

A text is mended right if it *means* what it was to mean: both are parsed strictly, the order of
names does not count, numbers are compared exactly, of a name given twice the last one counts.
"""
import difflib
import functools
import json
import lzma
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, os.environ.get("BENCH_BUILD", "build"))
SCRATCH = os.path.join(ROOT, "build-bench")  # unpacked documents, npm packages
CORPUS = os.environ.get("BENCH_CORPUS", os.path.join(ROOT, "..", "shared", "corpus"))

LIBRARIES = ["jsonrepair", "jsonic", "json5", "dirty-json", "best-effort-json-parser",
             "partial-json", "relaxed-json", "hjson"]


def stop(why, status=2):
    print(why, file=sys.stderr)
    sys.exit(status)


# The corpus

def corpus(name):
    """The path of a file of the corpus; without a corpus there is nothing to measure."""
    path = os.path.join(CORPUS, name)
    if not os.path.exists(path):
        stop(f"skipped: no {name} (the corpus is looked for in ../shared/corpus, or BENCH_CORPUS)", 77)
    return path


def rows(name):
    path = corpus(name)
    with (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz")
          else open(path, encoding="utf-8")) as lines:
        return [json.loads(line) for line in lines]


def documents():
    """The folder with the Markdown documents of docs-dev, unpacked once."""
    folder = os.path.join(SCRATCH, "docs")
    if not os.path.exists(folder):
        half = folder + ".part"
        with tarfile.open(corpus("docs-dev.tar.xz")) as archive:
            archive.extractall(half)
        os.rename(half, folder)
    return folder


def determinate():
    """Pairs of human-fixes-dev where a tool can be expected to agree with the author."""
    return [r for r in rows("human-fixes-dev.jsonl")
            if r["purely_syntactic"] and not r["human_did_more"]]


FENCE = re.compile(r"^(?P<prefix>(?:[ >]|[-*+] |\d+[.)] )*)(?P<fence>`{3,}|~{3,})[ ]*(?:\{\.)?"
                   r"(?P<lang>har|json)(?=[ {},:\n])(?P<info>[^\n`]*)\n", re.I)


def fences(text):
    """(kind, line, text) of each har or json fence; a plain finder, only to gather material."""
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    at = 0
    while at < len(lines):
        m = FENCE.match(lines[at])
        at += 1
        if not m:
            continue
        first, body = at, []
        width = len(m["prefix"])
        close = re.compile(r"^[ >]*" + re.escape(m["fence"][0]) + "{%d,}\\s*$" % len(m["fence"]))
        while at < len(lines) and not close.match(lines[at]):
            head, tail = lines[at][:width], lines[at][width:]
            body.append(tail if not head.strip(" >") else lines[at])
            at += 1
        at += 1
        yield m["lang"].lower(), first, "".join(body)


def blocks(distinct=True):
    """Each har or json block of the documents as (repository, path, line, kind, text)."""
    top, seen = documents(), set()
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", errors="replace", newline="") as f:
                document = f.read()
            place = os.path.relpath(path, top)
            for kind, line, text in fences(document):
                if not distinct or (kind, text) not in seen:
                    seen.add((kind, text))
                    yield place.split(os.sep)[0], place, line, kind, text


# Values

BAD = object()


def _refuse(word):
    raise ValueError(word)


def value(text, exact=True):
    """What a text means, for comparing; BAD where it is no JSON. Numbers as doubles unless exact."""
    number = (lambda s: ("n", Decimal(s))) if exact else (lambda s: ("n", float(s)))
    try:
        return json.loads(text, parse_constant=_refuse, parse_int=number, parse_float=number)
    except (ValueError, RecursionError, ArithmeticError):
        return BAD


def judge(result, wanted, exact=True):
    """equal, differs or invalid: a result (a text or None) against the text that was wanted."""
    got = BAD if result is None else value(result, exact)
    if got is BAD:
        return "invalid"
    return "equal" if got == value(wanted, exact) else "differs"


# The engine

@functools.cache
def build(target):
    """Builds a target of the project, once, so that what is measured is what is written; its path."""
    if not os.path.exists(os.path.join(BUILD, "build.ninja")):
        stop(f"no build in {os.path.relpath(BUILD)}: meson setup build (or set BENCH_BUILD)")
    done = subprocess.run(["ninja", "-C", BUILD, target], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:])
    return os.path.join(BUILD, target)


class Answer:
    """What the engine says of one text."""

    def __init__(self, head, safe, full):
        self.verdict, self.again = head["verdict"], head["again"]
        self.ns, self.steps, self.findings = head["ns"], head["steps"], head["findings"]
        self.safe = safe.decode("utf-8", "replace")
        self.all = full.decode("utf-8", "replace")

    def draws(self, severity):
        return any(f["severity"] == severity for f in self.findings)


def records(file, cases):
    """Writes (kind, text) cases as the C programs read them."""
    for kind, text in cases:
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        file.write(b"%s %d\n" % (kind.encode(), len(data)) + data)
    file.seek(0)


def engine(cases, options=()):
    """Runs (kind, text) cases through the engine, in their order: a list of Answers."""
    answers = []
    with tempfile.TemporaryFile() as texts:
        records(texts, cases)
        with subprocess.Popen([build("tests/bench/repair-eval"), *options], stdin=texts,
                              stdout=subprocess.PIPE) as run:
            while line := run.stdout.readline():
                head = json.loads(line)
                answers.append(Answer(head, run.stdout.read(head["safe_len"]),
                                      run.stdout.read(head["all_len"])))
    if len(answers) != len(cases):
        with open(os.path.join(SCRATCH, "died-on"), "w", encoding="utf-8") as f:
            f.write(cases[len(answers)][1])
        stop(f"the engine died on case {len(answers)} (status {run.returncode}); "
             "its text is in build-bench/died-on")
    return answers


# Other people's repairers

def packages(names=tuple(LIBRARIES), place="npm"):
    """Installs packages from npm, once; the folder, or None where that cannot be done."""
    folder = os.path.join(SCRATCH, place)
    mark = os.path.join(folder, ".installed")
    wanted = " ".join(names)
    if os.path.exists(mark) and open(mark, encoding="utf-8").read() == wanted:
        return folder
    os.makedirs(folder, exist_ok=True)
    npm = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--silent"]
    try:
        subprocess.run([*npm, *names], check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError):
        return None
    with open(mark, "w", encoding="utf-8") as f:
        f.write(wanted)
    return folder


def libraries(texts, names=tuple(LIBRARIES)):
    """name -> (results, ns): the same texts through each library; a result is a text or None."""
    folder = packages()
    if not folder:
        print("no libraries beside ours: npm could not install them", file=sys.stderr)
        return {}
    done = subprocess.run(["node", os.path.join(HERE, "libraries.mjs"), folder, *names],
                          input=json.dumps(texts).encode("utf-8", "surrogatepass"),
                          stdout=subprocess.PIPE, check=True)
    out = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    return {name: (r["results"], r["ns"]) for name, r in out.items()}


# Processes

# Runs a command and tells how it went. A process of its own, since a child's peak memory counts from
# that of the process it was forked from, and ours is large.
RUNNER = """
import os, sys, time
start = time.monotonic()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
      os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


class Run:
    """A process that has ended: wall and processor seconds, peak memory in MiB (10 at least), status."""

    def __init__(self, command, stdin=None, seconds=60, folder=None):
        program = shutil.which(command[0])
        if not program:
            raise RuntimeError(f"there is no {command[0]}")
        if stdin:
            stdin.seek(0)
        runner = [sys.executable, "-S", "-c", RUNNER, program, *command[1:]]
        self.wall, self.cpu, self.mib, self.status = seconds, seconds, 0, -1
        with subprocess.Popen(runner, stdin=stdin, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, start_new_session=True, cwd=folder) as run:
            try:
                told = run.communicate(timeout=seconds)[1].decode().split("\n")[-2].split()
                self.wall, self.cpu, self.mib = map(float, told[:3])
                self.status = int(told[3])
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)


# Printing

def line(what, figure, target=""):
    print(f"{what:64}{figure:>16}{('  (' + target + ')') if target else ''}")


def percent(part, whole):
    return f"{100 * part / whole:6.2f}" if whole else "     -"


def brief(line, most=240):
    return line if len(line) <= most else f"{line[:most // 2]} ... {line[-most // 2:]}"


def diff(before, after):
    """The two texts as a unified diff, for reading."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return "\n".join("    " + brief(line) for line in list(lines)[2:])


def tell(answer, text):
    """The findings of an answer, for reading."""
    data = text.encode("utf-8", "surrogatepass")
    for f in answer.findings:
        line = data[:f["start"]].count(b"\n") + 1
        column = f["start"] - (data.rfind(b"\n", 0, f["start"]) + 1) + 1
        edits = "  ".join(f"[{a},{b})->{t!r}" for a, b, t in f.get("edits", []))
        print(f"    {line}:{column} {f['severity']} {f['rule']} ({f['fix']}): {f['message']}  "
              + brief(edits))
