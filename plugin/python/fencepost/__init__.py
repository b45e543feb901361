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
           "check_page", "ignores", "line_of_body", "settings_file", "settings_for", "version"]

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
        self.least = _library.fencepost_least(self.pointer)

    def __del__(self) -> None:
        self.free(self.pointer)


_shared = lru_cache(maxsize=16)(_Handle)


def _encoded(text: Union[str, bytes], what: str) -> bytes:
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass")
    if isinstance(text, bytes):
        return text
    raise TypeError(f"{what} is a str or bytes, not {type(text).__name__}")


def _handle(settings: Union[str, bytes, None], max_bytes: int) -> _Handle:
    return _shared(None if settings is None else _encoded(settings, "settings"), max_bytes)


def _number(number: int, what: str) -> int:
    if not 0 <= number < 2 ** 32:
        raise ValueError(f"{what} is a number from 0 to 4294967295, not {number}")
    return number


def check(text: Union[str, bytes], *, name: str = "-",
          fix: Union[bool, str, None] = None,
          first_line: int = 0, settings: Union[str, bytes, None] = None, max_bytes: int = 0,
          render: Optional[str] = None) -> Document:
    """Checks a Markdown document, and corrects a copy of it.

    `fix` says which fixes go in: "safe", "unsafe" or "none" (True is "safe", False "none"; None is
    what the settings say, or else "safe").
    `first_line` is the line of the file at which `text` begins, where something was cut off before
    it (0: it is the whole file, and front matter is passed over). `settings` is the text of a
    .fencepost.json. `render="curl"` puts the request behind each har block, as a curl command in a
    bash block. Raises Error where the work cannot be done, never for what the document says.
    """
    if fix is not None and fix not in _LEAST:
        raise ValueError(f"fix is 'safe', 'unsafe' or 'none', not {fix!r}")
    if render not in _FLAGS:
        raise ValueError(f"render is None or 'curl', not {render!r}")
    data, title = _encoded(text, "text"), _encoded(name, "name")
    handle = _handle(settings, _number(max_bytes, "max_bytes"))
    least = handle.least if fix is None else _LEAST[fix]
    source = _abi.Source(sizeof(_abi.Source), title, data, len(title), len(data),
                         _number(first_line, "first_line"), 0, _FLAGS[render], 0)
    made = c_void_p()
    status = _library.fencepost_correct(byref(made), handle.pointer, byref(source), least)
    if status:
        raise Error(status, _library.fencepost_strerror(status).decode())
    return Document(made, text, data)


def ignores(path: Union[str, bytes, "os.PathLike[str]"],
            settings: Union[str, bytes, None] = None) -> bool:
    """Whether settings pass over a document; its path is that from the folder of their file."""
    data = os.fsencode(path)
    status = _library.fencepost_ignores(_handle(settings, 0).pointer, data, len(data))
    if status < 0:
        raise Error(status, _library.fencepost_strerror(status).decode())
    return bool(status)


def settings_file(folder: Union[str, "os.PathLike[str]"]) -> Optional[str]:
    """The nearest .fencepost.json in a folder or above it, no further up than one with a .git."""
    folder = os.path.realpath(folder)
    while True:
        path = os.path.join(folder, ".fencepost.json")
        if os.path.exists(path):
            return path
        if os.path.exists(os.path.join(folder, ".git")) or folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Error(_abi.EIO, f"{path}: {error.strerror}") from None


def settings_for(folder: Union[str, "os.PathLike[str]"]) -> Optional[str]:
    """The text of that file."""
    path = settings_file(folder)
    return _read(path).decode("utf-8", "replace") if path else None


def check_page(path: Union[str, "os.PathLike[str]"], text: Union[str, bytes], *,
               fix: Union[bool, str, None] = None, first_line: int = 0,
               render: Optional[str] = None) -> Optional[Document]:
    """Checks the text of the file of that path under the settings that hold there, as the command
    does; None where they ignore it. What is wrong with the settings is an Error that names them."""
    folder, name = os.path.split(os.path.abspath(path))
    folder = os.path.realpath(folder)
    file = settings_file(folder)
    settings = _read(file) if file else None
    try:
        if file and ignores(os.path.relpath(os.path.join(folder, name), os.path.dirname(file)),
                            settings):
            return None
        return check(text, name=os.fspath(path), fix=fix, first_line=first_line, settings=settings,
                     render=render)
    except Error as error:
        if error.status == _abi.ESETTINGS:
            raise Error(error.status, f"{os.path.relpath(file)}:{error}") from None
        raise


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
