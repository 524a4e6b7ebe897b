"""SIMULATED: a tea shop of some days, whose sums are worked out by hand beside the sales."""

from typing import Any

from storage.store import Store
from tests.sync.youzan.bodies import line
from tests.sync.youzan.shop import Shop

LI, WANG, CHEN, AN, BO = (
    "Li000000000000000000000001",
    "Wang0000000000000000000001",
    "Chen0000000000000000000001",
    ("An000000000000000000000001"),
    "Bo000000000000000000000001",
)
"""Buyers; An and Bo promote, and An has invited Bo."""


def fill(shop: Shop) -> dict[str, str]:
    """The orders by what is special about them."""
    for who, name, mobile in (
        (LI, "李", "13912345601"),
        (WANG, "王", "13912345602"),
        (CHEN, "陈", "13912345603"),
        (AN, "安", "13912345604"),
        (BO, "博", "13912345605"),
    ):
        shop.join_shop(who, name, mobile)
    shop.register(AN, "o21Zag", 13912345604, "安")
    shop.later(hours=1)
    shop.register(BO, "O21zAg", 13912345605, "博", inviter=13912345604)
    shop.stock("on_sale", 41, "龙井", 8800, 20)
    shop.stock("on_sale", 42, "茶杯", 3000, 5)
    shop.stock("for_shelved", 43, "旧茶壶", 12000, 1)
    shop.later(days=1)
    made = {}
    # 2 x 88 + 3 x 30 - 10 off + 12 freight = 268.
    made["plain"] = shop.sell(
        LI, line(1, 41, "龙井", 8800, 2), line(2, 42, "茶杯", 3000, 3, 421, "青"), freight=1200, off=1000
    )
    shop.later(minutes=10)
    # Through An: 88; An earns 8.80.
    shop.bind(AN, WANG)
    made["promoted"] = shop.sell(WANG, line(3, 41, "龙井", 8800), promoter=AN)
    shop.earn(made["promoted"], AN, 880)
    shop.later(minutes=10)
    # Through Bo, whom An has invited: 2 x 30 = 60; Bo earns 6.00, An 1.20.
    shop.bind(BO, CHEN)
    made["invited"] = shop.sell(CHEN, line(4, 42, "茶杯", 3000, 2), promoter=BO)
    shop.earn(
        made["invited"], BO, 600, ii_cps_money="1.20", ii_rate="2", ii_settle_state=1, from_buyer_phone=13912345604
    )
    shop.later(minutes=10)
    made["unpaid"] = shop.sell(LI, line(5, 41, "龙井", 8800), paid=False)
    shop.later(days=2)
    # 30 back for one cup, and 88 asked back and refused.
    made["refund"] = shop.refund(made["plain"], 3000)
    shop.refund(made["promoted"], 8800, "SELLER_REFUSE_BUYER")
    shop.later(minutes=10)
    return made


def rows(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.reader() as reader:
        return [tuple(row) for row in reader.execute(question).fetchall()]
