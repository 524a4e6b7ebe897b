"""Which encoding the bytes of a file are in: its mark, else what all of its bytes fit, unless somebody told it."""

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from storage.words import Words
from sync.files import refusals
from sync.files.source import Source

Open = Callable[[], BinaryIO]

CHUNK = 1 << 22
_HEAD = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = frozenset(map(chr, range(32))) - frozenset("\t\n\r\x0b\x0c\x1a")
_BINARY = Words("程序、图片或者别的二进制内容", "a program, a picture or other binary content")


def detect(source: Source, open_bytes: Open) -> str:
    """The codec that reads every byte of the file.

    Raises KnownError for no text, or text that fits nothing or not what was told, and Cancelled.
    """
    path = source.shown
    with open_bytes() as stream:
        head = stream.read(_HEAD)
    if not head:
        raise refusals.empty(path)
    misfits: list[int] = []
    for encoding in (source.encoding,) if source.encoding else _candidates(head):
        line = _misfit(source, open_bytes, encoding)
        if line is None:
            _refuse_binary(path, head, encoding)
            return encoding
        misfits.append(line)
    if source.encoding:
        raise refusals.other_encoding(path, source.encoding, max(misfits))
    if b"\0" in head:
        raise refusals.not_a_table(path, _BINARY)
    _refuse_binary(path, head, "latin-1")
    raise refusals.undecodable(path, max(misfits))


def _candidates(head: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return (encoding,)
    # A table has line ends, and in UTF-16 a line end has a zero byte; no other text has one.
    if b"\0" in head:
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "gb18030")


def _misfit(source: Source, open_bytes: Open, encoding: str) -> int | None:
    """The line with the first bytes that do not fit the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with open_bytes() as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return lines + error.object.count(b"\n", 0, error.start) + 1
            if not chunk:
                return None
            lines += chunk.count(b"\n")
            source.check(stream.tell())


def _refuse_binary(path: Path, head: bytes, encoding: str) -> None:
    text = codecs.getincrementaldecoder(encoding)().decode(head)
    if not _CONTROL.isdisjoint(text):
        raise refusals.not_a_table(path, _BINARY)
