"""Mistakes of copying, the group `copied` of mutation.py: what a text brings along from where it was.

A word processor, a PDF, a terminal, a log, a shell command, a table, a merge, the markup around it;
and what another language writes where JSON has its own. Importing this adds them.
"""
import re

from mutation import (IN_HAR, WORD, around, each, every_line, fragment, inside, mistake, pick, quotes,
                      requote, strip_strings)


def copied(name):
    return mistake(name, "copied")


def lines_of(x):
    return x.text.rstrip().count("\n") + 1


def wrapped(name, *pairs):
    """Something around the whole: one of the pairs (before, after)."""
    copied(name)(lambda rng, x: around(x, *rng.choice(pairs)))


def on_every_line(name, *prefixes):
    """The same in front of every line."""
    copied(name)(lambda rng, x: every_line(x, lambda i, p=rng.choice(prefixes): p)
                 if lines_of(x) > 2 else None)


def before_lines(name, *lines):
    """A line that belongs elsewhere, between two others."""
    copied(name)(lambda rng, x: each(rng, x.line_starts()[1:],
                                     lambda at: (at, at, rng.choice(lines) + "\n")))


def at_line_ends(name, *marks):
    copied(name)(lambda rng, x: [(m.start(), m.start(), rng.choice(marks)) for m in
                                 re.finditer(r"\n(?=.)", strip_strings(x))] or None)


# Word processors and PDF

on_every_line("bullets", "\u2022 ", "* ", "- ")
before_lines("a page's foot", "Page 3 of 10", "www.example.org")
before_lines("form feed", "\f")


@copied("closing typographic quotes everywhere")
def smart_wrong_way(rng, x):
    return requote(rng, x, "\u201d", "\u201d", whole=True)


@copied("no-break spaces behind all colons")
def nbsp_colons(rng, x):
    found = [m.start() + 1 for m in re.finditer(": ", strip_strings(x))]
    return [(at, at + 1, "\u00a0") for at in found] or None


# Terminals and logs

wrapped("a prompt behind it", ("", "\n$ "), ("", "\nuser@host:~$ "), ("", "%"))


@copied("colours of a terminal")
def colours(rng, x):
    found = x.of("snl")
    return [e for t in found for e in ((t.start, t.start, "\x1b[32m"), (t.end, t.end, "\x1b[0m"))] or None


@copied("a frame of lines")
def frame(rng, x):
    if lines_of(x) < 3 or "\t" in x.text:
        return None
    lines = x.text.rstrip().split("\n")
    bar = rng.choice(["\u2502", "|"])
    width = max(map(len, lines))
    return [(0, len(x.text), "\n".join(f"{bar} {line:{width}} {bar}" for line in lines))]


@copied("times of a log on every line")
def times(rng, x):
    if lines_of(x) < 3:
        return None
    return every_line(x, lambda i: f"12:00:{i // 10:02}.{i % 10}31 ")


# Shell

wrapped("curl --data-raw", ("--data-raw '", "' \\"), ("-d $'", "'"), ("echo '", "' | jq ."))
wrapped("a here-document", ("<<EOF\n", "\nEOF"), ("<<'JSON'\n", "\nJSON"), ("@'\n", "\n'@"))


@copied("all quotes escaped, in double quotes")
def shell_escaped(rng, x):
    text = x.text.strip()
    if "\\" in text or "\n" in text:
        return None
    return [(0, len(x.text), '"' + text.replace('"', '\\"') + '"')]


# Markdown, HTML, other markup

wrapped("<pre> around it", ("<pre>", "</pre>"), ("<pre><code>", "</code></pre>"),
        ('<code class="json">\n', "\n</code>"))
wrapped("a directive of RST around it", (".. code-block:: json\n\n", ""), ("::\n\n", ""),
        ("----\n", "\n----"), ("[source,json]\n----\n", "\n----"))
wrapped("a shortcode around it", ("{{< highlight json >}}\n", "\n{{< /highlight >}}"),
        ("{% highlight json %}\n", "\n{% endhighlight %}"), ("{% raw %}\n", "\n{% endraw %}"))
