"""What a check hands back: immutable, and nothing in it belongs to the library any more."""
from typing import NamedTuple, Optional, Tuple


class Error(Exception):
    """The work could not be done; `status` is a FENCEPOST_E… of fencepost.h."""

    def __init__(self, status: int, sentence: str):
        super().__init__(sentence)
        self.status = status


class Place(NamedTuple):
    """A place in the file: lines and columns count from 1, columns16 in UTF-16 units."""
    line: int
    column: int
    column16: int
    offset: int  # in bytes of UTF-8


class Edit(NamedTuple):
    """Put `text` in the place of the bytes from `start` to `end`."""
    start: int
    end: int
    text: bytes


class Fix(NamedTuple):
    applicability: str  # "safe" or "unsafe"
    message: str
    edits: Tuple[Edit, ...]  # of the corrected text; none where the finding is fixed


class Block(NamedTuple):
    """A fenced block that was checked, at its place in the corrected text; that of a finding, in the
    text that was given."""
    language: str  # "har", "json", "jsonc" or "ndjson"
    index: int
    line: int
    start: int
    end: int


class Finding(NamedTuple):
    rule: str
    severity: str  # "note", "warning" or "error"
    message: str
    start: Place  # both in the text that was given, also where faults before it were mended
    end: Place
    block: Optional[Block]
    pointers: Tuple[str, ...]
    fix: Optional[Fix]
    fixed: bool  # whether the corrected text is rid of it

    def line(self, path: str) -> str:
        """The finding on one line, as the command prints it, and its fix where that was made."""
        mended = f"; fixed: {self.fix.message}" if self.fixed and self.fix else ""
        return (f"{path}:{self.start.line}:{self.start.column}: {self.message} [{self.rule}]"
                f"{mended}")


class Payload(NamedTuple):
    """What a block documents, corrected: the request body of a har block, or the JSON of another."""
    block: Block
    text: str
    valid: bool
    line: int
    pointer: str
    method: Optional[str]
    url: Optional[str]
    mime_type: Optional[str]
