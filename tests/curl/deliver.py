#!/usr/bin/env python3
"""tests/curl/deliver.py COMMAND [--random N [SEED]]

HAR requests -> `payload --curl` -> a shell -> curl -> a server on loopback: what arrives has to be what
the request says, byte for byte. Each request is a point of TAP and is sent by every shell that is
there. What is expected is worked out here from HAR 1.2 and HTTP, without a look at the command.
"""
import itertools
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse

SHELLS = [shell for shell in ("dash", "bash") if shutil.which(shell)] or ["sh"]
# What curl says of its own accord in each request.
OWN = {"host", "user-agent", "accept", "content-length"}


# ---- the server ----

class Server:
    """Takes one request a connection, answers it, and keeps it as it came."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        self.base = "http://127.0.0.1:%d" % self.socket.getsockname()[1]
        self.arrived = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            with connection:
                connection.settimeout(20)
                try:
                    self.arrived.append(self.receive(connection))
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
                                       b"Connection: close\r\n\r\n")
                except OSError as error:
                    self.arrived.append(("no request: %s" % error, [], b""))

    @staticmethod
    def receive(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(1 << 16)
            if not more:
                raise OSError("it ends in its head: %r" % data[:200])
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        headers = [tuple(part.decode("utf-8", "surrogateescape") for part in line.split(b":", 1))
                   for line in lines]
        named = {name.lower(): value.strip() for name, value in headers}
        if "expect" in named:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if named.get("transfer-encoding") == "chunked":
            body = Server.chunks(connection, body)
        while len(body) < int(named.get("content-length", "0")):
            more = connection.recv(1 << 16)
            if not more:
                raise OSError("it ends in its body")
            body += more
        return first.decode("utf-8", "surrogateescape"), headers, body

    @staticmethod
    def chunks(connection, data):
        while not data.endswith(b"0\r\n\r\n"):
            data += connection.recv(1 << 16)
        body = b""
        while data != b"0\r\n\r\n":
            size, _, data = data.partition(b"\r\n")
            body, data = body + data[:int(size, 16)], data[int(size, 16) + 2:]
        return body


# ---- what is expected ----

def fields_of(request):
    return (request.get("postData") or {}).get("params") or []


def header_of(request, name):
    return [each.get("value") or "" for each in request.get("headers", [])
            if each["name"].lower() == name]


def expected_target(request):
    """The request target: the path and query of the URL, and the parameters that only the list has."""
    url = request["url"].strip().split("#")[0]
    rest = re.sub("^[A-Za-z]+://", "", url)
    at = min([rest.find(mark) for mark in "/?" if mark in rest] or [len(rest)])
    path = rest[at:]
    path = path if path.startswith("/") else "/" + path
    known = set()
    if "?" in path:
        for pair in path.split("?", 1)[1].split("&"):
            name = pair.split("=")[0]
            known |= {name, urllib.parse.unquote_plus(name)}
    target = "".join(c if "!" <= c <= "~" else urllib.parse.quote(c) for c in path)
    pairs = []
    for each in request.get("queryString", []):
        if each["name"] not in known:
            pairs.append((each["name"], each.get("value") or ""))
    return target, pairs


def expected_cookie(request):
    header = header_of(request, "cookie")
    known = [pair.strip().split("=")[0] for pair in header[0].split(";")] if header else []
    pairs = ["%s=%s" % (each["name"], each.get("value", "")) for each in request.get("cookies", [])
             if each["name"] not in known]
    return "; ".join(([header[0]] if header and header[0] else []) + pairs)


def expected_body(request):
    """(kind, contents): None, bytes, pairs of a form, or parts of a multipart body."""
    data = request.get("postData") or {}
    text, kind = data.get("text"), data.get("mimeType") or ""
    kind = kind or "".join(header_of(request, "content-type")[:1])
    if text:
        if data.get("encoding") == "base64":
            import base64
            return "text", base64.b64decode(text)
        return "text", text.encode()
    if fields_of(request) and kind.lower().startswith("multipart/"):
        return "parts", fields_of(request)
    if fields_of(request):
        return "pairs", [(each["name"], each.get("value") if each.get("value") is not None
                          else each.get("fileName") or "") for each in fields_of(request)]
    if text is not None and request["method"].upper() not in ("GET", "HEAD"):
        return "text", b""
    return None, None


def expected_headers(request, kind):
    """The headers that are listed, by their lower case names, and the one that the mimeType calls for."""
    headers = []
    for each in request.get("headers", []):
        name, value = each["name"], each.get("value") or ""
        low = name.lower()
        if name.startswith(":") or low in ("cookie", "content-length"):
            continue
        if kind == "parts" and low == "content-type":
            continue
        # The blanks around a value are no part of it (RFC 9110 §5.5); they are sent all the same.
        headers.append((low, value if value.strip(" \t") else ""))
    cookie = expected_cookie(request)
    if cookie or header_of(request, "cookie"):
        headers.append(("cookie", cookie))
    mime = (request.get("postData") or {}).get("mimeType")
    if kind in ("text", "pairs") and mime and not header_of(request, "content-type"):
        headers.append(("content-type", mime))
    return sorted(headers)


def parts_of(body, kind):
    """The parts of a multipart body: (disposition parameters, type, contents)."""
    boundary = re.search('boundary="?([^";]+)', kind).group(1).encode()
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    assert pieces[0] == b"" and pieces[-1] == b"--\r\n", "no multipart body: %r" % body[:200]
    parts = []
    for piece in pieces[1:-1]:
        head, _, contents = piece[2:].partition(b"\r\n\r\n")
        named = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        disposition = dict(re.findall('; (name|filename)="([^"]*)"', named["Content-Disposition"]))
        parts.append((disposition, named.get("Content-Type"), contents))
    return parts


def as_parameter(text):
    """As a browser writes it into Content-Disposition."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def check_parts(fields, body, kind, files):
    found = parts_of(body, kind)
    assert len(found) == len(fields), "%d parts, not %d" % (len(found), len(fields))
    for field, (disposition, part_type, contents) in zip(fields, found):
        name, wanted = field.get("fileName"), (field.get("value") or "").encode()
        if name and not wanted:
            wanted = files[name]
        assert disposition.get("name") == as_parameter(field["name"]), disposition
        assert disposition.get("filename") == (name and as_parameter(name)), disposition
        assert contents == wanted, "part %r: %r" % (field["name"], contents[:200])
        if field.get("contentType"):
            assert part_type == field["contentType"], part_type
        elif not name:
            assert part_type is None, part_type


