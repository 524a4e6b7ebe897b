"""The same shop told by its interface and by its files: the same sales, refunds, goods and guests, the same figures.

Both are SIMULATED from one made-up shop: the files as WooCommerce's back office makes them.
"""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analytics.period import Period
from analytics.question import Question
from analytics.views import evaluate
from storage.facts_load import load_facts
from storage.store import Store, open_store
from sync.files import Choice, import_files
from tests.sync.woocommerce import bodies, exported
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.shop import Shop
from tests.sync.woocommerce.test_stories import Sync

GUESTS = [
    ("丽", "陈", "CN2", "北京"),
    ("Amy", "Li", "CN12", "杭州"),
    ("强", "赵", "CN10", "上海"),
    ("娜", "孙", "CN30", "广州"),
]
GOODS = [
    (10, "龙井", "88.00", 0),
    (20, "茶杯 - 青", "30.00", 21),
    (20, "茶杯 - 白", "32.00", 22),
    (30, "茶 & 点心", "9.90", 0),
]
ORIGINS = [("organic", "google"), ("utm", "newsletter"), ("typein", "(direct)"), ("", "")]
SILENT = {
    "overview": {"buyers", "aov", "new_buyers", "returning_buyers"},
    "orders": {"discount_share"},
    "income": set(),
    "products": {"goods_amount", "amount_per_piece", "buyers", "goods_refund_rate"},
}
"""What the files cannot say: who bought, what a line cost, what was taken off."""
OF_UNPAID = {"placed_orders", "payment_rate"}
"""What orders that were never paid are part of: Analytics leaves those out."""
QUESTION = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))

QUESTIONS = {
    "paid": "SELECT id, payment_amount, paid_at, status, close_reason, item_count, channel, campaign_id FROM orders "
    "WHERE paid_at IS NOT NULL",
    "lines": "SELECT order_id, title, quantity, product_id FROM order_lines "
    "WHERE order_id IN (SELECT id FROM orders WHERE paid_at IS NOT NULL)",
    "back": "SELECT order_id, sum(amount), max(refunded_at) FROM refunds WHERE status = 'done' GROUP BY order_id",
    "products": "SELECT id, title, category, status, stock FROM products",
    "prices": "SELECT id, price FROM products WHERE id NOT IN (SELECT product_id FROM skus)",
    "skus": "SELECT id, product_id, spec, merchant_code, price, stock FROM skus",
    "guests": "SELECT id, name, phone, province, city FROM customers WHERE id GLOB 'guest:g*'",
}


def fill(shop: Shop) -> None:
    """A month: an account and four guests, 90 orders, each fifth unpaid, some refunded in part or whole."""
    draw = random.Random(7)
    shop.add("products", bodies.product(10, "龙井", "88.00", stock_quantity=40))
    shop.add("products", bodies.product(20, "茶杯", "30.00", type="variable", status="publish"))
    shop.add("products", bodies.product(30, "茶 &amp; 点心", "9.90", status="private"))
    dates = {name: shop.lists["products"][20][name] for name in ("date_created_gmt", "date_modified_gmt")}
    shop.variations[20] = [
        bodies.variation(21, "30.00", "青", 5) | dates,
        bodies.variation(22, "32.00", "白") | dates,
    ]
    account = {"email": "ming@x.cn", "phone": "13900000007", "country": "CN", "state": "CN12", "city": "杭州"}
    shop.add("customers", bodies.customer(7, "明", "王", **account))
    for number in range(90):
        shop.later(hours=7)
        _sell(shop, draw, number, account)


def _sell(shop: Shop, draw: random.Random, number: int, account: dict[str, str]) -> None:
    lines = []
    for product, name, price, variation in draw.sample(GOODS, draw.randrange(1, 3)):
        pieces = draw.randrange(1, 4)
        amount = f"{pieces * float(price):.2f}"
        off = 100 if number % 9 == 0 and not lines else 0
        paid = f"{pieces * float(price) - off / 100:.2f}"
        lines.append(bodies.line(shop.number(), product, pieces, amount, paid, name=name, variation_id=variation))
    first, last, state, city = GUESTS[number % 4]
    phone = f"1380000000{number % 4}"
    guest = bodies.address(first, last, email=f"g{number % 4}@x.cn", phone=phone, country="CN", state=state, city=city)
    is_account = number % 6 == 0
    kind, source = draw.choice(ORIGINS)
    origin = [
        bodies.meta("_wc_order_attribution_source_type", kind),
        bodies.meta("_wc_order_attribution_utm_source", source),
    ]
    unpaid = number % 5 == 4
    sold = shop.sell(
        *lines,
        paid=not unpaid,
        status="pending" if unpaid else draw.choice(["processing", "completed"]),
        customer_id=7 if is_account else 0,
        billing=bodies.address("明", "王", **account) if is_account else guest,
        shipping_total=draw.choice(["0.00", "12.00"]),
        coupon_lines=[bodies.coupon_line("spring", "1.00")] if number % 9 == 0 else [],
        meta_data=origin if kind else [],
    )
    if not unpaid and draw.random() < 0.25:
        shop.later(minutes=90)
        shop.refund(sold, f"{draw.randrange(100, 900) / 100:.2f}")
        if draw.random() < 0.3:
            shop.later(minutes=5)
            shop.refund(sold, "0.50", bodies.refunded(shop.number(), lines[0], 1, "0.50"))


