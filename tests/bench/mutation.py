"""Mistakes that people make, made on purpose in valid blocks, so that we know what was meant.

A mistake is a function of a random generator and a Text; it answers the edits [(start, end, text)]
that make the mistake (None: it cannot be made there). Where the mistake goes with other contents
(a quote inside a string), it answers two lists: the edits, and those of the text that was meant.

Groups: `table` is what the table of prices knows, `further` what people do besides; of `lossy`
mistakes nobody can know what was meant, so they count apart.
"""
import collections
import hashlib
import json
import os
import random
import re

import bench

Case = collections.namedtuple("Case", "kind text wanted mistakes repo")
Token = collections.namedtuple("Token", "kind start end text key inside partner depth")

TOKEN = re.compile(r'[{}\[\],:]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null')
MISTAKES = {}  # name -> (group, function)


def mistake(name, group="table"):
    def add(function):
        MISTAKES[name] = (group, function)
        return function
    return add


class Text:
    """A valid text and its tokens, each with what it stands in: '{', '[' or ''."""

    def __init__(self, text):
        self.text = text
        self.tokens = []
        stack, raw = [], list(TOKEN.finditer(text))
        partner = {}
        for i, m in enumerate(raw):
            if m[0] in "{[":
                stack.append(i)
            elif m[0] in "}]":
                partner[i] = stack.pop()
                partner[partner[i]] = i
        for i, m in enumerate(raw):
            if m[0] in "}]":
                stack.pop()
            inside = raw[stack[-1]][0] if stack else ""
            kind = m[0] if m[0] in "{}[],:" else {'"': "s"}.get(m[0][0], "n" if m[0][0] in
                                                                 "-0123456789" else "l")
            key = kind == "s" and i + 1 < len(raw) and raw[i + 1][0] == ":"
            self.tokens.append(Token(kind, m.start(), m.end(), m[0], key, inside,
                                     partner.get(i, -1), len(stack)))
            if m[0] in "{[":
                stack.append(i)

    def of(self, kinds, test=lambda t: True):
        return [t for t in self.tokens if t.kind in kinds and test(t)]

    def strings(self, **which):
        """String tokens; key=True or False narrows them."""
        return [t for t in self.tokens if t.kind == "s" and len(t.text) > 2
                and all(getattr(t, k) == v for k, v in which.items())]

    def ends_line(self, t):
        return bool(re.match(r"[ \t]*\r?\n", self.text[t.end:]))

    def line_starts(self):
        return [0] + [m.end() for m in re.finditer("\n", self.text) if m.end() < len(self.text)]


def pick(rng, things):
    return rng.choice(things) if things else None


def each(rng, things, edit):
    """The edit of one of the things."""
    t = pick(rng, things)
    return [edit(t)] if t else None


def replace(kinds, *texts, test=lambda t: True):
    return lambda rng, x: each(rng, x.of(kinds, test), lambda t: (t.start, t.end, rng.choice(texts)))


def insert_after(kinds, *texts, test=lambda t: True):
    return lambda rng, x: each(rng, x.of(kinds, test), lambda t: (t.end, t.end, rng.choice(texts)))


def values_end(x):
    """Tokens that end a value: scalars and closers."""
    return [t for t in x.tokens if t.kind in "nl}]" or t.kind == "s" and not t.key]


# Commas and colons

MISTAKES["comma missing"] = ("table", replace(",", ""))
MISTAKES["comma to semicolon"] = ("table", replace(",", ";"))
MISTAKES["comma to dot"] = ("table", replace(",", "."))
MISTAKES["comma to colon"] = ("table", replace(",", ":"))
MISTAKES["comma doubled"] = ("table", replace(",", ",,", ", ,"))
MISTAKES["comma first"] = ("table", insert_after("{[", ","))
MISTAKES["comma full-width"] = ("further", replace(",", "\uff0c", "\u3001"))
MISTAKES["comma before the document"] = ("further", lambda rng, x: [(0, 0, ",")])
MISTAKES["comma after the document"] = ("further", lambda rng, x: [(x.tokens[-1].end,) * 2 + (",",)])
MISTAKES["colon missing"] = ("table", replace(":", ""))
MISTAKES["colon to comma"] = ("table", replace(":", ","))
MISTAKES["colon to ="] = ("table", replace(":", "=", " ="))
MISTAKES["colon to => or ->"] = ("table", replace(":", "=>", " =>", " ->"))
MISTAKES["colon to semicolon"] = ("table", replace(":", ";"))
MISTAKES["colon doubled"] = ("table", replace(":", "::", ": :"))
MISTAKES["colon to :="] = ("further", replace(":", ":=", " :="))
MISTAKES["colon full-width"] = ("further", replace(":", "\uff1a"))
MISTAKES["colon to dot"] = ("further", replace(":", "."))


