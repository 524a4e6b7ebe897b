"""What the columns of a table seem to mean: by their names, and where those say nothing, by their cells.

A proposal for whoever is asked. Nothing is read by it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from storage.mapping import TableKind
from sync.files.mapping.kinds import KINDS, Kind
from sync.files.mapping.looks import Look, look_of
from sync.files.mapping.targets import meanings
from sync.files.values import unwrap

_NO_TARGET = (
    "序号|快递单号|物流单号|运单号|快递公司|物流公司|支付单号|支付流水号|子订单编号|子订单号|店铺名称|店铺id|服务费|"
    "返点积分|支付积分|退款状态|售后状态|支付方式|付款方式|更新时间|修改时间|打印时间|导出时间|客户分组|生日|性别|"
    "消费金额|消费次数|累计退款|佣金|达人|分销员|导购|收银员|上次消费时间"
)
"""Names that hold those of targets and mean something else."""

_BY_LOOK: dict[TableKind, dict[Look, tuple[str, ...]]] = {
    "orders": {"time": ("placed_at", "paid_at"), "phone": ("phone",), "money": ("paid", "amount", "price")},
    "customers": {"time": ("joined_at",), "phone": ("phone",)},
    "products": {"money": ("price",)},
}
"""What a column of that look is taken for, where none of these targets has one yet: the first of them."""

_EXACT = 1000
_SHORTEST = 2  # letters of a name that another may end in
_UNIT_OF_NAME = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")

Columns = Sequence[str]
Cells = Sequence[tuple[str, ...]]


class _Match(Struct, frozen=True):
    score: int
    target: str
    column: str


def proposal(kind: TableKind, header: Columns, rows: Cells) -> dict[str, str]:
    """Targets of a kind of table to the columns they seem to stand in, each column once."""
    matches = [match for name in header if name for match in _matches(kind, name)]
    found: dict[str, str] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        if match.target not in found and match.column not in found.values():
            found[match.target] = match.column
    silent = {name for name in header if name and not _is_other(name)} - {match.column for match in matches}
    for place, name in enumerate(header):
        if name in silent:
            _take_look(kind, name, look_of([row[place] for row in rows]), found)
    if kind == "orders" and _is_of_lines(found, header, rows):
        found["amount"] = found.pop("paid")
    return found


def kind_of(proposals: Mapping[TableKind, Mapping[str, str]]) -> TableKind:
    """What a table seems to be: that of which all that is needed is found, then that of which the most is."""
    return max(proposals, key=lambda kind: (_is_enough(KINDS[kind], proposals[kind]), len(proposals[kind])))


def _is_enough(kind: Kind, found: Mapping[str, str]) -> bool:
    return not any(found.keys().isdisjoint(need) for need in kind.form.needs)


@lru_cache(1 << 12)
def _matches(kind: TableKind, column: str) -> tuple[_Match, ...]:
    return tuple(_found(kind, column))


def _found(kind: TableKind, column: str) -> Iterator[_Match]:
    bare = _plain(column)
    other = max((len(name) for name in _others() if name in bare), default=0)
    for target, names in _names(kind).items():
        if bare in names:
            yield _Match(_EXACT - names.index(bare), target, column)
            continue
        within = max((len(name) for name in names if len(name) >= _SHORTEST and _ends(bare, name)), default=0)
        if within > other:
            yield _Match(within, target, column)


@cache
def _others() -> tuple[str, ...]:
    return tuple(map(_plain, _NO_TARGET.split("|")))


@cache
def _names(kind: TableKind) -> dict[str, list[str]]:
    return {target: [_plain(name) for name in each.names] for target, each in meanings(KINDS[kind].row).items()}


def _ends(column: str, name: str) -> bool:
    """What a name is about stands at its end: 客户实付金额, Billing Phone."""
    return column.endswith(f" {name}" if name.isascii() else name)


def _is_other(column: str) -> bool:
    return any(name in _plain(column) for name in _others())


@lru_cache(1 << 12)
def _plain(name: str) -> str:
    """A name without its unit, blanks and capitals: 实付金额(元) is 实付金额."""
    text = unicodedata.normalize("NFKC", name).lower()
    bare = _UNIT_OF_NAME.sub("", text) or text
    return bare.strip(" :*#") if bare.isascii() else re.sub(r"[\s:*]|\d+$", "", bare)


def _take_look(kind: TableKind, column: str, look: Look | None, found: dict[str, str]) -> None:
    targets = _BY_LOOK[kind].get(look, ()) if look else ()
    if targets and found.keys().isdisjoint(targets):
        found[targets[0]] = column


def _is_of_lines(found: Mapping[str, str], header: Columns, rows: Cells) -> bool:
    """Whether the amount differs between lines of one order: then it is not that of the whole order."""
    if not {"number", "paid"} <= found.keys() or "amount" in found:
        return False
    number, paid = header.index(found["number"]), header.index(found["paid"])
    told = sorted((unwrap(row[number]), unwrap(row[paid])) for row in rows if unwrap(row[number]) and unwrap(row[paid]))
    return any(len({paid for _, paid in lines}) > 1 for _, lines in groupby(told, key=itemgetter(0)))
