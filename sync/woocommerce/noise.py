"""What some sites print before their data: notices of PHP, a byte order mark of a file that was saved with one.

The data follows whole. But once something was printed PHP can send neither a status nor a header any more.
"""

import re

import msgspec

_BLANK = b"\xef\xbb\xbf \t\r\n"
_BEGINS = re.compile(rb"[\[{]")
_TRIES = 50
"""Brackets in the noise itself: a notice names functions and files."""

_anything = msgspec.json.Decoder().decode


def bare(body: bytes) -> bytes:
    """The JSON object or array that a body ends with; the body without blanks around it where it ends with none."""
    text = body.strip(_BLANK)
    if text.startswith((b"{", b"[")):
        return text
    for tried, begin in enumerate(_BEGINS.finditer(text)):
        if tried == _TRIES:
            break
        if _is_json(text[begin.start() :]):
            return text[begin.start() :]
    return text


def _is_json(text: bytes) -> bool:
    try:
        _anything(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