@mistake("comma missing at line ends, all")
def commas_all(rng, x):
    found = [t for t in x.of(",") if x.ends_line(t)]
    return [(t.start, t.end, "") for t in found] if len(found) > 1 else None


@mistake("comma trailing")
def trailing(rng, x):
    last = [t for t, after in zip(x.tokens, x.tokens[1:]) if after.kind in "}]" and t.kind not in "{["]
    return each(rng, last, lambda t: (t.end, t.end, ","))


@mistake("comma trailing, all")
def trailing_all(rng, x):
    last = [t for t, after in zip(x.tokens, x.tokens[1:])
            if after.kind in "}]" and t.kind not in "{[" and x.ends_line(t)]
    return [(t.end, t.end, ",") for t in last] or None


@mistake("colon to =, all")
def equals_all(rng, x):
    return [(t.start, t.end, " =") for t in x.of(":")] or None


# Brackets

OTHER = {"{": "[", "[": "{", "}": "]", "]": "}"}

MISTAKES["closer missing"] = ("table", replace("}]", ""))
MISTAKES["closer doubled"] = ("table", lambda rng, x: each(rng, x.of("}]"),
                                                           lambda t: (t.end, t.end, t.text)))
MISTAKES["closer wrong"] = ("table", lambda rng, x: each(rng, x.of("}]"),
                                                         lambda t: (t.start, t.end, OTHER[t.text])))
MISTAKES["closer missing at the end"] = ("table", lambda rng, x: [(x.tokens[-1].start, x.tokens[-1].end, "")])
MISTAKES["opener missing"] = ("table", replace("{[", "", test=lambda t: t.depth > 0))
MISTAKES["opener doubled"] = ("table", lambda rng, x: each(rng, x.of("{["),
                                                           lambda t: (t.end, t.end, t.text)))
MISTAKES["opener wrong"] = ("table", lambda rng, x: each(
    rng, [t for t in x.of("{[") if x.tokens[t.partner].start > t.end],
    lambda t: (t.start, t.end, OTHER[t.text])))
MISTAKES["fragment"] = ("table", lambda rng, x: fragment(x))
MISTAKES["round brackets for an array"] = ("further", lambda rng, x: pair(rng, x, "[", "(", ")"))
MISTAKES["braces doubled"] = ("further", lambda rng, x: pair(rng, x, "{", "{{", "}}"))


def pair(rng, x, kind, opener, closer):
    t = pick(rng, x.of(kind))
    if not t:
        return None
    end = x.tokens[t.partner]
    return [(t.start, t.end, opener), (end.start, end.end, closer)]


def fragment(x):
    first, last = x.tokens[0], x.tokens[-1]
    if first.kind != "{" or len(x.tokens) < 5:
        return None
    return [(first.start, first.end, ""), (last.start, last.end, "")]


@mistake("fragment with its comma")
def fragment_comma(rng, x):
    edits = fragment(x)
    return edits and edits + [(x.tokens[-2].end, x.tokens[-2].end, ",")]


@mistake("closers missing at the end, some")
def closers_end(rng, x):
    tail = 0
    while tail < len(x.tokens) and x.tokens[-1 - tail].kind in "}]":
        tail += 1
    if tail < 2:
        return None
    return [(t.start, t.end, "") for t in x.tokens[-rng.randint(2, tail):]]


@mistake("closers swapped")
def closers_swapped(rng, x):
    found = [(a, b) for a, b in zip(x.tokens, x.tokens[1:]) if a.kind + b.kind in ("]}", "}]")]
    two = pick(rng, found)
    return two and [(t.start, t.end, OTHER[t.text]) for t in two]


@mistake("opener missing in a row of objects")
def opener_row(rng, x):
    found = [b for a, b in zip(x.tokens, x.tokens[1:])
             if a.kind == "," and b.kind == "{" and b.inside == "["]
    return each(rng, found, lambda t: (t.start, t.end, ""))


def braces_in_array(rng, x, alone):
    """The braces of an object in an array; alone: it is the only element."""
    found = []
    for before, t in zip(x.tokens, x.tokens[1:]):
        if t.kind == "{" and t.inside == "[":
            after = x.tokens[t.partner + 1]
            if (before.kind == "[" and after.kind == "]") == alone:
                found.append((t, x.tokens[t.partner]))
    two = pick(rng, found)
    return two and [(t.start, t.end, "") for t in two]


