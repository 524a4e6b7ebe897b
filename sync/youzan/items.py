"""The items that go from asking to reading: what the interface told, with what its meaning depends on.

Each is kept for itself, perhaps in quarantine, and read again by a newer program.
"""

from msgspec import Raw, Struct


class OrderItem(Struct, frozen=True, omit_defaults=True):
    """An order."""

    trade: Raw
    seen_at: int
    """When it was told, UTC milliseconds."""
    promoter: str | None = None
    """Id of the customer whose mobile the order gives as its promoter's; None if nobody has it."""
    group: str | None = None
    """Id of the group-buy it is in; None where it is in none, or the application may not ask."""


class GroupItem(Struct, frozen=True):
    """The place of an order in a group-buy, beside the order itself: if it cannot be read, the order still can."""

    detail: Raw
    trade: Raw
    seen_at: int


class GoodsItem(Struct, frozen=True):
    """A product."""

    goods: Raw
    on_sale: bool


class CustomerItem(Struct, frozen=True):
    """A customer, of whom is not told when anything changed."""

    customer: Raw
    seen_at: int


class AccountItem(Struct, frozen=True, omit_defaults=True):
    """A promoter."""

    account: Raw
    seen_at: int
    inviter: str | None = None
    """Id of the promoter who has the inviter's mobile."""


class PromotedItem(Struct, frozen=True, omit_defaults=True):
    """What an order earned."""

    promoted: Raw
    seen_at: int
    promoter: str | None = None
    inviter: str | None = None


class TieItem(Struct, frozen=True):
    """A customer of a promoter."""

    tie: Raw
    promoter: str
    since: int
    """When the promoter registered, UTC milliseconds: no tie is older."""
    changes: list[Raw]
    """What the log tells of this tie, oldest first."""
    seen_at: int


class FlowItem(Struct, frozen=True):
    """The traffic of a day."""

    flow: Raw
    day: str
    seen_at: int