wrapped("the name of its language before it", ("json\n", ""), ("JSON\n", ""), ("Copy\n", ""))
wrapped("one cell of a table", ("| ", " |"), ("|", "|"))
on_every_line("all of it commented out", "// ", "//", "# ")
wrapped("all of it in a comment", ("/*\n", "\n*/"), ("<!--\n", "\n-->"))
at_line_ends("callouts at line ends", " <1>", " (1)")


@copied("&quot; and &lt; everywhere")
def entities(rng, x):
    if "&" in x.text:
        return None
    text = x.text.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return [(0, len(x.text), text)] if "\\" not in x.text else None


@copied("marks of code around a string")
def code_marks(rng, x):
    return each(rng, x.strings(), lambda t: (t.start, t.end, f"`{t.text}`"))


@copied("merge markers, two sides")
def merge_sides(rng, x):
    starts = x.line_starts()
    if len(starts) < 5:
        return None
    i = rng.randrange(1, len(starts) - 2)
    line = x.text[starts[i]:starts[i + 1]]
    other = re.sub(r"\w(?=\W*$)", "9", line)
    return [(starts[i], starts[i + 1], f"<<<<<<< HEAD\n{line}=======\n{other}>>>>>>> topic\n")]


# Other languages

wrapped("a call of JavaScript", ("JSON.stringify(", ")"), ("JSON.stringify(", ", null, 2)"),
        ("JSON.parse(`", "`)"))
wrapped("an assignment of its type", ("const x: Config = ", ";"), ("const x = ", " as const;"),
        ("return ", ";"), ("data = ", ""), ("x := ", ""))
wrapped("a macro around it", ("json!(", ")"), ("json.dumps(", ")"), ("json.loads('''", "''')"),
        ('json.loads("""', '""")'), ("`", "`"))
wrapped("a YAML document's start", ("---\n", ""), ("---\n", "\n..."))


@copied("strings in two over lines")
def joined_over_lines(rng, x):
    found = [t for t in x.strings(key=False) if t.inside == "{" and "\\" not in t.text]
    place = inside(rng, x, re.compile(r"(?<= )(?=\w)"), lambda t: t in found)
    return place and [(place[0], place[0], '"\n        "')]


@copied("dashes of YAML in an array")
def dashes(rng, x):
    found = [t for t in x.of("[") if x.tokens[t.partner].start > t.end + 1]
    t = pick(rng, found)
    if not t:
        return None
    depth, marks = 0, []
    i = x.tokens.index(t)
    for before, token in zip(x.tokens[i:t.partner], x.tokens[i + 1:t.partner]):
        if depth == 0 and before.kind in "[,":
            marks.append(token.start)
        depth += (token.kind in "{[") - (token.kind in "}]")
    own_line = [at for at in marks if x.text[:at].rstrip(" \t").endswith("\n")]
    return [(at, at, "- ") for at in own_line] if len(own_line) == len(marks) and marks else None


@copied("arrays and => of PHP")
def php(rng, x):
    form = rng.choice([("[", "]"), ("array(", ")")])
    out = [(t.start, t.end, " =>") for t in x.of(":")]
    for t in x.of("{["):
        end = x.tokens[t.partner]
        out += [(t.start, t.end, form[0]), (end.start, end.end, form[1])]
    if any(x.tokens[x.tokens.index(t) + 1].kind in "}]" for t in x.of("{[")):
        return None  # an empty array of PHP is either
    return (out + [e for t in x.strings() if "'" not in t.text and "\\" not in t.text
                   for e in quotes(t, "'")]) if x.of(":") else None


@copied("tables of Lua")
def lua(rng, x):
    if any(x.tokens[x.tokens.index(t) + 1].kind in "}]" for t in x.of("{[")):
        return None  # an empty table is either
    out = [(t.start, t.end, " =") for t in x.of(":")]
    out += [e for t in x.strings(key=True) for e in ((t.start, t.start, "["), (t.end, t.end, "]"))]
    return (out + [(t.start, t.end, "nil") for t in x.of("l") if t.text == "null"]) if out else None


@copied("a table of Lua for an array")
def lua_array(rng, x):
    t = pick(rng, [t for t in x.of("[") if x.tokens[t.partner].start > t.end])
    return t and [(t.start, t.end, "{"), (x.tokens[t.partner].start, x.tokens[t.partner].end, "}")]