MISTAKES["braces missing in an array"] = ("table", lambda rng, x: braces_in_array(rng, x, False))
MISTAKES["braces missing around an only element"] = ("lossy", lambda rng, x: braces_in_array(
    rng, x, True))


# Quotes

def quotes(t, left, right=None):
    return [(t.start, t.start + 1, left), (t.end - 1, t.end, left if right is None else right)]


def requote(rng, x, left, right=None, whole=False, clash="'", **which):
    """One string (or all) in other quotes; strings that hold such a quote are passed over."""
    found = [t for t in x.strings(**which) if clash not in t.text and "\\" not in t.text]
    if not found:
        return None
    some = found if whole else [rng.choice(found)]
    return [e for t in some for e in quotes(t, left, right)]


for key in (True, False):
    which = "key" if key else "value"
    MISTAKES[f"quote lost in front of a {which}"] = ("table", lambda rng, x, k=key: each(
        rng, x.strings(key=k), lambda t: (t.start, t.start + 1, "")))
    MISTAKES[f"quote lost behind a {which}"] = ("table", lambda rng, x, k=key: each(
        rng, x.strings(key=k), lambda t: (t.end - 1, t.end, "")))
    MISTAKES[f"quote doubled in front of a {which}"] = ("table", lambda rng, x, k=key: each(
        rng, x.strings(key=k), lambda t: (t.start, t.start, '"')))
    MISTAKES[f"quote doubled behind a {which}"] = ("table", lambda rng, x, k=key: each(
        rng, x.strings(key=k), lambda t: (t.end, t.end, '"')))
    MISTAKES[f"single quotes, one {which}"] = ("table", lambda rng, x, k=key: requote(
        rng, x, "'", key=k))
MISTAKES["single quotes, all"] = ("table", lambda rng, x: requote(rng, x, "'", whole=True))
MISTAKES["backticks"] = ("table", lambda rng, x: requote(rng, x, "`", clash="`"))
MISTAKES["typographic quotes, one"] = ("table", lambda rng, x: requote(rng, x, "\u201c", "\u201d"))
MISTAKES["typographic quotes, all"] = ("table", lambda rng, x: requote(
    rng, x, "\u201c", "\u201d", whole=True))
MISTAKES["typographic single quotes, all"] = ("table", lambda rng, x: requote(
    rng, x, "\u2018", "\u2019", whole=True))
MISTAKES["typographic quotes, low"] = ("further", lambda rng, x: requote(
    rng, x, "\u201e", "\u201c", whole=True))
MISTAKES["guillemets"] = ("further", lambda rng, x: requote(rng, x, "\u00ab", "\u00bb"))
MISTAKES["quotes that differ"] = ("table", lambda rng, x: requote(
    rng, x, *rng.choice(["'\"", "\"'", "\u201c\"", "\"\u201d", "`'"])))
MISTAKES["two single quotes for a double one"] = ("further", lambda rng, x: requote(rng, x, "''"))
MISTAKES["quotes doubled, all"] = ("further", lambda rng, x: requote(
    rng, x, '""', whole=True, clash=","))
MISTAKES["quotes tripled"] = ("table", lambda rng, x: requote(rng, x, '"""', clash="\n"))
MISTAKES["quotes escaped, one"] = ("table", lambda rng, x: requote(rng, x, '\\"'))
MISTAKES["quotes escaped, all"] = ("table", lambda rng, x: requote(rng, x, '\\"', whole=True))
MISTAKES["&quot;, one"] = ("table", lambda rng, x: requote(rng, x, "&quot;", clash="&"))
MISTAKES["&quot;, all"] = ("table", lambda rng, x: requote(rng, x, "&quot;", whole=True, clash="&"))
MISTAKES["Python prefix, one"] = ("table", lambda rng, x: requote(rng, x, "u'", "'"))
MISTAKES["Python prefix, all"] = ("table", lambda rng, x: requote(rng, x, "u'", "'", whole=True))
MISTAKES["bytes of Python"] = ("table", lambda rng, x: requote(rng, x, "b'", "'"))

WORD = re.compile(r'"[A-Za-z_][\w-]*"')


def bare(rng, x, key, whole, shape):
    found = [t for t in x.strings(key=key) if shape.fullmatch(t.text)
             and t.text not in ('"true"', '"false"', '"null"')]
    if not found:
        return None
    some = found if whole else [rng.choice(found)]
    return [e for t in some for e in quotes(t, "")]