def check_arrived(request, arrived, files):
    first, headers, body = arrived
    kind, wanted = expected_body(request)
    method, _, rest = first.partition(" ")
    target, _, _ = rest.rpartition(" ")
    path, pairs = expected_target(request)

    assert method == request["method"], first
    assert target.startswith(path), "%r does not begin with %r" % (target, path)
    assert urllib.parse.parse_qsl(target[len(path):].lstrip("?&"), True) == pairs, target
    named = {name.lower(): value.strip() for name, value in headers}
    listed = {each["name"].lower() for each in request.get("headers", [])}
    found = sorted((name.lower(), value[1:] if value.startswith(" ") else value)
                   for name, value in headers
                   if name.lower() not in OWN - listed
                   and name.lower() != "content-length"
                   and not (kind == "parts" and name.lower() == "content-type"))
    assert found == expected_headers(request, kind), "headers: %r" % found
    if kind == "parts":
        check_parts(wanted, body, named["content-type"], files)
    elif kind == "pairs":
        assert urllib.parse.parse_qsl(body.decode(), True) == wanted, body[:300]
    else:
        assert body == (wanted or b""), "body: %r" % body[:300]
    if kind is None:
        assert named.get("content-length", "0") == "0", "a body: %r" % named


# ---- requests ----

def request_of(base, method="POST", path="/", **parts):
    data = {}
    for own, name in (("mime", "mimeType"), ("text", "text"), ("params", "params"),
                      ("encoding", "encoding")):
        if own in parts:
            data[name] = parts.pop(own)
    request = {"method": method, "url": base + path, "httpVersion": "HTTP/1.1"}
    for name in ("headers", "cookies", "queryString"):
        pairs = parts.pop(name, [])
        request[name] = [pair if isinstance(pair, dict) else {"name": pair[0], "value": pair[1]}
                         for pair in pairs]
    if data:
        request["postData"] = data
    assert not parts, parts
    return request


