"""Checks and mends the har and json examples of Markdown documents.

    document = fencepost.check(text)
    for finding in document.findings:
        print(finding.line("page.md"))
    text = document.text  # corrected; the very string that was given where nothing changed

What `check` returns is immutable, and any number of threads may call it at once.
"""
import os
from ctypes import byref, c_void_p, create_string_buffer, sizeof
from functools import lru_cache
from typing import Optional, Union

from . import _abi
from ._abi import library as _library
from ._document import Document
from ._types import Block, Edit, Error, Finding, Fix, Payload, Place

__all__ = ["Block", "Document", "Edit", "Error", "Finding", "Fix", "Payload", "Place", "check",
           "line_of_body", "settings_for", "version"]

version: str = _library.fencepost_version().decode()
__version__ = version

_LEAST = {"none": _abi.NONE, "safe": _abi.SAFE, "unsafe": _abi.UNSAFE, False: _abi.NONE,
          True: _abi.SAFE}
_FLAGS = {None: 0, "curl": _abi.WITH_CURL}


class _Handle:
    """Settings as the library keeps them; shared by all that have the same."""

    def __init__(self, settings: Optional[bytes], max_bytes: int):
        self.pointer = c_void_p()
        self.free = _library.fencepost_free  # still there when the interpreter ends
        options = _abi.Options(sizeof(_abi.Options), settings, len(settings or b""), max_bytes)
        why = create_string_buffer(400)
        status = _library.fencepost_new(byref(self.pointer), byref(options), why, len(why))
        if status:
            raise Error(status, why.value.decode("utf-8", "replace"))

    def __del__(self) -> None:
        self.free(self.pointer)


_handle = lru_cache(maxsize=16)(_Handle)


def _encoded(text: Union[str, bytes], what: str) -> bytes:
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass")
    if isinstance(text, bytes):
        return text
    raise TypeError(f"{what} is a str or bytes, not {type(text).__name__}")


def _number(number: int, what: str) -> int:
    if not 0 <= number < 2 ** 32:
        raise ValueError(f"{what} is a number from 0 to 4294967295, not {number}")
    return number


def check(text: Union[str, bytes], *, name: str = "-", fix: Union[bool, str] = "safe",
          first_line: int = 0, settings: Union[str, bytes, None] = None, max_bytes: int = 0,
          render: Optional[str] = None) -> Document:
    """Checks a Markdown document, and corrects a copy of it.

    `fix` says which fixes go in: "safe", "unsafe" or "none" (True is "safe", False "none").
    `first_line` is the line of the file at which `text` begins, where something was cut off before
    it (0: it is the whole file, and front matter is passed over). `settings` is the text of a
    .fencepost.json. `render="curl"` puts the request behind each har block, as a curl command in a
    bash block. Raises Error where the work cannot be done, never for what the document says.
    """
    if fix not in _LEAST:
        raise ValueError(f"fix is 'safe', 'unsafe' or 'none', not {fix!r}")
    if render not in _FLAGS:
        raise ValueError(f"render is None or 'curl', not {render!r}")
    data, title = _encoded(text, "text"), _encoded(name, "name")
    handle = _handle(None if settings is None else _encoded(settings, "settings"),
                     _number(max_bytes, "max_bytes"))
    source = _abi.Source(sizeof(_abi.Source), title, data, len(title), len(data),
                         _number(first_line, "first_line"), 0, _FLAGS[render], 0)
    made = c_void_p()
    status = _library.fencepost_correct(byref(made), handle.pointer, byref(source), _LEAST[fix])
    if status:
        raise Error(status, _library.fencepost_strerror(status).decode())
    return Document(made, text, data)


def settings_for(folder: Union[str, "os.PathLike[str]"]) -> Optional[str]:
    """The text of the nearest .fencepost.json in a folder or above it, as the command finds it."""
    folder = os.path.realpath(folder)
    while True:
        path = os.path.join(folder, ".fencepost.json")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
        if os.path.exists(os.path.join(folder, ".git")) or folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def line_of_body(body: str, path: Union[str, "os.PathLike[str]"]) -> int:
    """The line at which a text begins whose front matter was cut off; 0 where the file of that path
    does not end in it."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            whole = file.read().rstrip()
    except (OSError, UnicodeDecodeError):
        return 0
    body = body.rstrip()
    return whole.count("\n", 0, len(whole) - len(body)) + 1 if whole.endswith(body) else 0
