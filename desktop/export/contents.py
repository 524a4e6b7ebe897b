"""The way through a workbook: a link to every sheet on the first one, and from each title back."""

from collections.abc import Sequence

from desktop.export.sheet import Sheet
from storage.words import Words

_CONTENTS = Words("目录", "Contents")
_BACK = Words("点标题回到目录", "Click the title to go back to the contents")


def write_contents(sheet: Sheet, names: Sequence[str], row: int) -> int:
    """A line per sheet; the row after them."""
    sheet.worksheet.write_string(row, 0, sheet.say(_CONTENTS), sheet.formats.title)
    for line, name in enumerate(names, row + 1):
        sheet.worksheet.write_url(line, 1, _to(name), string=name)
    return row + 1 + len(names)


def write_way_back(sheet: Sheet, front: str, title: Words) -> None:
    """The title of a sheet leads to the first one; it says so where it is pointed at."""
    sheet.worksheet.write_url(0, 0, _to(front), sheet.formats.title, sheet.say(title), sheet.say(_BACK))


def _to(name: str) -> str:
    return f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