JSON_TYPE = ("Content-Type", "application/json")
FORM = "application/x-www-form-urlencoded"
MULTI = "multipart/form-data"


def named_requests(base):
    def case(name, *args, **parts):
        cases.append((name, request_of(base, *args, **parts)))

    cases = []
    # The shape of the founding example: a token, a type in mimeType alone, a function in a string.
    script = ("function(token, ctx, cb){ request.get('https://api.example.com/user', { headers: { "
              "'Authorization': 'OAuth ' + token } }, function(e, r, b) { if (e) return cb(e); "
              "if (r.statusCode !== 200 ) return cb(new Error('StatusCode: ' + r.statusCode)); "
              "return cb(null, JSON.parse(b));});}")
    case("the founding example", "POST", "/api/v2/connections", mime="application/json",
         headers=[("Authorization", "Bearer ABCD")],
         text='{ "name": "twitch", "strategy": "oauth2", "options": { "client_id": "YOUR-ID", '
              '"scope": ["user_read"], "scripts": { "fetchUserProfile": ' + json.dumps(script) +
              "}}}")

    for name, text in (
            ("single quotes", "it's '' a 'quote'"), ("double quotes", 'say "hello"'),
            ("dollars", "$HOME ${HOME} $(id) $$ $1"), ("backticks", "`id` ``"),
            ("exclamation marks", "!! !1 wow! \"!\""), ("backslashes", "\\ \\\\ \\n \\' \\0"),
            ("a leading @", "@/etc/passwd"), ("a leading <", "</etc/passwd"),
            ("a leading dash", "-d --data"), ("line ends", "a\nb\n\nc"),
            ("a line end at its end", "a\n"), ("nothing but line ends", "\n\n"),
            ("CRLF", "a\r\nb\r\n"), ("a carriage return alone", "a\rb"),
            ("tabs", "\ta\tb\t"), ("blanks", "  a  b  "), ("a percent sign", "100% %s %d %%"),
            ("letters beyond ASCII", "é ß 漢字 😀 \u202e \u200d"),
            ("control characters", "a\x1b[31m\x07\x7f\u009b1m\x01"),
            ("a hash", "# no comment"), ("globs", "* ? [a-z] {1,2} ~"),
            ("redirections", "a > b < c | d & e ; f"), ("control and a dash", "-\x01%\\'")):
        case("a body with " + name, mime="text/plain", text=text)
    case("a body that is longer than an argument may be", mime="text/plain",
         text="0123456789 it's $x\n" * 9000)
    case("a body of more than a MiB", mime="text/plain", text="x" * (1 << 20) + "end")
    case("a body in base64", mime="application/octet-stream", text="AAECA/+AJw==",
         encoding="base64")
    case("a body and no type", text="a=b")
    case("a body and an empty type", mime="", text="a=b")
    case("a type with parameters", mime="text/plain; charset=utf-8", text="é")
    case("a Content-Type header beside mimeType", mime="application/json", text="[1]",
         headers=[("Content-Type", "application/json; charset=utf-8")])
    case("a content-type header in small letters", mime="application/json", text="{}",
         headers=[("content-type", "application/json")])
    case("an empty body", mime="application/json", text="", headers=[JSON_TYPE])
    case("an empty body and no type", "PUT", text="")
    case("POST without a body", "POST")
    case("PUT with a body", "PUT", mime="text/plain", text="x")
    case("PATCH with a body", "PATCH", "/a", mime="application/json", text='{"a":1}')
    case("DELETE without a body", "DELETE", "/a/1")
    case("DELETE with a body", "DELETE", "/a/1", mime="application/json", text="[1]")
    case("GET", "GET", "/")
    case("GET with a body", "GET", "/search", mime="application/json", text='{"q":"a"}')
    case("GET with an empty text", "GET", "/", mime="", text="")
    case("HEAD", "HEAD", "/a")
    case("HEAD with a body", "HEAD", "/a", mime="text/plain", text="x")
    case("OPTIONS", "OPTIONS", "/a")
    case("a method of its own", "PURGE", "/a")

    case("headers", "GET", headers=[("X-A", "1"), ("X-B", "it's \"$HOME\" `id` \\"), ("x-c", "é")])
    case("a header without a value", "GET", headers=[("X-Empty", ""), ("X-Next", "1")])
    case("a header whose value is absent", "GET", headers=[{"name": "X-None"}])
    case("a header of blanks", "GET", headers=[("X-Blank", "  ")])
    case("a header with blanks around", "GET", headers=[("X-Blanks", "  a \t")])
    case("a header twice", "GET", headers=[("X-A", "1"), ("X-A", "2")])
    case("a header with ; at its end", "GET", headers=[("X-A", "a;"), ("X-B", ";")])
    case("headers that curl has too", "GET", headers=[
        ("User-Agent", "browser/1"), ("Accept", "text/html"), ("Host", "example.com")])
    case("headers that switch curl's off", "GET", headers=[("Accept", ""), ("User-Agent", "")])
    case("the header Expect", mime="text/plain", text="x", headers=[("Expect", "100-continue")])
    case("chunks", mime="text/plain", text="hello", headers=[("Transfer-Encoding", "chunked")])
    case("a Content-Length that is right", mime="text/plain", text="abc",
         headers=[("Content-Length", "3")])
    case("a Content-Length that is wrong", mime="text/plain", text="abc",
         headers=[("Content-Length", "30")])
    case("a Content-Length without a body", "GET", headers=[("Content-Length", "30")])
    case("headers of HTTP/2", "GET", "/a", headers=[(":method", "GET"), (":path", "/a"),
                                                    ("accept", "*/*")])
    case("placeholders", path="/{{id}}?a=${A}", headers=[("Authorization", "Bearer ${TOKEN}")],
         mime="application/json", text='{"a": "${TOKEN}", "b": "{{b}}", "c": "<c>"}')

    case("cookies", "GET", cookies=[("a", "1"), ("b", "x y%20\"z\""), ("c", "")])
    case("a Cookie header and the cookies in it", "GET", headers=[("Cookie", "a=1; b=2")],
         cookies=[("a", "1"), ("b", "2")])
    case("a Cookie header and one cookie more", "GET", headers=[("cookie", "a=1")],
         cookies=[("a", "1"), ("b", "2")])
    case("a cookie named like a file", "GET", cookies=[("/etc/passwd", "")])

    case("a query in the URL", "GET", "/a?b=c&d=%20e+f&&g")
    case("a query in the URL and in the list", "GET", "/a?b=c%20d&e=f",
         queryString=[("b", "c d"), ("e", "f")])
    case("a query in the list alone", "GET", "/a", queryString=[
        ("b", "c d"), ("e&", "f=g#h?"), ("i", "100%"), ("j", "a+b"), ("k", "é'\"$`"), ("l", "")])
    case("a query in the list, and more of it", "GET", "/a?b=1", queryString=[("b", "1"), ("c", "2")])
    case("a query in the list after an empty one", "GET", "/a?", queryString=[("b", "1")])
    case("a name with brackets", "GET", "/a?filter%5Bx%5D=1", queryString=[("filter[x]", "1")])
    case("one name twice in the list", "GET", "/a", queryString=[("b", "1"), ("b", "2")])
    case("a query and a fragment", "GET", "/a#b?c", queryString=[("d", "e")])
    case("a query without a path", "GET", "?a=b")
    case("placeholders in the list", "GET", "/a", queryString=[("a", "${A}"), ("b", "{{a&b}}")])

    case("no path", "GET", "")
    case("braces and brackets", "GET", "/a{b,c}[1-3]?d={e}&f[]=1")
    case("dot segments", "GET", "/a/../b/./c/..")
    case("encoded dot segments", "GET", "/a/%2e%2E/b/.%2e")
    case("a dot file", "GET", "/.well-known/a..b")
    case("a fragment", "GET", "/a#b{c}")
    case("characters that URLs do not have", "GET", "/a b/\"<>\\^`{|}'$HOME?q=é ü\ty")
    case("a URL with blanks around", "GET", "/a \n")
    case("an empty segment", "GET", "//a//b")

    case("a form", mime=FORM, params=[
        {"name": "grant_type", "value": "client credentials"}, {"name": "a&b", "value": "c=d&e"},
        {"name": "é", "value": "ü+%"}, {"name": "empty", "value": ""}, {"name": "absent"}])
    case("a form with @", mime=FORM, params=[
        {"name": "@a", "value": "@/etc/passwd"}, {"name": "b", "value": "=@c"}])
    case("a form with a nameless field", mime=FORM, params=[
        {"name": "a", "value": "1"}, {"name": "", "value": "x y"}, {"name": "a", "value": "2"}])
    case("a form with quotes and line ends", mime=FORM, params=[
        {"name": "a", "value": "it's \"$HOME\" `id`\nb\n"}, {"name": "b'c", "value": "\r\n"}])
    case("a form with a long value", mime=FORM, params=[
        {"name": "a", "value": "x y" * 50000}, {"name": "b", "value": "c"}])
    case("a form with a placeholder", mime=FORM, params=[{"name": "a", "value": "${TOKEN}"}])
    case("a form of a type with a charset", mime=FORM + "; charset=utf-8",
         params=[{"name": "a", "value": "b"}])
    case("a form with an empty text", mime=FORM, text="", params=[{"name": "a", "value": "b"}])
    case("a form whose type is a header", headers=[("Content-Type", FORM)],
         params=[{"name": "a", "value": "b"}])
    case("a form as text", mime=FORM, text="a=b&c=%20d")
    case("a form without a type", params=[{"name": "a", "value": "b"}])

    case("a multipart form", mime=MULTI, params=[
        {"name": "a", "value": "b"}, {"name": "c d", "value": "it's \"$HOME\" `id` \\ "}])
    case("fields that look like curl's syntax", mime=MULTI, params=[
        {"name": "a", "value": "@/etc/passwd"}, {"name": "b", "value": "</etc/passwd"},
        {"name": "c", "value": "d;type=text/html"}, {"name": "e", "value": '"quoted"'}])
    case("the same with a type", mime=MULTI, params=[
        {"name": "a", "value": "@/etc/passwd", "contentType": "text/plain"},
        {"name": "b", "value": "\"x\\y\";type=a", "contentType": "text/html; charset=utf-8"},
        {"name": "c", "value": " , ", "contentType": "application/vnd.a+json"}])
    case("names of fields", mime=MULTI, params=[
        {"name": "a=b", "value": "1"}, {"name": "", "value": "2"}, {"name": "a\"b", "value": "3"},
        {"name": "=", "value": "4", "contentType": "text/plain"}, {"name": "é;@", "value": "5"}])
    case("files", mime=MULTI, params=[
        {"name": "a", "fileName": "plain.txt"},
        {"name": "b", "fileName": "it's; \"a\", \\ file.png", "contentType": "image/png"},
        {"name": "c", "fileName": "sub/plain.txt", "contentType": "text/plain"},
        {"name": "d=e", "fileName": "plain.txt"}, {"name": "f", "fileName": "-"}])
    case("a file whose contents are given", mime=MULTI, params=[
        {"name": "a", "fileName": "not-there.txt", "value": "con;tents\n\"x\""},
        {"name": "b", "fileName": "b.json", "value": "[1]", "contentType": "application/json"}])
    case("a multipart form with a boundary", mime=MULTI + "; boundary=abc",
         headers=[("Content-Type", MULTI + "; boundary=abc")], params=[{"name": "a", "value": "b"}])
    case("another multipart type", mime="multipart/related; boundary=abc; type=\"text/plain\"",
         text="--abc\r\n\r\nx\r\n--abc--\r\n")
    case("a multipart body as text", mime=MULTI + "; boundary=abc",
         text="--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--abc--\r\n")
    return cases