@copied("symbols of Ruby")
def ruby(rng, x):
    keys = [t for t in x.strings(key=True)]
    if not keys or not all(WORD.fullmatch(t.text) and "-" not in t.text for t in keys):
        return None
    out = [(t.start, t.end, ":" + t.text[1:-1]) for t in keys]
    out += [(t.start, t.end, " =>") for t in x.of(":")]
    return out + [(t.start, t.end, "nil") for t in x.of("l") if t.text == "null"]


@copied("computed names of JavaScript")
def computed(rng, x):
    return each(rng, x.strings(key=True), lambda t: (t.start, t.end, f"[{t.text}]"))


@copied("brackets of an object are those of an array")
def swift(rng, x):
    found = [t for t in x.of("{") if x.tokens[t.partner].start > t.end + 2]
    t = pick(rng, found)
    return t and [(t.start, t.end, "["), (x.tokens[t.partner].start, x.tokens[t.partner].end, "]")]


@copied("a typed literal of Go")
def go(rng, x):
    found = [t for t in x.of("{[") if x.tokens[t.partner].start > t.end]
    t = pick(rng, found)
    if not t:
        return None
    end = x.tokens[t.partner]
    word = "map[string]interface{}" if t.kind == "{" else "[]string"
    return [(t.start, t.end, word + "{"), (end.start, end.end, "}")]


@copied("dict() of Python")
def python_dict(rng, x):
    found = [t for t in x.of("{") if x.tokens[t.partner].start > t.end]
    t = pick(rng, found)
    if not t:
        return None
    end, out = x.tokens[t.partner], []
    for a, b in zip(x.tokens, x.tokens[1:]):
        if a.key and t.start < a.start < end.start and a.depth == t.depth + 1:
            if not re.fullmatch(r'"[A-Za-z_]\w*"', a.text):
                return None
            out += quotes(a, "") + [(b.start, b.end, "=")]
    return out and out + [(t.start, t.end, "dict("), (end.start, end.end, ")")]


@copied("numbers with a suffix")
def suffixes(rng, x):
    return each(rng, x.of("n"), lambda t: (t.end, t.end, rng.choice(["L", "n"]))
                if re.fullmatch(r"-?\d+", t.text) else (t.end, t.end, "f"))


# Cut short

OTHER_CLOSER = {"{": "}", "[": "]"}


@copied("colon missing before a bracket, in a fragment")
def fragment_no_colon(rng, x):
    found = [b for a, b, c in zip(x.tokens, x.tokens[1:], x.tokens[2:])
             if b.kind == ":" and c.kind in "{[" and b.depth == 1]
    edits, colon = fragment(x), pick(rng, found)
    return edits and colon and edits + [(colon.start, colon.end, "")]


@copied("cut short behind a colon")
def cut_colon(rng, x):
    t = pick(rng, x.of(":"))
    if not t:
        return None
    open_ones = [u for u in x.of("{[") if u.end <= t.start and x.tokens[u.partner].start >= t.end]
    closers = "".join(OTHER_CLOSER[u.kind] for u in reversed(open_ones))
    return ([(t.end, len(x.text), "")], [(t.end, len(x.text), " null" + closers)])


@copied("cut short in a string")
def cut_in_string(rng, x):
    found = [t for t in x.strings(key=False) if re.fullmatch(r'"[\w ./:-]{8,}"', t.text)]
    t = pick(rng, found)
    if not t:
        return None
    at = t.start + rng.randint(4, len(t.text) - 3)
    while x.text[at - 1] == " ":
        at -= 1
    open_ones = [u for u in x.of("{[") if u.end <= t.start and x.tokens[u.partner].start >= t.end]
    closers = "".join(OTHER_CLOSER[u.kind] for u in reversed(open_ones))
    return ([(at, len(x.text), "")], [(at, len(x.text), '"' + closers)])


# Some of it is deliberate notation in a json block, and not mended there.
IN_HAR |= {"the name of its language before it", "a prompt behind it", "curl --data-raw",
           "a here-document"}
