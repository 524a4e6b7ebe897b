"""When a customer first came: a file knows only the first order in it, so the earliest source of all is believed.

Files come month by month and not always in order. What a newer file says about a customer wins as always, except for
the first contact and what belongs to it: there the earlier moment wins, whichever file it stands in.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET, Struct, structs

from storage.fields import Record
from storage.records import Customer
from storage.store import Store


class Known(Struct, frozen=True):
    """The first contact that the store has, and how new the row is that says so. UTC milliseconds."""

    at: int
    as_of: int


def known_contacts(store: Store, shop_id: str, moment: str) -> dict[str, Known]:
    """The first contact of every customer of the shop; ``moment`` names the field."""
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, "{moment}", as_of FROM customers WHERE shop_id = ? AND "{moment}" IS NOT NULL AND NOT deleted',
            (shop_id,),
        )
        return {customer: Known(at, as_of) for customer, at, as_of in found}


def earliest(batch: Sequence[Record], fields: tuple[str, ...], known: dict[str, Known]) -> Sequence[Record]:
    """The batch as it may be written: customers without what is later than known, and what is earlier made to win."""
    if not known or not isinstance(batch[0], Customer):
        return batch
    unsaid = dict.fromkeys(fields, UNSET)
    written: list[Record] = []
    first: list[Record] = []
    for record in batch:
        before = known.get(record.id)
        at = getattr(record, fields[0])
        if before is None or at == before.at:
            written.append(record)
        elif not isinstance(at, int) or before.at < at:
            written.append(structs.replace(record, **unsaid))
        else:
            written.append(structs.replace(record, **unsaid))
            first.append(_winning(record, fields, before))
    return [*written, *first]


def _winning(record: Record, fields: tuple[str, ...], before: Known) -> Record:
    said: dict[str, Any] = {name: getattr(record, name) for name in fields}
    return type(record)(id=record.id, updated_at=max(record.updated_at, before.as_of), **said)