def random_requests(base, count, seed):
    chance = random.Random(seed)
    alphabet = list("abcXYZ019 '\"\\$`!@<>;,=&+%#?/[]{}()*~|^:-_.\n\r\t") + [
        "é", "😀", "${A}", "{{b}}", "\x01", "\x7f", "\u009b", "..", "%41", "$(id)", "'\\''"]
    printable = [c for c in alphabet if c.isprintable()]

    def text(letters, most=12):
        return "".join(chance.choice(letters) for _ in range(chance.randint(0, most)))

    def pairs(letters, most=3):
        return [(text(letters, 6) or "n", text(letters)) for _ in range(chance.randint(0, most))]

    for number in range(count):
        parts = {"path": chance.choice(["", "/", "/" + text(alphabet, 10)]),
                 "queryString": pairs(alphabet),
                 "headers": [("X-" + str(i), text(printable))
                             for i in range(chance.randint(0, 3))],
                 "cookies": [("c%d" % i, text([c for c in printable if ";" not in c]))
                             for i in range(chance.randint(0, 2))]}
        parts["path"] = parts["path"].strip()
        kind = chance.choice(["none", "text", "text", "form", "multi"])
        fields = [{"name": name, "value": value} for name, value in pairs(alphabet)]
        if kind == "text":
            # Without a type, what begins with a bracket is held to be JSON.
            mime = chance.choice(["text/plain", "application/x-a", ""])
            parts.update(mime=mime, text=("" if mime else "a") + text(alphabet, 40))
        elif kind == "form":
            parts.update(mime=FORM, params=fields)
        elif kind == "multi":
            for field in fields:
                if chance.random() < 0.3:
                    field["contentType"] = chance.choice(["text/plain", "a/b; c=d"])
                if chance.random() < 0.3 and field["value"]:
                    field["fileName"] = text(printable) or "f"
            parts.update(mime=MULTI, params=fields)
        method = chance.choice(["GET", "POST", "PUT", "DELETE", "x-y"])
        yield "request %d of seed %d" % (number, seed), request_of(base, method, **parts)