MISTAKES["bare key"] = ("table", lambda rng, x: bare(rng, x, True, False, WORD))
MISTAKES["bare keys, all"] = ("table", lambda rng, x: bare(rng, x, True, True, WORD))
MISTAKES["bare key with blanks"] = ("table", lambda rng, x: bare(
    rng, x, True, False, re.compile(r'"\w+( \w+)+"')))
MISTAKES["bare value"] = ("table", lambda rng, x: bare(rng, x, False, False, WORD))
MISTAKES["bare value with blanks"] = ("table", lambda rng, x: bare(
    rng, x, False, False, re.compile(r'"[A-Za-z]\w*( \w+)+"')))
MISTAKES["bare address"] = ("table", lambda rng, x: bare(
    rng, x, False, False, re.compile(r'"https?://[\w./-]+"')))
MISTAKES["bare value of digits and marks"] = ("further", lambda rng, x: bare(
    rng, x, False, False, re.compile(r'"\d+[-:./\w]*[A-Za-z:/-]\w*"')))


# Inside strings

def inside(rng, x, pattern, test=lambda t: True):
    """A place that the pattern finds in the contents of a string value: (start, end) or None."""
    found = [t for t in x.strings(key=False) if test(t) and pattern.search(t.text[1:-1])]
    t = pick(rng, found)
    m = t and pick(rng, list(pattern.finditer(t.text[1:-1])))
    return m and (t.start + 1 + m.start(), t.start + 1 + m.end())


@mistake("quotes inside a string")
def inner_quotes(rng, x):
    place = inside(rng, x, re.compile(r"(?<= )\w{2,}(?= )"))
    if not place:
        return None
    a, b = place
    return [(a, a, '"'), (b, b, '"')], [(a, a, '\\"'), (b, b, '\\"')]


@mistake("quotes at a string's end", "further")
def inner_quotes_end(rng, x):
    place = inside(rng, x, re.compile(r"(?<= )\w{2,}$"))
    if not place:
        return None
    a, b = place
    return [(a, a, '"'), (b, b, '"')], [(a, a, '\\"'), (b, b, '\\"')]


@mistake("an attribute inside a string")
def inner_attribute(rng, x):
    place = inside(rng, x, re.compile(r"(?<= )(?=\w{2,} )"))
    if not place:
        return None
    a = place[0]
    return ([(a, a, '<a href="https://example.org/">see</a> ')],
            [(a, a, '<a href=\\"https://example.org/\\">see</a> ')])


@mistake("escaped quotes that lost their backslashes")
def inner_lost(rng, x):
    found = [t for t in x.strings() if t.text.count('\\"') >= 2 and "\\\\" not in t.text]
    t = pick(rng, found)
    return t and [(t.start + m.start(), t.start + m.end(), '"')
                  for m in re.finditer(r'\\"', t.text)]


@mistake("JSON pasted into a string")
def pasted(rng, x):
    t = pick(rng, x.strings(key=False))
    inner = rng.choice(['{"a": 1}', '{"name":"value","n":[1,2]}', '[{"id": "x"}]'])
    return t and ([(t.start, t.end, '"' + inner + '"')], [(t.start, t.end, json.dumps(inner))])


@mistake("line end inside a string")
def raw_line_end(rng, x):
    place = inside(rng, x, re.compile(r"(?<=\w) (?=\w)"))
    return place and ([(*place, "\n")], [(*place, "\\n")])


@mistake("\\n written as line ends")
def raw_line_ends(rng, x):
    t = pick(rng, [t for t in x.strings() if "\\n" in t.text and "\\\\" not in t.text])
    return t and [(t.start + m.start(), t.start + m.end(), "\n")
                  for m in re.finditer(r"\\n", t.text)]


@mistake("tab inside a string")
def raw_tab(rng, x):
    place = inside(rng, x, re.compile(r"(?<=\w) (?=\w)"))
    return place and ([(*place, "\t")], [(*place, "\\t")])


@mistake("Markdown escape")
def markdown_escape(rng, x):
    found = [t for t in x.strings() if re.search(r"[_*.#<>()\[\]{}~-]", t.text) and "\\" not in t.text]
    t = pick(rng, found)
    if not t:
        return None
    mark = rng.choice(re.findall(r"[_*.#<>()\[\]{}~-]", t.text))
    return [(t.start + i, t.start + i, "\\") for i, c in enumerate(t.text) if c == mark]