def told(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reader() as reader:
        return {name: sorted(map(tuple, reader.execute(q).fetchall())) for name, q in QUESTIONS.items()}


def figures(store: Store, shop_id: str, view: str) -> dict[str, float | None]:
    facts = load_facts(store, shop_id)
    try:
        return {figure.id: figure.value for figure in evaluate(view, facts, QUESTION).figures}
    finally:
        facts.close()


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    questions = {
        "orders": "SELECT id, buyer_id, payment_amount, shipping_amount, discount_amount, created_at FROM orders",
        "lines": "SELECT id, amount, product_id, sku_id, spec FROM order_lines WHERE NOT deleted",
        "refunds": "SELECT id, amount, line_id, buyer_id FROM refunds WHERE NOT deleted",
        "products": "SELECT id, title, price, stock, listed_at FROM products",
    }
    with store.reader() as reader:
        return {name: sorted(map(tuple, reader.execute(q).fetchall()), key=str) for name, q in questions.items()}


def paid_orders(shop: Shop) -> list[bodies.Body]:
    return [body for body in shop.lists["orders"].values() if body["status"] != "pending"]


def fen(body: bodies.Body, field: str = "total") -> int:
    return round(float(body[field]) * 100)


def files(shop: Shop, folder: Path) -> list[Path]:
    made = {"orders": exported.orders, "products": exported.products, "customers": exported.customers}
    paths = []
    for name, write in made.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_bytes(write(shop))
    return paths


@pytest.fixture
def other_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "of files") as store:
        yield store


def test_the_files_say_what_the_interface_says(
    shop: Shop, store: Store, other_store: Store, synced: Sync, tmp_path: Path
) -> None:
    fill(shop)
    synced()
    imported = import_files(other_store, files(shop, tmp_path), Choice(currency="CNY"))
    assert imported.refused == ()
    by_interface, by_file = told(store), told(other_store)
    for name in QUESTIONS:
        assert by_file[name] == by_interface[name], name
    assert len(by_file["paid"]) == 72
    assert len(by_file["back"]) > 10
    assert sum(row[1] for row in by_file["paid"]) == sum(fen(body) for body in paid_orders(shop))


@pytest.mark.parametrize("view", SILENT)
def test_pages_show_the_same_figures_as_far_as_the_files_speak(
    shop: Shop, store: Store, other_store: Store, synced: Sync, tmp_path: Path, view: str
) -> None:
    fill(shop)
    synced()
    import_files(other_store, files(shop, tmp_path), Choice(currency="CNY"))
    by_interface, by_file = figures(store, SHOP.id, view), figures(other_store, "woocommerce", view)
    known = {name for name, value in by_interface.items() if value is not None}
    assert {name for name in known if by_file[name] is None} == SILENT[view]
    same = known - SILENT[view] - OF_UNPAID
    assert {name: by_file[name] for name in same} == {name: by_interface[name] for name in same}
    assert len(same) >= 3


def test_files_before_and_after_the_interface_null_and_double_nothing(
    shop: Shop, store: Store, synced: Sync, tmp_path: Path
) -> None:
    """Into the same shop: what the interface knew and the files do not say is still known, and nothing is twice."""
    fill(shop)
    paths = [path for path in files(shop, tmp_path) if path.stem != "customers"]  # it doubles accounts, and says so
    choice = Choice(shop_id=SHOP.id)
    import_files(store, paths[:1], choice)
    synced()
    before = everything(store)
    more = [path.rename(path.with_stem(f"{path.stem} again")) for path in paths]
    more[0].write_bytes(more[0].read_bytes() + b"\n")  # another file to the program
    import_files(store, more, choice)
    assert everything(store) == before
    assert len(before["orders"]) == 90
    assert sum(row[1] for row in before["refunds"]) == sum(
        fen(body, "amount") for body in shop.lists["refunds"].values()
    )
