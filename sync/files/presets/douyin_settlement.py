"""Douyin (抖店): movements on the account (动账明细, 资金账单), taken apart into what each of them is made of.

A sale is what the buyer paid, so that it can be held against the order; what the platform adds to it is a movement of
its own, and so are fees and commissions. Refunds that movements prove have the id under which the list of orders tells
of the same refund; one without a sub-order is of the sub-order that has the order's number, as the first does.

Not verified: whether 运费实付 is part of the amount (both are tried). A sub-order refunded partly before and partly
after it was settled, in files of different months, keeps the part that the newer file tells.
"""

from collections.abc import Iterable, Iterator

from msgspec import UNSET, Struct

from storage.fields import Record
from storage.guesses import guess
from storage.parts import made_up
from storage.records import Refund, Settlement
from storage.words import Words
from sync.files.preset import Group, Preset, Reading, Rule, reject
from sync.files.presets._douyin_movements import Line, kind_of, made_of, signed, tells_parts
from sync.files.presets._douyin_rows import BLANKS, SHOP
from sync.files.said import said, text
from sync.files.values import Unreadable

NOT_APART = Rule(
    Words(
        "各列加起来不等于动账金额的，整笔记成一条，不拆开",
        "a movement whose columns do not come to its amount is one record, not taken apart",
    ),
    skips=False,
)
BEFORE_SETTLING = Rule(
    Words(
        "结算前退的钱，文件没写哪天退的，记在结算那天",
        "for what was refunded before settling the file tells no day: on the day of settling",
    ),
    skips=False,
)


class _Back(Struct, frozen=True):
    """What went back to the buyer of a sub-order, as far as the file tells."""

    line: Line
    """The last movement that took it from the account."""
    amount: int


def _read(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    """Movements; at the end the refunds that they prove."""
    refunds: dict[str, _Back] = {}
    for group in groups:
        line: Line = group.lines[0]
        try:
            parts = _parts(line, reading)
        except Unreadable as bad:
            reject(group, bad, reading.tally)
            continue
        yield from _settlements(line, parts, reading.as_of)
        if isinstance(line.order, str) and (back := -parts.get("refund", 0)):
            id = made_up(text(line.sub) or line.order, line.order)
            refunds[id] = _with(refunds.get(id), _Back(line, back))
    for id, found in refunds.items():
        if found.amount > 0:
            yield _refund(id, found, reading.as_of)


def _with(before: _Back | None, now: _Back) -> _Back:
    """Both together; a refund that failed comes back to the account."""
    if before is None:
        return now
    latest = max((each.line for each in (before, now) if each.amount > 0), key=lambda line: line.at, default=now.line)
    return _Back(latest, before.amount + now.amount)


def _parts(line: Line, reading: Reading) -> dict[str | None, int]:
    """Signed amounts by type, that of the movement itself first. Raises Unreadable."""
    amount, kind = signed(line), kind_of(line)
    found = made_of(line)
    applied = reading.tally.applied
    if not found:
        applied[NOT_APART] += tells_parts(line)
        return {kind: amount}
    applied[BEFORE_SETTLING] += kind == "sale" and "refund" in found
    return dict(sorted(found.items(), key=lambda part: part[0] != kind))


def _settlements(line: Line, parts: dict[str | None, int], as_of: int) -> Iterator[Settlement]:
    # A form with fewer columns tells the same movement as a whole, under the id that one part has here. What a movement
    # is made of counts more, whichever is read first: beside the other parts the whole would count them again.
    told_at = as_of if len(parts) > 1 else guess(as_of)
    for place, (kind, amount) in enumerate(parts.items()):
        yield Settlement(
            id=f"{line.id}-{kind}" if place else line.id,
            updated_at=told_at,
            created_at=line.at,
            order_id=line.order,
            type=said(kind),
            amount=amount,
            account=line.account,
        )


def _refund(id: str, found: _Back, as_of: int) -> Refund:
    line = found.line
    return Refund(
        id=id,
        updated_at=as_of,
        created_at=line.at,
        refunded_at=line.at,
        order_id=line.order,
        line_id=id if isinstance(line.sub, str) else UNSET,
        product_id=line.product,
        status="done",
        amount=found.amount,
    )


PRESET = Preset(
    id="douyin_settlement",
    name=Words("抖店 动账明细", "Douyin account movements"),
    line=Line,
    kind="settlements",
    shop=SHOP,
    read=_read,
    rules=(NOT_APART, BEFORE_SETTLING),
    blanks=BLANKS,
)
