"""The whole numbers that the tree is worked out from, read once for each of the two periods."""

from msgspec import Struct

from analytics.measure import read, read_term
from analytics.metric import Term
from analytics.metrics.basket import BUYERS_MONEY, BUYERS_ORDERS, ITEMS_PER_ORDER, PRICE_PER_ITEM
from analytics.metrics.people import BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import VISITOR_COUNT
from analytics.slice import Slice


class Sums(Struct, frozen=True):
    """What was sold in one period, and to whom. Money in minor units; None where unknown."""

    paid: int
    orders: int
    known: int
    """What known buyers paid; the rest of ``paid`` is that of guests."""
    buyers: int
    new: int
    returning: int
    buyers_orders: int
    counted_orders: int
    """Orders of known buyers whose pieces are known; ``counted_money`` and ``pieces`` are theirs."""
    counted_money: int
    pieces: int
    visitors: int | None
    refunded: int | None

    @property
    def guests(self) -> int:
        """What guests paid."""
        return self.paid - self.known

    @property
    def amount_per_buyer(self) -> float | None:
        """Of known buyers only."""
        return over(self.known, self.buyers)

    @property
    def conversion(self) -> float | None:
        """Buyers of a visitor."""
        return over(self.buyers, self.visitors)

    @property
    def basket(self) -> tuple[float | None, ...]:
        """Orders per buyer, items per order, price per item; their product is the amount per buyer."""
        items, price = over(self.pieces, self.counted_orders), over(self.counted_money, self.pieces)
        return over(self.buyers_orders, self.buyers), items, price

    @property
    def beyond_counted(self) -> float | None:
        """The amount of any order over that of an order whose pieces are known: 1 where all are known."""
        each, counted = over(self.known, self.buyers_orders), over(self.counted_money, self.counted_orders)
        return 1.0 if self.all_counted else None if each is None else over(each, counted)

    @property
    def all_counted(self) -> bool:
        """Whether the pieces of every order are known."""
        return self.counted_orders == self.buyers_orders and self.counted_money == self.known


def over(top: float, bottom: float | None) -> float | None:
    """A quotient; None where there is nothing to divide by."""
    return top / bottom if bottom else None


def sums(cube: Slice) -> Sums | None:
    """The numbers of a slice; None where it is not even known what was paid."""
    paid = read(cube, PAYMENT_AMOUNT).value
    if paid is None:
        return None
    assert ITEMS_PER_ORDER.bottom is not None
    return Sums(
        paid=int(paid),
        orders=_known(cube, PAID.top),
        known=_known(cube, BUYERS_MONEY),
        buyers=_known(cube, BUYER_COUNT.top),
        new=_known(cube, NEW.top),
        returning=_known(cube, RETURNING.top),
        buyers_orders=_known(cube, BUYERS_ORDERS),
        counted_orders=_known(cube, ITEMS_PER_ORDER.bottom),
        counted_money=_known(cube, PRICE_PER_ITEM.top),
        pieces=_known(cube, ITEMS_PER_ORDER.top),
        visitors=_maybe(cube, VISITOR_COUNT.top),
        refunded=_maybe(cube, REFUND_AMOUNT.top),
    )


def _known(cube: Slice, term: Term) -> int:
    """Unknown amounts count as nothing, as in the payment amount itself."""
    return int(read_term(cube, term).value or 0)


def _maybe(cube: Slice, term: Term) -> int | None:
    value = read_term(cube, term).value
    return None if value is None else int(value)
