"""What was paid, shared out over lines and freight, whatever the interface leaves out. Without and with the server."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.store import Store
from sync.youzan.amounts import amounts_of
from sync.youzan.bodies import PayInfo, TradeLine
from tests.sync.youzan.bodies import Body, line, yuan
from tests.sync.youzan.conftest import SHOP, Sync
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import LI, rows


def told(share: int | None = None, price: int = 0, num: int = 1, is_present: bool = False) -> TradeLine:
    paid = None if share is None else yuan(share)
    return TradeLine("1", num=num, price=yuan(price), payment=paid, is_present=is_present)


def pay(listed: int | None, freight: int | None, payment: int | None) -> PayInfo:
    return PayInfo(*(None if each is None else yuan(each) for each in (listed, freight, payment)))


fens = st.integers(0, 12)
some_lines = st.lists(
    st.builds(told, st.none() | fens, st.integers(0, 4), st.integers(0, 3), st.booleans()), min_size=1, max_size=4
)


def nearest(total: int, weights: list[int]) -> tuple[int, ...]:
    """The whole parts that lie nearest to what is due, of all that there are; of equals, for whoever comes first."""
    due = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = (each for each in product(range(total + 1), repeat=len(due)) if sum(each) == total)
    return min(parts, key=lambda each: (sum((a - b) ** 2 for a, b in zip(each, due, strict=True)), [-a for a in each]))


@settings(deadline=None)
@given(some_lines, st.none() | fens, st.none() | st.integers(0, 20), fens)
def test_lines_and_freight_make_the_payment(
    lines: list[TradeLine], listed: int | None, freight: int | None, payment: int
) -> None:
    found = amounts_of(pay(listed, freight, payment), lines)
    amounts = [amount for amount in found.lines if amount is not None]
    assert len(amounts) == len(lines)
    assert sum(amounts) + (found.freight or 0) == payment == found.payment
    assert min(amounts) >= 0
    assert 0 <= (found.freight or 0) <= (freight or 0)
    if payment > (freight or 0):
        assert any(amounts)
    if listed is not None and found.discount:
        assert listed + (found.freight or 0) - found.discount == payment


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=3).filter(any), st.integers(0, 12), st.integers(0, 5))
def test_shares_are_the_nearest_there_are(shares: list[int], goods: int, freight: int) -> None:
    found = amounts_of(pay(None, freight, goods + freight), [told(share) for share in shares])
    assert tuple(found.lines) == nearest(goods, shares)
    by_price = amounts_of(pay(None, freight, goods + freight), [told(None, price=share) for share in shares])
    assert tuple(by_price.lines) == nearest(goods, shares)


@pytest.mark.parametrize(
    ("paid", "lines", "expected"),
    [
        # 2 x 88 and 3 x 30 for 256 without the freight, and no line says what of it was for it: 169.38 and 86.62.
        (pay(26600, 1200, 26800), [told(None, 8800, 2), told(None, 3000, 3)], (1200, [16938, 8662], 1000)),
        (pay(26600, 1200, 26800), [told(0, 8800, 2), told(0, 3000, 3)], (1200, [16938, 8662], 1000)),
        # One of two says it: it cannot be weighed against the price of the other.
        (pay(20000, 0, 10000), [told(2000, 10000), told(None, 10000)], (0, [5000, 5000], 10000)),
        # A present costs nothing, whether it says so or not.
        (pay(10000, 0, 9000), [told(9000, 10000), told(None, 500, is_present=True)], (0, [9000, 0], 1000)),
        # Freight of 300 beside goods of 100 cannot lie in a payment of 200: both are cut by half.
        (pay(10000, 30000, 20000), [told(20000, 10000)], (15000, [5000], 5000)),
        # Goods for nothing, and the freight is paid.
        (pay(10000, 1200, 1200), [told(1200, 10000)], (1200, [0], 10000)),
        (pay(0, 1500, 1200), [told(1200)], (1200, [0], 0)),
        # What was paid is told by the lines alone; how much it was in all stays open.
        (pay(10000, 1000, None), [told(5000, 4000), told(6000, 6000)], (1000, [4545, 5455], None)),
        (pay(10000, 1000, None), [told(5000, 4000), told(None, 6000)], (1000, [None, None], None)),
    ],
)
def test_what_the_interface_leaves_out(
    paid: PayInfo, lines: list[TradeLine], expected: tuple[int, list[int | None], int | None]
) -> None:
    found = amounts_of(paid, lines)
    assert (found.freight, list(found.lines), found.discount) == expected


@pytest.mark.parametrize(
    ("spoilt", "lines", "order"),
    [
        ({"lines": {"payment": None}}, [16938, 8662], (1200, 1000)),
        ({"lines": {"payment": "0.00"}}, [16938, 8662], (1200, 1000)),
        # 268 of 266 + 300: 142.05 for the freight, 125.95 for the goods, by the shares of 177.32 and 90.68.
        ({"pay": {"post_fee": "300.00"}}, [8333, 4262], (14205, 14005)),
    ],
)
def test_a_paid_order_is_never_worth_nothing(
    shop: Shop, store: Store, synced: Sync, spoilt: Body, lines: list[int], order: tuple[int, int]
) -> None:
    tid = shop.sell(LI, line(1, 41, "龙井", 8800, 2), line(2, 42, "茶杯", 3000, 3), freight=1200, off=1000)
    shop.trades[tid]["pay_info"] |= spoilt.get("pay", {})
    for each in shop.trades[tid]["orders"]:
        each |= spoilt.get("lines", {})
    shop.later(hours=1)
    synced()
    assert [row[0] for row in rows(store, "SELECT amount FROM order_lines ORDER BY id")] == lines
    told = "SELECT shipping_amount, discount_amount, payment_amount FROM orders"
    assert rows(store, told) == [(*order, 26800)]
    assert not store.quarantined(SHOP.id)
