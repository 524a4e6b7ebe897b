"""Whatever happens in a shop, also while it is read: in the end the copy is the shop. The shop is SIMULATED."""

import random
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

from storage.errors import KnownError
from storage.store import Store
from sync.youzan import listings, trades
from tests.sync.youzan.bodies import line
from tests.sync.youzan.conftest import SHOP, Sync
from tests.sync.youzan.server import PAID, Youzan, business
from tests.sync.youzan.shop import Shop

PEOPLE = [f"c{number:02}" for number in range(12)]
PROMOTERS = PEOPLE[:3]


class Life:
    """Draws what happens next from a seed."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop = shop
        self.draw = random.Random(seed)
        for number, who in enumerate(PEOPLE):
            shop.join_shop(who, f"客{number}", f"139{number:08}")
            shop.later(seconds=1)
        for number, who in enumerate(PROMOTERS):
            shop.register(who, f"s{number}Aa", 13900000000 + number, f"客{number}")

    def step(self) -> None:
        self.shop.later(seconds=self.draw.choice([0, 0, 0, 1, 40, 4000, 90000]))
        steps = [self.sell, self.sell, self.pay, self.finish, self.close, self.refund, self.agree, self.stock]
        self.draw.choice([*steps, self.bind, self.unbind, self.earn, self.settle, self.lead, self.join, self.rename])()

    def sell(self) -> None:
        lines = [
            line(self.shop.number(), self.draw.randrange(1, 9), "茶", self.draw.randrange(100, 9000), 1 + number)
            for number in range(self.draw.randrange(1, 4))
        ]
        promoter = self.draw.choice(["", *PROMOTERS])
        freight, paid = self.draw.choice([0, 1000]), self.draw.random() < 0.8
        self.shop.sell(self.draw.choice(PEOPLE), *lines, paid=paid, freight=freight, promoter=promoter)

    def some(self, *states: str) -> str | None:
        found = [tid for tid, body in self.shop.trades.items() if body["order_info"]["status"] in states]
        return self.draw.choice(found) if found else None

    def pay(self) -> None:
        if tid := self.some("WAIT_BUYER_PAY"):
            self.shop.change(tid, status="WAIT_SELLER_SEND_GOODS", pay_time=self.shop.stamp())

    def finish(self) -> None:
        if tid := self.some("WAIT_SELLER_SEND_GOODS"):
            self.shop.change(tid, status="TRADE_SUCCESS", success_time=self.shop.stamp())

    def close(self) -> None:
        if tid := self.some("WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS"):
            self.shop.change(tid, status="TRADE_CLOSED", close_type=4)

    def refund(self) -> None:
        if tid := self.some("WAIT_SELLER_SEND_GOODS", "TRADE_SUCCESS"):
            self.shop.refund(tid, self.draw.randrange(1, 500), "WAIT_SELLER_AGREE")

    def agree(self) -> None:
        if open_ := [each for each in self.shop.refunds.values() if each["status"] == "WAIT_SELLER_AGREE"]:
            self.draw.choice(open_).update(status=self.draw.choice(["SUCCESS", "CLOSED"]), modified=self.shop.stamp())

    def stock(self) -> None:
        place = self.draw.choice(list(self.shop.goods))
        self.shop.stock(place, self.draw.randrange(1, 9), "茶", self.draw.randrange(1, 9000), self.draw.randrange(9))

    def bind(self) -> None:
        promoter, who = self.draw.choice(PROMOTERS), self.draw.choice(PEOPLE)
        if promoter != who and not self.shop.ties[promoter].get(who, {}).get("is_valid"):
            self.shop.bind(promoter, who)

    def unbind(self) -> None:
        promoter = self.draw.choice(PROMOTERS)
        if valid := [who for who, tie in self.shop.ties[promoter].items() if tie["is_valid"]]:
            self.shop.unbind(promoter, self.draw.choice(valid))

    def earn(self) -> None:
        earned = {each["order_no"] for each in self.shop.promoted.values()}
        if (tid := self.some("WAIT_SELLER_SEND_GOODS", "TRADE_SUCCESS")) and tid not in earned:
            inviter = {"ii_cps_money": "0.50", "from_buyer_phone": 13900000001} if self.draw.random() < 0.5 else {}
            self.shop.earn(tid, self.draw.choice(PROMOTERS), self.draw.randrange(1, 900), **inviter)

    def settle(self) -> None:
        if self.shop.promoted:
            self.draw.choice(list(self.shop.promoted.values())).update(settle_state=2, settled_at=self.shop.stamp())

    def lead(self) -> None:
        if (tid := self.some("WAIT_SELLER_SEND_GOODS")) and tid not in self.shop.joins:
            self.shop.open_group(self.draw.randrange(1, 4), 2, tid)

    def join(self) -> None:
        waiting = [number for number, group in self.shop.groups.items() if group["state"] == 0]
        tid = self.some("WAIT_SELLER_SEND_GOODS")
        if waiting and tid and tid not in self.shop.joins:
            self.shop.join_group(self.draw.choice(waiting), tid)

    def rename(self) -> None:
        who = self.draw.choice(PEOPLE)
        self.shop.customers[who]["show_name"] = f"名{self.draw.randrange(1000)}"


def fen(text: str) -> int:
    return int(Decimal(text) * 100)


STATES = {
    "WAIT_BUYER_PAY": "unpaid", "WAIT_CONFIRM": "paid", "WAIT_SELLER_SEND_GOODS": "paid", "TRADE_SUCCESS": "finished",
    "TRADE_CLOSED": "closed",
}  # fmt: skip
OUTCOMES = {"SUCCESS": "done", "CLOSED": "refused", "WAIT_SELLER_AGREE": "open"}


def the_shop(shop: Shop) -> dict[str, list[Any]]:
    sold = shop.trades.items()
    stock = [(each["item_id"], place, each) for place, items in shop.goods.items() for each in items.values()]
    found: dict[str, list[Any]] = {
        "orders": [
            (tid, body["buyer_info"]["yz_open_id"], STATES[body["order_info"]["status"]], promoter_of(shop, body))
            for tid, body in sold
        ],
        "paid": [(tid, fen(body["pay_info"]["payment"])) for tid, body in sold],
        "lines": [(tid, str(each["oid"])) for tid, body in sold for each in body["orders"]],
        "refunds": [(key, fen(each["refund_fee"]), OUTCOMES[each["status"]]) for key, each in shop.refunds.items()],
        "goods": [
            (str(item), each["price"], each["quantity"], "on_sale" if place == "on_sale" else "off_sale")
            for item, place, each in stock
        ],
        "people": [(key, each["show_name"]) for key, each in shop.customers.items()],
        "earned": [
            (each["order_no"], fen(each["cps_money"]), "settled" if each["settle_state"] == 2 else "waiting")
            for each in shop.promoted.values()
        ],
        "ties": [(ds, ct, tie["is_valid"]) for ds, ties in shop.ties.items() for ct, tie in ties.items()],
        "groups": [
            (str(key), each["join_num"], ["open", "completed", "failed"][each["state"]])
            for key, each in shop.groups.items()
        ],
        "members": [(tid, str(each["group_id"])) for tid, each in shop.joins.items()],
    }
    return {name: sorted(rows, key=str) for name, rows in found.items()}


def promoter_of(shop: Shop, body: dict[str, Any]) -> str | None:
    mobile = body["order_info"]["order_extra"]["salesman"]["salesman_mobile"]
    return next((who for who, each in shop.accounts.items() if str(each["mobile"]) == mobile), None)


QUESTIONS = {
    "orders": "SELECT id, buyer_id, status, promoter_id FROM orders",
    "paid": "SELECT orders.id, payment_amount FROM orders JOIN order_lines ON order_id = orders.id "
    "GROUP BY orders.id HAVING payment_amount = sum(amount) + shipping_amount",
    "lines": "SELECT order_id, id FROM order_lines",
    "refunds": "SELECT id, amount, status FROM refunds",
    "goods": "SELECT id, price, stock, status FROM products WHERE price IS NOT NULL",
    "people": "SELECT id, name FROM customers",
    "earned": "SELECT order_id, amount, status FROM commissions WHERE level = 1",
    "ties": "SELECT parent_id, child_id, ended_at IS NULL FROM referrals",
    "groups": "SELECT id, joined, status FROM groups",
    "members": "SELECT order_id, group_id FROM group_members",
}


def the_copy(store: Store) -> dict[str, list[Any]]:
    with store.reader() as reader:
        return {
            name: sorted(map(tuple, reader.execute(question).fetchall()), key=str)
            for name, question in QUESTIONS.items()
        }


@pytest.mark.parametrize("seed", range(3))
def test_the_copy_is_the_shop(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are of five orders and no window holds more than twenty, that all of it happens in a small shop."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=15))
    monkeypatch.setattr(listings, "REFUND_TERMS", structs.replace(listings.REFUND_TERMS, size=5, cap=10))
    monkeypatch.setattr(listings, "CUSTOMER_TERMS", structs.replace(listings.CUSTOMER_TERMS, size=5, cap=10))
    monkeypatch.setattr(listings, "GOODS_TERMS", structs.replace(listings.GOODS_TERMS, size=3))
    youzan.reach |= {"trades": 20, "refunds": 15, "customers": 15}
    life = Life(shop, seed)
    for _ in range(90):
        life.step()
    for _ in range(3):
        youzan.meanwhile = lambda asked: life.step() if asked % 3 == 0 else None
        youzan.token = ""  # somebody has let it end
        synced()
        youzan.meanwhile = lambda asked: None
        for _ in range(12):
            life.step()
        shop.later(days=1)
        synced()
        assert not store.quarantined(SHOP.id)
        assert the_copy(store) == the_shop(shop)


@pytest.mark.parametrize("seed", range(4))
def test_the_copy_is_the_shop_whatever_was_refused_on_the_way(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights come and go, methods fail, and some fail in the middle of a sync. In the end everything is told."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=15))
    life = Life(shop, 100 + seed)
    refusable = sorted(PAID - {"youzan.shop.get"})
    for _ in range(5):
        for _ in range(15):
            life.step()
        shop.later(hours=life.draw.choice([1, 30]))
        youzan.not_allowed = set(life.draw.sample(refusable, life.draw.randrange(4)))
        failing = dict.fromkeys(life.draw.sample(refusable, life.draw.randrange(3)), business(50000, "系统繁忙"))
        begins = len(youzan.asked) + life.draw.randrange(25)
        youzan.meanwhile = lambda asked, failing=failing, begins=begins: youzan.instead.update(
            failing if asked >= begins else {}
        )
        with suppress(KnownError):
            synced()
        youzan.instead.clear()
    youzan.not_allowed, youzan.meanwhile = set(), lambda asked: None
    for _ in range(2):
        shop.later(days=1)
        synced()
    assert not store.quarantined(SHOP.id)
    assert the_copy(store) == the_shop(shop)
