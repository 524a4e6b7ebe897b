"""A mapping as a file of JSON: kept in a profile, or handed from one shop to another."""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from storage.errors import KnownError
from storage.mapping import FORMAT, TableMapping
from storage.words import Words
from sync.files.currency import code
from sync.files.mapping.kinds import KINDS
from sync.files.text import told

SUFFIX = "json"

_HEAD = 64
_LARGEST = 1 << 20

_AGAIN = Words(
    "请让给你文件的人在「数据」页的「导入格式」里重新导出一份。",
    "Ask whoever gave it to you to export it again on the Data page.",
)


def is_written(path: Path) -> bool:
    """Whether the file could be such a one: tables do not begin with a brace."""
    if not path.is_file():
        return False
    with told(path), path.open("rb") as stream:
        return stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def written(mapping: TableMapping) -> bytes:
    """The content of the file."""
    return msgspec.json.format(msgspec.json.encode(mapping), indent=2)


def read(path: Path) -> TableMapping:
    """The mapping in a file. Raises KnownError for one that cannot be used."""
    with told(path), path.open("rb") as stream:
        content = stream.read(_LARGEST)
    try:
        return _checked(msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=TableMapping), path)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error)) from error


def _checked(mapping: TableMapping, path: Path) -> TableMapping:
    if mapping.format > FORMAT:
        raise KnownError(
            Words(f"格式文件「{path.name}」来自更新的程序。", f"“{path.name}” was made by a newer program."),
            Words("请先升级掌柜，再导入。", "Update the program, then import it."),
        )
    form = KINDS[mapping.table].form
    strange = mapping.columns.keys() - {target.id for target in form.targets}
    strange |= set(mapping.states.values()) - {state.id for state in form.states}
    if strange or not (mapping.signature.isalnum() and mapping.shop_name):
        raise _unusable(path, ", ".join(sorted(strange)))
    try:
        ZoneInfo(mapping.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _unusable(path, mapping.timezone) from error
    code(mapping.currency)
    return mapping


def _unusable(path: Path, detail: str) -> KnownError:
    return KnownError(
        Words(f"「{path.name}」不是掌柜的格式文件，或者坏了。", f"“{path.name}” is no format file, or is damaged."),
        _AGAIN,
        detail,
    )
