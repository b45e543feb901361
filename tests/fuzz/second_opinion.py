#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""second_opinion.py JUDGE: what fp_scan accepts is what another parser of RFC 8259 accepts.

Random texts and random changes of good ones, always the same, go to the judge (judge.c) and to
Python's json, which is held to the letter: no NaN, no Infinity, bytes that are UTF-8. And where the
judge refuses a text, the part before the byte that it names must be fine as far as it goes.
"""
import json
import random
import subprocess
import sys

TEXTS = 60000
GOOD = [
    '{"a": [1, -0.5e+3, true, false, null], "b\\u00e9\\n": {"c": ""}, "": [[]]}',
    ' [ "caf\u00e9 \U0001f600", "\\ud83d\\ude00", "\\udead", "\\"\\\\\\/\\b\\f\\r\\t" ] ',
    "[0, -0, 10, 1.25, 1E5, 1e-7, 123456789012345678901234567890]",
    '{"x": {"y": {"z": [{}, {"w": "1234567890123456789"}]}}}\r\n\t',
    "null", "-1.5", '"a"',
]
TELLING = [c.encode() for c in '"\\{}[]:,0123456789eE.+- \t\r\n\f/tfnu'] + [
    b"\x00", b"\x1f", b"\x7f", b"\x80", b"\xc0", b"\xc3\xa9", b"\xe2\x82\xac", b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80", b"\xf4\x90\x80\x80", b"\xff", b"\xef\xbb\xbf", b"\xc2\xa0", b"NaN",
    b"Infinity", b"true", b"null", b"\\u12", b"\\u00e9", b"'", b"\xe2\x80\xa8",
]


def random_text(chance):
    return b"".join(chance.choice(TELLING) for _ in range(chance.randrange(12)))


def changed(chance, text):
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        gone = chance.choice([0, 0, 1, 1, 2, 5])
        put = chance.choice([b"", chance.choice(TELLING), text[at : at + chance.randrange(6)]])
        text = text[:at] + put + text[at + gone :]
    return text


def refuse_constant(name):
    raise ValueError(name)


def accepts(text):
    try:
        json.loads(text.decode(), parse_constant=refuse_constant, parse_int=str)
        return True
    except ValueError:
        return False


def judged(judge, texts):
    stdin = b"".join(b"%d\n%s" % (len(text), text) for text in texts)
    answers = subprocess.run([judge], input=stdin, stdout=subprocess.PIPE, check=True)
    return [None if a == b"ok" else int(a) for a in answers.stdout.split()]


def main():
    chance = random.Random(8259)
    good = [text.encode() for text in GOOD]
    texts = good + [
        random_text(chance) if i % 4 == 0 else changed(chance, chance.choice(good))
        for i in range(TEXTS)
    ]
    answers = judged(sys.argv[1], texts)
    before = judged(sys.argv[1], [text[:at] for text, at in zip(texts, answers)])
    wrong = 0
    for text, at, earlier in zip(texts, answers, before):
        if (at is None) != accepts(text):
            print(f"{text!r}: accepted by us, not by them" if at is None else
                  f"{text!r}: accepted by them, refused by us at {at}")
            wrong += 1
        elif earlier is not None and earlier != at:
            print(f"{text!r}: refused at {at}, but its beginning at {earlier} already")
            wrong += 1
    accepted = answers.count(None)
    print(f"{len(texts)} texts, {accepted} of them JSON, {wrong} judged differently")
    return 1 if wrong or not 1000 < accepted < len(texts) - 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
