"""ZIP archives: every member that may hold a table is unpacked and opened like a file of its own."""

import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from sync.files import refusals
from sync.files.sheet import Sheet
from sync.files.source import Source

SUFFIXES = ("zip",)

_LOCKED, _UTF8 = 0x1, 0x800
_CHUNK = 1 << 20
_SYSTEM = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")

Open = Callable[[Source], list[Sheet]]


def sheets(source: Source, wanted: tuple[str, ...], open_member: Open) -> list[Sheet]:
    """The tables of all members whose names end in one of ``wanted``, perhaps none. Raises KnownError, Cancelled."""
    try:
        with ZipFile(source.path) as archive:
            members = [member for member in archive.infolist() if _may_be_a_table(member, wanted)]
            if locked(members):
                raise refusals.locked(source.shown)
            source.needs(sum(member.file_size for member in members))
            inside = [_unpack(archive, member, source) for member in members]
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:  # the last: a method nobody knows
        raise refusals.torn_archive(source.shown) from error
    return [sheet for each in inside for sheet in open_member(each)]


def locked(members: Iterable[ZipInfo]) -> bool:
    """Whether one of the members needs a password."""
    return any(member.flag_bits & _LOCKED for member in members)


def _may_be_a_table(member: ZipInfo, wanted: tuple[str, ...]) -> bool:
    name = _name(member)
    if name.endswith("/") or any(part in name for part in _SYSTEM):
        return False
    return PurePosixPath(name).suffix.lower().lstrip(".") in wanted


def _name(member: ZipInfo) -> str:
    """The member's path. Without a mark it is in UTF-8 (macOS) or in the local encoding (Windows, the platforms)."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8:
        written = name.encode("cp437")  # what zipfile has taken it for, byte by byte
        try:
            name = written.decode()
        except UnicodeDecodeError:
            name = written.decode("gb18030", "replace")
    return name.replace("\\", "/")


def _modified(member: ZipInfo) -> int | None:
    """UTC milliseconds; None where no date is written, as in archives that must come out the same every time."""
    try:
        return int(datetime(*member.date_time, tzinfo=UTC).timestamp()) * 1000
    except ValueError:
        return None


def _unpack(archive: ZipFile, member: ZipInfo, source: Source) -> Source:
    # To Windows a: would be another drive.
    inside = source.inside(PurePosixPath(_name(member)).name.replace(":", "-"), _modified(member))
    done = 0
    with archive.open(member) as packed, inside.path.open("wb") as unpacked:
        while chunk := packed.read(_CHUNK):
            unpacked.write(chunk)
            done += len(chunk)
            source.check(done)
    return inside
