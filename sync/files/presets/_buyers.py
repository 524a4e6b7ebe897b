"""Who a buyer is, where a platform tells nothing of them but where the parcel went: a plain mobile number is somebody.

Platforms that lend out numbers for one order write an extension behind them: such a number is nobody.
"""

from msgspec import UnsetType

from storage.identities import BY_NUMBER, plain_phone
from storage.masks import hides, person
from storage.records import Customer
from sync.files.said import said

_Said = str | UnsetType | None


def by_mobile(phone: _Said, name: _Said, province: str | None, at: int) -> Customer | None:
    """The customer to whom an order placed at ``at`` (UTC ms) went; None where the phone is no plain mobile number."""
    digits = plain_phone(phone) if isinstance(phone, str) and not hides(phone) else None
    if digits is None or len(digits) != 11 or not digits.startswith("1"):
        return None
    return Customer(
        id=f"{BY_NUMBER}{digits}",
        updated_at=at,
        name=said(person(name)),
        phone=digits,
        province=said(province),
        joined_at=at,
    )


def is_by_mobile(id: str) -> bool:
    """Whether somebody is known by the number alone."""
    return id.startswith(BY_NUMBER)