# ---- running ----

def commands_of(command, requests, folder, *options):
    """The curl command of each request, from one document that shows them all."""
    page = "".join("````````har\n%s\n````````\n\n" % json.dumps(request, ensure_ascii=index % 2 == 0)
                   for index, (_, request) in enumerate(requests))
    with open(os.path.join(folder, "page.md"), "w", encoding="utf-8", newline="") as file:
        file.write(page)
    shown = [command, "payload", "--no-config", "--curl", *options]
    lines = subprocess.run(shown + ["--format", "json", "page.md"], cwd=folder, check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    listed = [json.loads(line)["curl"] for line in lines.decode().splitlines()]
    plain = subprocess.run(shown + ["page.md"], cwd=folder, check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    assert plain.decode() == "".join(listed), "--format json and plain text differ"
    assert len(listed) == len(requests), "%d commands for %d requests" % (len(listed), len(requests))
    return listed


def send(server, shell, script, folder):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}
    seen = len(server.arrived)
    words = [shell, "-c", script]
    if len(script) > 100000:  # more than an argument may have
        with open(os.path.join(folder, "script"), "w", encoding="utf-8", newline="") as file:
            file.write(script)
        words = [shell, "script"]
    ran = subprocess.run(words, cwd=folder, env=environment, timeout=60, check=False,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ran.returncode == 0, "%s: exit status %d: %s" % (shell, ran.returncode,
                                                            ran.stderr.decode()[-300:])
    assert len(server.arrived) == seen + 1, "%d requests" % (len(server.arrived) - seen)
    return server.arrived[-1]


def make_files(folder):
    files = {"plain.txt": b"plain\n", "it's; \"a\", \\ file.png": b"\x89PNG\0\r\n",
             "sub/plain.txt": b"below", "-": b"a dash"}
    os.mkdir(os.path.join(folder, "sub"))
    for name, contents in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(contents)
    return files


def main():
    command = os.path.abspath(sys.argv[1])
    if not shutil.which("curl"):
        print("1..0 # SKIP no curl")
        return 0
    server = Server()
    options = []
    if sys.argv[2:3] == ["--random"]:
        seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
        requests = list(random_requests(server.base, int(sys.argv[3]), seed))
        options = ["--select", "json-"]  # no rule of HAR mends the request
    else:
        requests = named_requests(server.base)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(folder)
        scripts = commands_of(command, requests, folder, *options)
        print("1..%d" % len(requests), flush=True)
        for number, ((name, request), script) in enumerate(zip(requests, scripts), 1):
            try:
                for shell in SHELLS:
                    check_arrived(request, send(server, shell, script, folder), files)
                print("ok %d - %s" % (number, name), flush=True)
            except (AssertionError, subprocess.TimeoutExpired, KeyError, ValueError,
                    AttributeError) as error:
                failed += 1
                print("not ok %d - %s" % (number, name))
                for line in itertools.chain(("%s: %s" % (type(error).__name__, error)).splitlines(),
                                            script[:2000].splitlines()):
                    print("# %s" % line, flush=True)
    return 1 if failed else 0


sys.exit(main())
