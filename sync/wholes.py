"""Parts that were taken out of a thing: a source that tells a thing whole says nothing of what it no longer has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from storage.fields import Record
from storage.records import Commission, OrderLine, Refund
from storage.store import Transaction
from storage.upsert import Tombstone
from sync.source import Whole

Part = type[OrderLine] | type[Refund] | type[Commission]


def all_its(part: Part, order: str, at: int, told: Iterable[object]) -> Whole:
    """That an order, changed at ``at``, has no other parts of a kind than those among what is told."""
    return Whole(part.KIND, "order_id", order, [each.id for each in told if isinstance(each, part)], at)


def with_all_its(part: Part, told: Iterable[Record]) -> Iterator[Record | Whole]:
    """What is told of one order, and that it has no other parts of this kind than are told. Where none is told it says
    nothing: they may be told elsewhere."""
    records = list(told)
    yield from records
    for part_of_it in (record for record in records if isinstance(record, part)):
        if isinstance(part_of_it.order_id, str):
            yield all_its(part, part_of_it.order_id, part_of_it.updated_at, records)
            return


def taken_out(tx: Transaction, shop_id: str, wholes: Sequence[Whole]) -> Mapping[str, Sequence[Tombstone]]:
    """Tombstones, by kind, for what interfaces have told of the things and these no longer have."""
    by_kind = groupby(sorted(wholes, key=_kind), key=_kind)
    return {kind: list(_missing(tx, shop_id, list(of_kind))) for (kind, _), of_kind in by_kind}


def _kind(whole: Whole) -> tuple[str, str]:
    return whole.kind, whole.field


def _missing(tx: Transaction, shop_id: str, wholes: list[Whole]) -> Iterator[Tombstone]:
    told = {whole.thing: whole for whole in wholes}
    kind, field = _kind(wholes[0])
    held = tx.known(shop_id, kind, (field,), list(told), by=field, told="interfaces")
    for part, (thing,) in held.items():
        if not _stands_in(told[thing], part):
            yield Tombstone(part, told[thing].updated_at)


def _stands_in(whole: Whole, part: str) -> bool:
    return part in whole.parts or any(part.startswith(f"{each}/") for each in whole.parts)
