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
    """The first contact that the store has of a customer, and how new the row is. UTC milliseconds."""

    at: int | None
    as_of: int


def known_contacts(store: Store, shop_id: str, moment: str) -> dict[str, Known]:
    """The first contact of every customer of the shop; ``moment`` names the field."""
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, "{moment}", as_of FROM customers WHERE shop_id = ? AND NOT deleted', (shop_id,)
        )
        return {customer: Known(at, as_of) for customer, at, as_of in found}


def earliest(batch: Sequence[Record], fields: tuple[str, ...], known: dict[str, Known]) -> Sequence[Record]:
    """The batch as it may be written: customers without what is later than known, and what is earlier made to win."""
    if not known or not isinstance(batch[0], Customer):
        return batch
    return [written for record in batch for written in _as_known(record, fields, known.get(record.id))]


def _as_known(record: Record, fields: tuple[str, ...], before: Known | None) -> tuple[Record, ...]:
    at = getattr(record, fields[0])
    at = at if isinstance(at, int) else None
    if before is None or at == before.at:
        return (record,)
    bare = structs.replace(record, **dict.fromkeys(fields, UNSET))
    if at is None or (before.at is not None and before.at < at):
        return (bare,)
    if before.as_of <= record.updated_at:
        return (record,)
    # A newer source knew nothing of this earlier moment: it wins with that source's own date.
    said: dict[str, Any] = {name: getattr(record, name) for name in fields}
    return bare, type(record)(id=record.id, updated_at=before.as_of, **said)
