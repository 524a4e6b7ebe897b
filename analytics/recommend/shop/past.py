"""What customers did with products and with one another, in time order, so that it can be cut at any moment."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.cards.goods import goods
from analytics.sharing_logs import LED_HERE
from storage.columns import MISSING
from storage.derive import between, paid, sold_lines
from storage.facts import Facts

EVER = int(np.iinfo(np.int64).min)
"""Earlier than anything."""


class Taken(Struct, frozen=True, eq=False):
    """Who took which product when: one value per line, earliest first."""

    user: Codes
    """Code of the customer."""
    item: Codes
    """Code of the product."""
    at: Ints
    """UTC milliseconds."""
    order: Ints
    """The same number for the lines of one order, rising with time."""

    def __len__(self) -> int:
        return len(self.user)

    def between(self, start: int, stop: int) -> tuple[int, int]:
        """The slice of what was taken in [start, stop)."""
        return between(self.at, start, stop)

    def within(self, start: int, stop: int) -> "Taken":
        """What was taken in [start, stop)."""
        lo, hi = self.between(start, stop)
        return Taken(self.user[lo:hi], self.item[lo:hi], self.at[lo:hi], self.order[lo:hi])

    def before(self, moment: int) -> "Taken":
        """What was taken before a moment."""
        return self.within(EVER, moment)

    def only(self, lines: Mask) -> "Taken":
        """Some of the lines."""
        return Taken(self.user[lines], self.item[lines], self.at[lines], self.order[lines])


class Met(Struct, frozen=True, eq=False):
    """Who came to know whom when: pairs of customers' codes."""

    one: Codes
    other: Codes
    at: Ints


def customers(facts: Facts) -> int:
    """How many codes of customers there are."""
    return len(facts.position("customers"))


def products(facts: Facts) -> int:
    """How many codes of products there are."""
    return len(facts.position("products"))


def bought(facts: Facts) -> Taken:
    """Lines of paid orders with a known buyer and product, whatever became of them; no gifts, no fees."""
    return facts.derived("bought by customers", _bought)


def bought_lines(facts: Facts) -> Ints:
    """Which of ``SoldLines`` those of ``bought`` are."""
    return facts.derived("lines bought by customers", _bought_lines)


def viewed(facts: Facts) -> Taken:
    """Visits of known customers to a product; every visit is an order of its own."""
    return facts.derived("viewed by customers", _viewed)


def texts(facts: Facts) -> list[str]:
    """What is written of each product: title, category and brand; empty where there is no record."""
    table = facts["products"]
    titles = table.labels("title")
    names = [(*table.categories(column), "") for column in ("category", "brand")]
    codes = [table[column].tolist() for column in ("category", "brand")]
    written = [
        " ".join((titles[place] or "", *(name[code[place]] for name, code in zip(names, codes, strict=True)))).strip()
        for place in range(len(table))
    ]
    return [written[place] if place >= 0 else "" for place in facts.position("products").tolist()]


def _bought_lines(facts: Facts) -> Ints:
    lines, orders = sold_lines(facts), paid(facts)
    user, item = orders.buyer[lines.paid_index], lines.product
    given = facts["order_lines"]["is_gift"][lines.position] == 1
    found = (user >= 0) & (item >= 0) & ~given
    found[found] = goods(facts)[item[found]]
    return np.flatnonzero(found)


def _bought(facts: Facts) -> Taken:
    lines, orders, rows = sold_lines(facts), paid(facts), bought_lines(facts)
    paid_index = lines.paid_index[rows].astype(np.int64)
    return Taken(orders.buyer[paid_index], lines.product[rows], orders.at[paid_index], paid_index)


def _viewed(facts: Facts) -> Taken:
    visits = facts["visits"]
    user, item, at = visits["customer_id"], visits["product_id"], visits["created_at"]
    known = np.flatnonzero((user >= 0) & (item >= 0) & (at != MISSING))
    known = known[np.argsort(at[known], kind="stable")]
    return Taken(user[known], item[known], at[known], np.arange(len(known)))


def met(facts: Facts) -> Met:
    """Who brought whom, through whose share somebody came, who joined whose group."""

    def build(facts: Facts) -> Met:
        parts = [_brought(facts), _led(facts), _joined(facts)]
        one, other, at = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        known = (one >= 0) & (other >= 0) & (one != other)
        return Met(one[known], other[known], at[known])

    return facts.derived("customers who met", build)


def _brought(facts: Facts) -> tuple[Codes, Codes, Ints]:
    told = facts["referrals"]
    return told["parent_id"], told["child_id"], told["created_at"]


def _led(facts: Facts) -> tuple[Codes, Codes, Ints]:
    ordered = LED_HERE.ordered(facts)
    return LED_HERE.codes(facts, ("share_id.customer_id",)), LED_HERE.codes(facts, ("customer_id",)), ordered.at


def _joined(facts: Facts) -> tuple[Codes, Codes, Ints]:
    members = facts["group_members"]
    groups = np.append(facts["groups"]["leader_id"], np.int32(-1))
    place = np.append(facts.position("groups"), np.int32(-1))[members["group_id"]]
    return groups[place], members["customer_id"], members["created_at"]
