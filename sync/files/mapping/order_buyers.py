"""Who ordered: by the shop's or the platform's id, else by a plain phone, else by name."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from storage.masks import person
from storage.records import Customer
from sync.files.mapping.orders import OrderRow
from sync.files.mapping.rules import BY_NAME
from sync.files.preset import Tally
from sync.files.presets._buyers import by_mobile
from sync.files.presets._rules import MASKED_BUYER
from sync.files.said import said, text
from sync.files.values import whole_identity

_LENGTH = 128  # of an id


def buyer_of(
    lines: Sequence[OrderRow], province: str | None, city: str | None, at: int, tally: Tally
) -> Customer | None:
    """The customer of an order placed at ``at`` (UTC ms); None for a guest."""
    number, name, phone = (first(lines, field) for field in ("buyer", "buyer_name", "phone"))
    buyer = whole_identity(text(person(number)), "客户编号")
    by_phone = by_mobile(phone, name, province, at)
    if buyer:
        plain = by_phone.phone if by_phone is not None else UNSET
        called = said(person(name) or (buyer if name is UNSET else None))
        return Customer(
            id=buyer, updated_at=at, name=called, phone=plain, province=said(province), city=said(city), joined_at=at
        )
    if by_phone is not None:
        return by_phone
    if (known := person(name)) is not None:
        tally.applied[BY_NAME] += 1
        return Customer(
            id=f"name:{known}"[:_LENGTH],
            updated_at=at,
            name=known,
            province=said(province),
            city=said(city),
            joined_at=at,
        )
    tally.applied[MASKED_BUYER] += any(each is not UNSET for each in (number, name, phone))
    return None


def first(lines: Sequence[OrderRow], field: str) -> str | UnsetType:
    """What the lines of an order say in a field of text: the first that says anything."""
    return next((found for line in lines if isinstance(found := getattr(line, field), str)), UNSET)
