"""libfencepost.so through ctypes: fencepost.h, as far as this package uses it.

What we fill is a ctypes struct, whose `size` says how much of it we know. What the library fills may
grow at its end and is reached by address: the formats are those of the module `struct`, which reads
one in a third of the time.
"""
import ctypes
import os
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from struct import Struct

ABI = 1
ENOMEM, ESETTINGS, EIO = -1, -4, -5
WITH_CURL = 2
UNSAFE, SAFE, NONE = range(3)

# struct fencepost_block: language, index, line, span
BLOCK = Struct("@P 2I 2I")
# struct fencepost_edit: span, text, len
EDIT = Struct("@2I P N")
# struct fencepost_fix: applicability, message, edits, count
FIX = Struct("@i P P N")
# struct fencepost_finding: rule, severity, message, span, start, end, block, pointers, their count,
# fix, origin, origin_end, origin_message, origin_block
FINDING = Struct("@P i P 2I 4I 4I P P N P 4I 4I P P")
# struct fencepost_payload: block, text, len, valid, line, pointer, method, url, mime_type
PAYLOAD = Struct("@P P N i I P P P P")
ADDRESS = Struct("@P")


class Options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("settings", c_char_p), ("settings_len", c_size_t),
                ("max_bytes", c_uint32), ("reserved", c_uint32), ("alloc", c_void_p),
                ("user", c_void_p)]


class Source(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("name", c_char_p), ("bytes", c_char_p),
                ("name_len", c_size_t), ("len", c_size_t), ("first_line", c_uint32),
                ("first_offset", c_uint32), ("flags", c_uint32), ("reserved", c_uint32)]


# The functions, what they answer and what they take; c_void_p is the address of what they hand out.
FUNCTIONS = {
    "fencepost_abi": (c_uint32,),
    "fencepost_version": (c_char_p,),
    "fencepost_strerror": (c_char_p, c_int),
    "fencepost_new": (c_int, POINTER(c_void_p), POINTER(Options), c_char_p, c_size_t),
    "fencepost_free": (None, c_void_p),
    "fencepost_least": (c_int, c_void_p),
    "fencepost_ignores": (c_int, c_void_p, c_char_p, c_size_t),
    "fencepost_correct": (c_int, POINTER(c_void_p), c_void_p, POINTER(Source), c_int),
    "fencepost_document_free": (None, c_void_p),
    "fencepost_changed": (c_int, c_void_p),
    "fencepost_bytes": (c_void_p, c_void_p, POINTER(c_size_t)),
    "fencepost_finding_count": (c_size_t, c_void_p),
    "fencepost_finding": (c_void_p, c_void_p, c_size_t),
    "fencepost_fixed_count": (c_size_t, c_void_p),
    "fencepost_fixed": (c_void_p, c_void_p, c_size_t),
    "fencepost_block_count": (c_size_t, c_void_p),
    "fencepost_block": (c_void_p, c_void_p, c_size_t),
    "fencepost_payload_count": (c_size_t, c_void_p),
    "fencepost_payload": (c_void_p, c_void_p, c_size_t),
}


def _open() -> ctypes.CDLL:
    """The library in the wheel, else the one that is installed."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libfencepost.so.0")
    reasons = []
    for path in ([beside] if os.path.exists(beside) else []) + ["libfencepost.so.0"]:
        try:
            return ctypes.CDLL(path)
        except OSError as error:
            reasons.append(str(error))
    raise ImportError("fencepost finds no library that it can load: " + "; ".join(reasons))


def _load() -> ctypes.CDLL:
    found = _open()
    try:
        for name, (result, *arguments) in FUNCTIONS.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except AttributeError as error:
        raise ImportError(f"libfencepost.so.0 is older than this package: {error}") from None
    if found.fencepost_abi() != ABI:
        raise ImportError(f"libfencepost.so.0 speaks ABI {found.fencepost_abi()}, not {ABI}")
    return found


library = _load()
