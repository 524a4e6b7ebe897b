"""Youzan: what a sale through a promoter (分销员) says: who promotes, whom they brought, what they earn by it.

A tie holds from the first order through that promoter on. The second level of a commission (下级卖货提成) goes to
whoever stands above the promoter; no file names that person.
"""

from collections.abc import Iterator

from msgspec import UNSET, Struct, structs

from storage.fields import Money, Record
from storage.parts import made_up
from storage.records import Commission, Order, Referral
from storage.words import Words
from sync.files.preset import Reading, Rule
from sync.files.presets._parties import Party
from sync.files.said import said

WAY = "分销员"

UNKNOWN_PROMOTER = Rule(
    Words(
        "分销员的手机号没有或打了码，认不出是谁，这些单算不到人",
        "without a plain phone nobody knows who the promoter is: such orders are credited to nobody",
    ),
    skips=False,
)
OWN_ORDER = Rule(
    Words("分销员自己买的单，记佣金，不算带来了人", "a promoter's own order earns a commission but brought nobody"),
    skips=False,
)
NOBODY_NAMED = Rule(
    Words(
        "「下级卖货提成」文件没写给了谁，只记金额", "the file does not say who earned 下级卖货提成: the amount alone"
    ),
    skips=False,
)
RULES = (UNKNOWN_PROMOTER, OWN_ORDER, NOBODY_NAMED)


class Sale(Struct, frozen=True):
    """An order, and whose link led to it."""

    order: Order
    buyer: Party
    promoter: Party
    name: str
    """What the file calls the promoter; "" where nobody promoted."""
    first: Money
    """What the promoter earns."""
    second: Money
    """What whoever stands above earns."""


def records(sale: Sale, reading: Reading) -> Iterator[Record]:
    """The promoter, the tie to the buyer, and the commissions of an order."""
    order, promoter, buyer = sale.order, sale.promoter, sale.buyer.id
    if promoter.told is not None:
        # When somebody began to promote is not told: the first order through them is no first contact.
        yield structs.replace(promoter.told, is_promoter=True, joined_at=UNSET)
    if promoter.id is not None and promoter.id == buyer:
        reading.tally.applied[OWN_ORDER] += 1
    elif promoter.id is not None and buyer is not None:
        yield tie(promoter.id, buyer, order.created_at, order.created_at)
    reading.tally.applied[UNKNOWN_PROMOTER] += bool(sale.name) and promoter.id is None
    if isinstance(order.paid_at, int):
        yield from _commissions(sale, order.paid_at, reading)


def tie(promoter: str, buyer: str, since: int, updated_at: int) -> Referral:
    """Who brought whom; the same two are the same tie in every file."""
    return Referral(
        id=f"{promoter}>{buyer}",
        updated_at=updated_at,
        created_at=since,
        parent_id=promoter,
        child_id=buyer,
        channel=WAY,
    )


def _commissions(sale: Sale, paid_at: int, reading: Reading) -> Iterator[Commission]:
    earner = said(sale.promoter.id)
    for level, amount, who in ((1, sale.first, earner), (2, sale.second, UNSET)):
        id = made_up(str(level), sale.order.id)
        # What is 0 is none, unless it was more before: refunds take commissions back.
        if not amount and not (amount == 0 and sale.name and reading.known("commissions", ("level",), [id])):
            continue
        reading.tally.applied[NOBODY_NAMED] += level == 2
        yield Commission(
            id=id,
            updated_at=reading.as_of,
            created_at=paid_at,
            order_id=sale.order.id,
            customer_id=who,
            level=level,
            amount=amount,
        )
