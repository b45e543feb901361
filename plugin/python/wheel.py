#!/usr/bin/env python3
"""wheel.py VERSION LIBRARY WHEEL: the package and the library beside it, as a wheel.

A wheel is a zip file whose RECORD lists what is in it (PyPA binary distribution format); nothing but
Python is needed to write one. The same input gives the same bytes.
"""
import base64
import hashlib
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
METADATA = """\
Metadata-Version: 2.1
Name: fencepost
Version: {version}
Summary: checks and mends the har and json examples of Markdown documents
License: MIT
Requires-Python: >=3.8
"""
WHEEL = """\
Wheel-Version: 1.0
Generator: fencepost {version}
Root-Is-Purelib: false
Tag: {tag}
"""
ENTRY_POINTS = """\
[mkdocs.plugins]
fencepost = fencepost.mkdocs:FencepostPlugin
"""


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def contents(version, library, tag):
    """name in the wheel -> bytes, RECORD aside."""
    package = os.path.join(HERE, "fencepost")
    info = f"fencepost-{version}.dist-info/"
    files = {"fencepost/" + name: read(package, name) for name in sorted(os.listdir(package))
             if name.endswith(".py") or name == "py.typed"}
    files["fencepost/libfencepost.so.0"] = read(library)
    files[info + "METADATA"] = METADATA.format(version=version).encode()
    files[info + "WHEEL"] = WHEEL.format(version=version, tag=tag).encode()
    files[info + "entry_points.txt"] = ENTRY_POINTS.encode()
    files[info + "LICENSE"] = read(HERE, "..", "..", "LICENSE")
    return files, info + "RECORD"


def record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def write(version, library, path):
    tag = os.path.basename(path)[:-len(".whl")].split("-", 2)[2]
    files, record = contents(version, library, tag)
    lines = [record_line(name, data) for name, data in files.items()]
    files[record] = "".join(lines + [f"{record},,\n"]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if name.endswith(".so.0") else 0o644) << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    write(*sys.argv[1:])
