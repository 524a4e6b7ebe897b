"""ZIP archives: every member that may hold a table is unpacked and opened like a file of its own."""

import calendar
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from sync.files import refusals
from sync.files.sheet import Sheet
from sync.files.source import Source

SUFFIXES = ("zip",)

_LOCKED = 0x1
_CHUNK = 1 << 20
_SYSTEM = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")

Open = Callable[[Source], list[Sheet]]


def sheets(source: Source, wanted: tuple[str, ...], open_member: Open) -> list[Sheet]:
    """The tables of all members whose names end in one of ``wanted``. Raises KnownError, Cancelled."""
    try:
        # Windows and the platforms' servers write names in the local encoding; the archive does not say in which.
        with ZipFile(source.path, metadata_encoding="gb18030") as archive:
            members = [member for member in archive.infolist() if _may_be_a_table(member, wanted)]
            if any(member.flag_bits & _LOCKED for member in members):
                raise refusals.locked(source.shown)
            source.needs(sum(member.file_size for member in members))
            inside = [_unpack(archive, member, source) for member in members]
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:  # the last: a method nobody knows
        raise refusals.torn_archive(source.shown) from error
    if not inside:
        raise refusals.no_table_inside(source.shown)
    return [sheet for each in inside for sheet in open_member(each)]


def _may_be_a_table(member: ZipInfo, wanted: tuple[str, ...]) -> bool:
    if member.is_dir() or any(part in member.filename for part in _SYSTEM):
        return False
    return PurePosixPath(member.filename).suffix.lower().lstrip(".") in wanted


def _unpack(archive: ZipFile, member: ZipInfo, source: Source) -> Source:
    modified = calendar.timegm((*member.date_time, 0, 0, 0)) * 1000
    inside = source.inside(PurePosixPath(member.filename).name, modified)
    done = 0
    with archive.open(member) as packed, inside.path.open("wb") as unpacked:
        while chunk := packed.read(_CHUNK):
            unpacked.write(chunk)
            done += len(chunk)
            source.check(done)
    return inside
