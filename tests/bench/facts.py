"""What stands between the local copy and the numbers: columns built, loaded and derived, plain and encrypted.

The peer of the build is pandas.read_sql of the same columns over the same connection.
"""

import gc
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from storage.columns import DTYPES, facts_columns
from storage.derive import paid, sold_lines
from storage.facts import Facts
from storage.facts_file import discard
from storage.facts_load import load_facts
from storage.records import Order, OrderLine
from storage.shop import Shop
from storage.store import Store, open_store
from tests.bench._order_log import order_log
from tests.bench._result import Result, alone, beside, in_turn, say, seconds

SHOP = Shop(id="bench", name="bench")
KINDS = ("orders", "order_lines")
LINES_PER_ORDER = 1.7
PAGE = 20_000
ROUNDS = 3


def run(quick: bool) -> list[Result]:
    """Measure; all figures are seconds."""
    orders = 50_000 if quick else 1_000_000
    results: list[Result] = []
    for name, key in (("plain", None), ("encrypted", "a passphrase")):
        with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch), key) as store:
            say(f"{name}: writing {orders:,} orders took {seconds(lambda: _write(store, orders)):.1f} s")
            results += _measured(store, f"{orders:,} orders and their lines, {name}")
    return results


def _measured(store: Store, what: str) -> list[Result]:
    figures = in_turn(
        {
            "build": lambda: _build(store),
            "read_sql": lambda: seconds(lambda: _read_sql(store)),
            "load": lambda: _load(store),
            "derive": lambda: _derive(store),
            "refresh": lambda: _refresh(store),
        },
        ROUNDS,
    )
    return [
        beside(f"columns built: {what}", figures["build"], figures["read_sql"], "pandas.read_sql", "s"),
        alone(f"all columns loaded: {what}", figures["load"], "s"),
        alone(f"paid orders and sold lines derived: {what}", figures["derive"], "s"),
        alone(f"brought up to date after one new order: {what}", figures["refresh"], "s"),
    ]


def _build(store: Store) -> float:
    discard(store.folder)
    return _closed(store, lambda facts: None)


def _load(store: Store) -> float:
    return _closed(store, _all_columns)


def _derive(store: Store) -> float:
    facts = load_facts(store, SHOP.id)
    _all_columns(facts)
    took = seconds(lambda: (paid(facts), sold_lines(facts)))
    facts.close()
    return took


def _refresh(store: Store) -> float:
    with store.write() as tx:
        now = store.data_version(SHOP.id)
        tx.upsert(SHOP.id, "api", [Order(id=f"new{now}", updated_at=1, created_at=1, payment_amount=1)])
    return _closed(store, lambda facts: None)


def _closed(store: Store, use: Callable[[Facts], object]) -> float:
    def work() -> None:
        facts = load_facts(store, SHOP.id)
        use(facts)
        facts.close()

    gc.collect()
    return seconds(work)


def _all_columns(facts: Facts) -> None:
    for kind in KINDS:
        assert len(facts[kind].row)
        for name, column in facts_columns(kind).items():
            if column.unit in DTYPES:
                assert len(facts[kind][name])


def _read_sql(store: Store) -> None:
    import pandas as pd

    with store.reader() as reader, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it knows the twin of sqlcipher3 only
        for kind in KINDS:
            names = ", ".join(facts_columns(kind))
            pd.read_sql(f"SELECT row, {names} FROM {kind} WHERE shop_id = '{SHOP.id}' AND NOT deleted", reader)


def _write(store: Store, orders: int) -> None:
    store.put_shop(SHOP)
    for records in (_orders(orders), _lines(orders)):
        page: list[Order | OrderLine] = []
        for record in records:
            page.append(record)
            if len(page) == PAGE:
                _flush(store, page)
        _flush(store, page)


def _flush(store: Store, page: list[Order | OrderLine]) -> None:
    with store.write() as tx:
        tx.upsert(SHOP.id, "api", page)
    page.clear()


def _orders(count: int) -> Iterator[Order]:
    log = order_log(count, count // 4, seed=3)
    random = np.random.default_rng(4)
    places = random.integers(0, 300, count).tolist()
    columns = zip(
        log.created_at.tolist(), log.paid_at.tolist(), log.buyer.tolist(), log.amount.tolist(), places, strict=True
    )
    for number, (created_at, paid_at, buyer, amount, place) in enumerate(columns):
        is_paid = paid_at > 0
        yield Order(
            id=_order_id(number),
            updated_at=created_at,
            created_at=created_at,
            buyer_id=None if buyer < 0 else f"C{10_000_000 + buyer}",
            paid_at=paid_at if is_paid else None,
            shipped_at=paid_at + 50_000_000 if is_paid else None,
            finished_at=paid_at + 400_000_000 if is_paid else None,
            closed_at=None if is_paid else created_at + 3_600_000,
            status="finished" if is_paid else "closed",
            type="normal",
            channel=f"渠道{place % 6}",
            province=f"省{place // 10}",
            city=f"市{place}",
            list_amount=amount + 500,
            discount_amount=500,
            shipping_amount=0,
            payment_amount=amount,
            item_count=1 + place % 3,
            receiver_name="张三",
            receiver_phone="138****0000",
        )


def _lines(orders: int) -> Iterator[OrderLine]:
    products = np.random.default_rng(5).integers(0, 2000, int(orders * LINES_PER_ORDER)).tolist()
    for number, product in enumerate(products):
        yield OrderLine(
            id=f"L{100_000_000 + number}",
            updated_at=1,
            created_at=1,
            order_id=_order_id(int(number / LINES_PER_ORDER)),
            product_id=f"P{product}",
            title="商品的名称",
            quantity=1 + product % 3,
            list_amount=5000,
            amount=4000 + product,
            is_gift=False,
        )


def _order_id(number: int) -> str:
    return f"E20240611{10_000_000_000 + number}"
