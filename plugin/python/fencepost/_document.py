"""Addresses in the library -> the types of this package."""
from ctypes import byref, c_size_t, c_void_p, string_at
from functools import cached_property
from typing import Optional, Tuple, Union

from ._abi import ADDRESS, BLOCK, EDIT, FINDING, FIX, PAYLOAD, library
from ._types import Block, Edit, Finding, Fix, Payload, Place

_SEVERITIES = ("off", "note", "warning", "error")
_APPLICABILITIES = ("unsafe", "safe")


def _text(address: int) -> str:
    return string_at(address).decode("utf-8", "replace")


def _optional(address: Optional[int]) -> Optional[str]:
    return string_at(address).decode("utf-8", "replace") if address else None


def _fix(address: int) -> Optional[Fix]:
    if not address:
        return None
    applicability, message, edits, count = FIX.unpack(string_at(address, FIX.size))
    return Fix(_APPLICABILITIES[applicability], _text(message),
               tuple(Edit(start, end, string_at(text, length)) for start, end, text, length
                     in EDIT.iter_unpack(string_at(edits, count * EDIT.size))))


def _block(address: int) -> Block:
    language, *numbers = BLOCK.unpack(string_at(address, BLOCK.size))
    return Block(_text(language), *numbers)


def _finding(address: int, fixed: bool) -> Finding:
    rule, severity, _, *rest = FINDING.unpack(string_at(address, FINDING.size))
    pointers, count, fix, *places, message, block = rest[-13:]
    return Finding(_text(rule), _SEVERITIES[severity], _text(message),
                   Place(*places[:4]), Place(*places[4:]), _block(block) if block else None,
                   tuple(_text(pointer) for pointer, in
                         ADDRESS.iter_unpack(string_at(pointers, count * ADDRESS.size))),
                   _fix(fix), fixed)


def _payload(address: int) -> Payload:
    block, text, length, valid, line, pointer, method, url, mime_type = (
        PAYLOAD.unpack(string_at(address, PAYLOAD.size)))
    return Payload(_block(block), string_at(text, length).decode("utf-8", "replace"), bool(valid),
                   line, _text(pointer), _optional(method), _optional(url), _optional(mime_type))


def _decoded(data: bytes) -> str:
    """A lone surrogate that came in as three bytes goes out as a lone surrogate."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


class Document:
    """The result of one check: immutable, and safe to read from many threads.

    Blocks and payloads stay in the library until somebody asks for them: a builder, which wants the
    text and the findings, does not pay for them.
    """

    findings: Tuple[Finding, ...]  # what was mended and what is left, by place
    changed: bool
    text: str  # corrected; the very string that was given where nothing changed
    bytes: bytes  # the same in UTF-8

    def __init__(self, made: c_void_p, given: Union[str, bytes], data: bytes):
        """Takes over a document of the library; `data` is what was given, in UTF-8."""
        self._made = made
        self._free = library.fencepost_document_free  # still there when the interpreter ends
        self.findings = self._read_findings()
        self.changed = bool(library.fencepost_changed(made))
        if self.changed:
            data = given = self._read_bytes()
        self.text = given if isinstance(given, str) else _decoded(given)
        self.bytes = data

    def __del__(self) -> None:
        self._free(self._made)

    def _read_findings(self) -> Tuple[Finding, ...]:
        findings = [_finding(library.fencepost_fixed(self._made, i), True)
                    for i in range(library.fencepost_fixed_count(self._made))]
        findings += [_finding(library.fencepost_finding(self._made, i), False)
                     for i in range(library.fencepost_finding_count(self._made))]
        return tuple(sorted(findings, key=lambda finding: finding.start.offset))

    def _read_bytes(self) -> "bytes":
        length = c_size_t()
        address = library.fencepost_bytes(self._made, byref(length))
        return string_at(address, length.value)

    @cached_property
    def blocks(self) -> Tuple[Block, ...]:
        return tuple(_block(library.fencepost_block(self._made, i))
                     for i in range(library.fencepost_block_count(self._made)))

    @cached_property
    def payloads(self) -> Tuple[Payload, ...]:
        return tuple(_payload(library.fencepost_payload(self._made, i))
                     for i in range(library.fencepost_payload_count(self._made)))