@mistake("\\' in a string")
def escaped_apostrophe(rng, x):
    found = [(t, m.start()) for t in x.strings() for m in re.finditer("(?<!\\\\)'", t.text)]
    return each(rng, found, lambda f: (f[0].start + f[1],) * 2 + ("\\",))


@mistake("pattern with single backslashes")
def regex(rng, x):
    t = pick(rng, x.strings(key=False))
    inner = rng.choice([r"^\d+$", r"\w+@\w+", r"C:\Windows\System", r"[\d\s]+", r"\p{L}+"])
    return t and ([(t.start, t.end, f'"{inner}"')], [(t.start, t.end, json.dumps(inner))])


@mistake("string cut by a line's end, no quote", "lossy")
def cut_string(rng, x):
    place = inside(rng, x, re.compile(r"\w+$"))
    return place and [(place[0] + (place[1] - place[0]) // 2, place[1] + 1, "")]


@mistake("string in two, joined by +")
def concatenation(rng, x):
    t = pick(rng, [t for t in x.strings(key=False) if "\\" not in t.text
                   and re.search(r"\w ?\w", t.text)])
    if not t:
        return None
    at = t.start + rng.choice([m.start() + 1 for m in re.finditer(r"\w(?= ?\w)", t.text)])
    plus = rng.choice(['" + "', '"\n    + "', '" +\n    "'])
    # Its own quotes are named too, so that no other mistake changes them alone.
    return quotes(t, '"') + [(at, at, plus)]


@mistake("strings in two, no +", "further")
def juxtaposed(rng, x):
    place = inside(rng, x, re.compile(r"(?<= )(?=\w)"), lambda t: "\\" not in t.text)
    return place and [(place[0], place[0], '"\n    "')]


# Literals and numbers

WRONG = {"true": ["True", "TRUE"], "false": ["False", "FALSE"],
         "null": ["None", "undefined", "nil", "NULL", "Null"]}
TYPOS = {"true": ["ture", "treu", "tru"], "false": ["flase", "fasle", "fals"], "null": ["nul", "nulll"]}


@mistake("foreign literal")
def literal(rng, x):
    return each(rng, x.of("l"), lambda t: (t.start, t.end, rng.choice(WRONG[t.text])))


@mistake("foreign literals, all")
def literals(rng, x):
    return [(t.start, t.end, WRONG[t.text][0]) for t in x.of("l")] or None


@mistake("literal misspelt", "further")
def literal_typo(rng, x):
    return each(rng, x.of("l"), lambda t: (t.start, t.end, rng.choice(TYPOS[t.text])))


@mistake("NaN", "lossy")
def nan(rng, x):
    t = pick(rng, x.of("n"))
    return t and ([(t.start, t.end, rng.choice(["NaN", "Infinity"]))], [(t.start, t.end, "null")])


@mistake("faulty number")
def number(rng, x):
    t = pick(rng, x.of("n", lambda t: re.fullmatch(r"\d+|0\.\d+", t.text)))
    if not t:
        return None
    if t.text.startswith("0."):
        return [(t.start, t.start + 1, "")]
    forms = ["+" + t.text, t.text + "."] + (["0" + t.text] if t.text != "0" else [])
    return [(t.start, t.end, rng.choice(forms))]


@mistake("number in groups of digits")
def grouped(rng, x):
    t = pick(rng, x.of("n", lambda t: re.fullmatch(r"\d{4,12}", t.text)))
    return t and [(t.start, t.end, f"{int(t.text):{rng.choice(',_')}}")]


@mistake("dash for a minus", "further")
def dash(rng, x):
    return each(rng, x.of("n", lambda t: t.text[0] == "-"),
                lambda t: (t.start, t.start + 1, rng.choice("\u2013\u2212")))


# Things that are not there, or too much

@mistake("value missing")
def value_missing(rng, x):
    t = pick(rng, [b for a, b in zip(x.tokens, x.tokens[1:]) if a.kind == ":" and b.kind in "snl"])
    return t and ([(t.start, t.end, "")], [(t.start, t.end, "null")])


@mistake("key missing")
def key_missing(rng, x):
    t = pick(rng, x.strings(key=True))
    return t and ([(t.start, t.end, "")], [(t.start, t.end, '""')])


@mistake("cut short at a token", "lossy")
def cut(rng, x):
    if len(x.tokens) < 6:
        return None
    at = rng.randrange(4, len(x.tokens))
    while at > 1 and not (x.tokens[at - 1].kind in "nl}]s" and not x.tokens[at - 1].key):
        at -= 1
    if at < 2:
        return None
    kept, closers = x.tokens[at - 1], ""
    depth = []
    for t in x.tokens[:at]:
        if t.kind in "{[":
            depth.append(OTHER[t.kind])
        elif t.kind in "}]":
            depth.pop()
    closers = "".join("}" if c == "[" else "]" for c in reversed(depth))
    return [(kept.end, len(x.text), "")], [(kept.end, len(x.text), closers)]


@mistake("last quote and closers lost")
def tail_lost(rng, x):
    tail = [t for t in x.tokens if t.kind not in "}]"][-1]
    if tail.kind != "s":
        return None
    return [(tail.end - 1, len(x.text), "")]


@mistake("ellipsis")
def ellipsis(rng, x):
    dots = rng.choice(["...", "\u2026"])
    t = pick(rng, values_end(x)[:-1])
    if not t:
        return None
    if t.inside and rng.random() < 0.5:
        return [(t.end, t.end, ", " + dots)]
    after = next((n for n in x.tokens if n.start >= t.end), None)
    if after and after.kind == ",":
        return [(after.end, after.end, rng.choice([f" {dots},", f"\n  {dots}\n", f" {dots} "]))]
    return [(t.end, t.end, rng.choice([f",\n  {dots}\n", f"\n  {dots}\n"]))]


@mistake("comment at a line's end")
def comment(rng, x):
    ends = [m.start() for m in re.finditer(r"\r?\n", x.text)]
    note = rng.choice(["// the name", "# optional", "// see {a, b}", "# don't touch", "// e.g. \"x\"",
                       "/* required */", "// 1.", "<-- here"])
    return each(rng, ends, lambda at: (at, at, " " + note))


@mistake("comment on its own line")
def comment_line(rng, x):
    note = rng.choice(["// first, the name", "# section: one", "/* a\n   b */", "<!-- more -->",
                       "// \"old\": 1,", "-- here"])
    return each(rng, x.line_starts()[1:], lambda at: (at, at, note + "\n"))


@mistake("stray word")
def stray_word(rng, x):
    word = rng.choice(["foo", "here", "TODO", "new", "copy"])
    return each(rng, values_end(x), lambda t: (t.end, t.end, " " + word))


@mistake("stray letter", "further")
def stray_letter(rng, x):
    return each(rng, x.of("{}[],:"), lambda t: (t.end, t.end, rng.choice("asdv`\\/.'-")))


@mistake("stray string")
def stray_string(rng, x):
    return each(rng, [t for t in values_end(x) if t.inside == "{"],
                lambda t: (t.end, t.end, ' "x"'))


@mistake("another document")
def two_documents(rng, x):
    other = rng.choice(['{"a": 1}', '{\n  "error": "none",\n  "code": 4\n}', '["a", "b"]'])
    join = rng.choice(["\n", "\n\n", ",\n"])
    text = x.text.strip()
    return ([(0, len(x.text), text + join + other)], [(0, len(x.text), f"[{text},{other}]")])


# Blanks

MISTAKES["no-break space"] = ("table", lambda rng, x: each(
    rng, [m.start() for m in re.finditer(r"(?<=[\[{},:]) ", strip_strings(x))],
    lambda at: (at, at + 1, "\u00a0")))
MISTAKES["zero-width space"] = ("table", lambda rng, x: each(
    rng, x.of("{}[],:"), lambda t: (t.end, t.end, rng.choice("\u200b\ufeff\u2060\u00ad"))))
MISTAKES["byte-order mark"] = ("table", lambda rng, x: [(0, 0, "\ufeff")])


def strip_strings(x):
    """The text with its strings blanked out, so that only what stands between tokens is found."""
    out = list(x.text)
    for t in x.of("s"):
        out[t.start:t.end] = "s" * (t.end - t.start)
    return "".join(out)


@mistake("no-break spaces for indentation")
def nbsp_all(rng, x):
    return [(m.start(), m.end(), "\u00a0" * len(m[0]))
            for m in re.finditer(r"(?m)^ +", strip_strings(x))] or None


# Residue of the place it was copied from

def every_line(x, prefix):
    return [(at, at, prefix(i)) for i, at in enumerate(x.line_starts())]


def around(x, before, after):
    return [(0, 0, before), (len(x.text.rstrip()), len(x.text), after)]


MISTAKES["backslashes at line ends"] = ("further", lambda rng, x: [
    (m.start(), m.start(), " \\") for m in re.finditer(r"\n(?=.)", x.text)] or None)
MISTAKES["marks of a diff"] = ("further", lambda rng, x: each(
    rng, x.line_starts()[1:-1], lambda at: (at, at, rng.choice("+-"))))
MISTAKES["marks of a diff, all"] = ("further", lambda rng, x: every_line(
    x, lambda i, c=rng.choice(["+", "+ "]): c) if "\n" in x.text.strip() else None)
MISTAKES["line numbers"] = ("further", lambda rng, x: every_line(
    x, lambda i, f=rng.choice(["{} ", "{}: ", "{:3} | ", "{}\t"]): f.format(i + 1))
    if "\n" in x.text.strip() else None)
MISTAKES["quote marks of mail"] = ("further", lambda rng, x: every_line(x, lambda i: "> "))
MISTAKES["dots of a Python prompt"] = ("further", lambda rng, x: every_line(
    x, lambda i: "... " if i else ">>> "))
MISTAKES["prompt"] = ("further", lambda rng, x: [(0, 0, rng.choice(["$ ", "> ", ">>> ", "# "]))])
MISTAKES["prefix of a log"] = ("further", lambda rng, x: [(0, 0, rng.choice([
    "2024-01-02 12:00:00 INFO ", "[info] ", "response: ", "Output:\n", "DEBUG body="]))])
MISTAKES["trailing semicolon"] = ("table", lambda rng, x: around(x, "", ";"))
MISTAKES["var x ="] = ("table", lambda rng, x: around(x, rng.choice([
    "var x = ", "const data = ", "let a =\n", "x = ", "module.exports = ", "export default "]),
    rng.choice([";", ""])))
MISTAKES["callback()"] = ("table", lambda rng, x: around(x, rng.choice([
    "callback(", "JSON.parse(", "print("]), rng.choice([");", ")"])))
MISTAKES["prose before"] = ("table", lambda rng, x: [(0, 0, rng.choice([
    "Response:\n", "The answer is\n\n", "Example of a request\n"]))])
MISTAKES["prose after"] = ("table", lambda rng, x: around(x, "", rng.choice([
    "\nand so on\n", "\nThe end.\n"])))
MISTAKES["in single quotes"] = ("further", lambda rng, x: around(x, "'", "'")
                                if "'" not in x.text else None)
MISTAKES["curl -d"] = ("further", lambda rng, x: around(x, "-d '", "'") if "'" not in x.text else None)
MISTAKES["fence left at the end"] = ("table", lambda rng, x: around(x, "", rng.choice(["\n``", "`", "\n``json"])))
MISTAKES["&nbsp; for indentation"] = ("further", lambda rng, x: [
    (m.start(), m.end(), "&nbsp;" * len(m[0])) for m in re.finditer(r"(?m)^ +", strip_strings(x))] or None)
MISTAKES["<br> at line ends"] = ("further", lambda rng, x: [
    (m.start(), m.start(), "<br>") for m in re.finditer(r"\n(?=.)", strip_strings(x))] or None)
MISTAKES["\\n between tokens"] = ("further", lambda rng, x: [
    (m.start(), m.end(), "\\n") for m in re.finditer(r"\n(?=.)", strip_strings(x))] or None)
MISTAKES["emphasis"] = ("further", lambda rng, x: each(
    rng, values_end(x), lambda t: (t.start, t.end, f"**{t.text}**")))


@mistake("merge markers", "lossy")
def merge_markers(rng, x):
    starts = x.line_starts()
    if len(starts) < 4:
        return None
    i = rng.randrange(1, len(starts) - 2)
    line = x.text[starts[i]:starts[i + 1]]
    return [(starts[i], starts[i + 1], f"<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> topic\n")]


@mistake("end pasted twice", "further")
def end_twice(rng, x):
    lines = x.text.rstrip().split("\n")
    if len(lines) < 5 or len(lines[-1].strip()) > 2:
        return None
    tail = "\n".join(lines[-rng.randint(2, min(4, len(lines) - 2)):])
    if tail.count("}") + tail.count("]") <= tail.count("{") + tail.count("[") or len(tail.split()) < 3:
        return None
    return [(len(x.text.rstrip()), len(x.text), "\n" + tail + "\n")]


@mistake("constructor around a value")
def constructor(rng, x):
    return each(rng, x.strings(key=False), lambda t: (
        t.start, t.end, rng.choice(["ObjectId({})", "ISODate({})", "NumberLong({})"]).format(t.text)))


@mistake("JavaScript object")
def javascript(rng, x):
    keys = bare(rng, x, True, True, WORD)
    values = requote(rng, x, "'", whole=True, key=False)
    return keys and values and keys + values + (trailing_all(rng, x) or [])


@mistake("Python dictionary")
def python(rng, x):
    text = requote(rng, x, "'", whole=True)
    return text and text + (literals(rng, x) or [])


@mistake("YAML habits", "further")
def yaml(rng, x):
    keys, commas = bare(rng, x, True, True, WORD), commas_all(rng, x)
    return keys and commas and keys + commas


@mistake("comma inside the string", "lossy")
def comma_inside(rng, x):
    found = [(a, b) for a, b in zip(x.tokens, x.tokens[1:])
             if a.kind == "s" and b.kind == "," and a.end == b.start]
    two = pick(rng, found)
    return two and [(two[0].end - 1, two[1].end, ',"')]


@mistake("colon inside the key", "lossy")
def colon_inside(rng, x):
    found = [(a, b) for a, b in zip(x.tokens, x.tokens[1:])
             if a.kind == "s" and b.kind == ":" and a.end == b.start]
    two = pick(rng, found)
    return two and [(two[0].end - 1, two[1].end, ':"')]


# In a json block text around the JSON is deliberate notation, which is not mended.
IN_HAR = {"prose before", "prose after", "prompt", "prefix of a log"}


# Material

def half_of(repo):
    """Half of the repositories is for tuning, the other is never looked at."""
    return ("tune", "held")[hashlib.sha256(repo.encode()).digest()[0] & 1]


def usable(text):
    if not 80 <= len(text.encode()) <= 4000:
        return False
    got = bench.value(text)
    return isinstance(got, (dict, list)) and "\r" not in text


def gather():
    """Valid blocks and payloads as [repo, kind, text]; at most 300 a repository. Kept once gathered."""
    path = os.path.join(bench.SCRATCH, "material.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            return json.load(f)
    found = collections.defaultdict(list)
    for repo, _, _, kind, text in bench.blocks():
        if kind == "har":
            block = bench.value(text)
            data = block.get("postData") if isinstance(block, dict) else None
            inner = data.get("text") if isinstance(data, dict) else None
            if isinstance(inner, str) and usable(inner):
                found[repo].append([repo, "payload", inner])
        if usable(text):
            found[repo].append([repo, kind, text.strip("\n") + "\n"])
    out = []
    for repo in sorted(found):
        random.Random(repo).shuffle(found[repo])
        out += found[repo][:300]
    with open(path, "w", encoding="utf-8") as f:
        json.dump(out, f)
    return out


# Making cases

def apply(text, edits):
    """The text with the edits made, or None where two of them meet."""
    out, at = [], 0
    for start, end, new in sorted(edits, key=lambda e: e[:2]):
        if start < at:
            return None
        out += [text[at:start], new]
        at = end
    return "".join(out + [text[at:]])


def apart(one, two):
    """Whether the edits of two mistakes stand apart, by a byte at least."""
    return all(a[1] < b[0] or b[1] < a[0] for a in one for b in two)


def make_one(rng, entry, names):
    repo, kind, text = entry
    x = Text(text)
    edits, meant = [], []
    for name in names:
        made = MISTAKES[name][1](rng, x)
        if not made:
            return None
        broken, wanted = made if isinstance(made, tuple) else (made, [])
        if not apart(broken, edits):
            return None
        edits += broken
        meant += wanted
    broken, wanted = apply(text, edits), apply(text, meant)
    if broken is None or wanted is None or bench.value(broken) is not bench.BAD:
        return None
    if IN_HAR.intersection(names):
        kind = "har"
    return Case(kind, broken, wanted, names, repo)


def names_of(groups):
    return [n for n, (group, _) in MISTAKES.items() if group in groups]


def make(half, times, count, seed=1, kinds=None, groups=("table",)):
    """`count` broken texts with `times` mistakes each, the kinds of mistakes in turn."""
    entries = [e for e in gather() if half_of(e[0]) == half]
    kinds = kinds or names_of(groups)
    cases, seen = [], set()
    for i in range(count):
        rng = random.Random(f"{seed} {half} {times} {i}")
        for _ in range(200):
            names = [kinds[i % len(kinds)]]
            names += [rng.choice(names_of(groups)) for _ in range(times - 1)]
            case = make_one(rng, rng.choice(entries), names)
            if case and case.text not in seen:
                seen.add(case.text)
                cases.append(case)
                break
    return cases
