"""A mapping as a preset: from here on its tables are read like any other."""

from hashlib import sha256

from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.shop import Shop
from storage.words import Words
from sync.currency import exponent_of
from sync.files.lines import cells_of
from sync.files.mapping.kinds import KINDS, Kind
from sync.files.mapping.leaving_out import without_sums
from sync.files.mapping.targets import line_of
from sync.files.preset import Preset

BLANKS = frozenset(("-", "--", "—", "——", "/", "\\", "无", "空", "null", "NULL", "None", "nan", "N/A", "#N/A"))

ID = "own:"
"""How the id of such a preset begins; its signature follows."""


def preset_of(mapping: TableMapping) -> Preset:
    """Raises KnownError for a mapping that does not tell enough."""
    kind = KINDS[mapping.table]
    _check(mapping, kind)
    line = line_of(kind.row, tuple(sorted(mapping.columns.items())))
    telling = [place for place, cell in enumerate(cells_of(line)) if cell.field in kind.telling]
    return Preset(
        id=f"{ID}{mapping.signature}",
        name=Words(mapping.name, mapping.name),
        line=line,
        kind=kind.form.kind,
        shop=Shop(
            id=mapping.shop_id or _id_of(mapping.shop_name),
            name=mapping.shop_name,
            currency=mapping.currency,
            exponent=exponent_of(mapping.currency),
            timezone=mapping.timezone,
        ),
        read=kind.reader(mapping),
        rules=kind.rules,
        key=kind.key if kind.key in mapping.columns else None,
        blanks=BLANKS,
        earliest=kind.earliest,
        sift=without_sums(telling, BLANKS),
    )


def missing(mapping: TableMapping) -> Words | None:
    """What has to be told before tables can be read by it; None where enough is."""
    form = KINDS[mapping.table].form
    words = {target.id: target.words for target in form.targets}
    groups = [[words[each] for each in need] for need in form.needs if mapping.columns.keys().isdisjoint(need)]
    if not groups:
        return None
    return Words(
        "还要选出：" + "；".join("或".join(f"「{each.zh}」" for each in group) for group in groups),
        "still to be told: " + "; ".join(" or ".join(f"“{each.en}”" for each in group) for group in groups),
    )


def _id_of(shop_name: str) -> str:
    """Of a shop that has only a name: whoever tells of it by this name means the same."""
    return f"own_{sha256(shop_name.encode()).hexdigest()[:12]}"


def _check(mapping: TableMapping, kind: Kind) -> None:
    lacks = missing(mapping)
    if lacks is None:
        return
    raise KnownError(
        Words(f"格式「{mapping.name}」不全：{lacks.zh}。", f"The format “{mapping.name}” is not complete: {lacks.en}."),
        Words("请在「数据」页导入它的文件，补上这几列。", "Import a file of it on the Data page and tell the rest."),
    )
