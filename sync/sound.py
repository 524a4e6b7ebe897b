"""Bytes that were meant as JSON made into JSON: what one bad letter spoils is that letter, not the whole answer.

Half an emoji, cut off where a column ended (JavaScript and PHP write it as one surrogate); a text in another encoding;
a byte order mark; line ends as they are inside a text; NaN and Infinity, which PHP, Java and Python write and RFC 8259
does not know. What cannot be told becomes U+FFFD in a text and null as a number.
"""

import math
import re

import msgspec
from msgspec import Raw

_BOM = b"\xef\xbb\xbf"
_UNKNOWN = rb"\ufffd"
_HUGE = re.compile(rb"[0-9][eE]\+?[0-9]{3,}(?:[\s,\]}]|\Z)")
_SHAPE = bytes(48 if sign in b"0123456789" else 101 if sign in b"eE" else 32 for sign in range(256))
"""All digits alike, and every e: a text of that shape is looked through ten times as fast as by a pattern."""
_ESCAPE = re.compile(
    rb"\\(?:\\|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u0000|u[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
"""A backslash that stands for itself, a whole pair, or (in the group) half a pair or NUL."""
_CONTROL = bytes.maketrans(bytes(range(32)), b" " * 32)
_STRING_OR_NUMBER = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?(?:NaN|Infinity)|-?[0-9][0-9.eE+-]*')

_any_json = msgspec.json.Decoder(Raw).decode


def sound(body: bytes) -> bytes:
    """A body that can be decoded wherever it is JSON at all; one that needs no mending, and a web page, as it is."""
    body = body.removeprefix(_BOM)
    if body.lstrip().startswith(b"<"):
        return body
    text = _as_utf8(body)
    if _is_json(text) and not _is_suspicious(text):
        return text
    text = _ESCAPE.sub(_escape, text.translate(_CONTROL))
    return _STRING_OR_NUMBER.sub(_number, text)


def _as_utf8(body: bytes) -> bytes:
    try:
        body.decode()
    except UnicodeDecodeError:
        return body.decode(errors="replace").encode()
    return body


def _is_json(text: bytes) -> bool:
    try:
        _any_json(text)
    except msgspec.DecodeError:
        return False
    return True


def _is_suspicious(text: bytes) -> bool:
    """Whether there may be what JSON allows, and no database takes as text or no 64 bits hold as a number."""
    if b"\\u0000" in text:
        return True
    shape = text.translate(_SHAPE, b"+")
    return b"0" * 309 in shape or (b"0e000" in shape and _HUGE.search(text) is not None)


def _escape(found: re.Match[bytes]) -> bytes:
    return found[0] if found[1] is None else _UNKNOWN


def _number(found: re.Match[bytes]) -> bytes:
    text = found[0]
    if text.startswith(b'"'):
        return text
    try:
        return text if math.isfinite(float(text)) else b"null"
    except ValueError:  # no number of any form: whoever decodes it says so
        return text
