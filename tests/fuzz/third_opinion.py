#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""third_opinion.py REPLAY SEED...: what the engine calls valid in documents is JSON for Python too.

The replay of fuzz_document keeps each payload and report that was called valid (judges.h).
"""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from second_opinion import accepts

ROUNDS = 50
LEAST = 300


def texts(file):
    while line := file.readline():
        yield file.read(int(line))


def main():
    with tempfile.NamedTemporaryFile() as kept:
        subprocess.run([sys.argv[1], str(ROUNDS), *sys.argv[2:]], check=True,
                       env={**os.environ, "FUZZ_KEEP": kept.name})
        judged = [(text, accepts(text)) for text in texts(kept)]
    refused = [text for text, accepted in judged if not accepted]
    for text in refused:
        print(f"called valid by us, refused by Python: {text!r}")
    print(f"{len(judged)} texts, {len(refused)} refused")
    return 1 if refused or len(judged) < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
