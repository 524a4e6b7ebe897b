"""Whichever way a list writes the amounts of its orders, they come to what was paid, to the last fen."""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from storage.store import Store
from sync.files.mapping.order_money import amounts_of
from sync.files.mapping.orders import OrderRow
from sync.files.preset import Tally
from sync.files.values import Unreadable
from tests.sync.mapping.telling import foreseen, noted, read
from tests.sync.retail import new_store, rows, write


class Sale(Struct):
    number: str
    freight: int
    lines: list[tuple[str, int, int]]
    """Title, pieces, what was paid for them in fen."""

    @property
    def paid(self) -> int:
        return self.freight + sum(amount for _, _, amount in self.lines)


def a_month(seed: int) -> list[Sale]:
    chance = random.Random(seed)
    titles = ["大红袍", "水仙", "肉桂", "茶杯"]
    return [
        Sale(
            f"XS{number:05}",
            chance.choice([0, 0, 800, 1250]),
            [(chance.choice(titles), chance.randrange(1, 5), chance.randrange(0, 50_000)) for _ in range(pieces)],
        )
        for number, pieces in enumerate(chance.choices([1, 1, 2, 3, 5], k=60))
    ]


def yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


def written(sales: list[Sale], way: str) -> str:
    lines = ["订单号,日期,商品,数量,运费,金额"]
    for sale in sales:
        for place, (title, pieces, amount) in enumerate(sale.lines):
            freight, told = yuan(sale.freight), yuan(sale.paid)
            if way == "on the first line" and place:
                freight = told = ""
            if way == "zero on the others" and place:
                freight = told = "0"
            if way == "of each line":
                told = yuan(amount)
            lines.append(f"{sale.number},2026-03-01 10:00:00,{title},{pieces},{freight},{told}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


@pytest.mark.parametrize("way", ["on every line", "on the first line", "zero on the others", "of each line"])
def test_every_way_gives_the_same_orders(store: Store, tmp_path: Path, way: str) -> None:
    sales = a_month(7)
    each = way == "of each line"
    columns = {"amount": "金额", "paid": None} if each else {"amount": None, "paid": "金额"}
    read(store, write(tmp_path, written(sales, way)), columns)
    assert rows(store, "orders", "id", "payment_amount", "shipping_amount", "item_count") == sorted(
        (sale.number, sale.paid, sale.freight, sum(pieces for _, pieces, _ in sale.lines)) for sale in sales
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for order, amount in rows(store, "order_lines", "order_id", "amount"):
        found[order].append(amount)
    assert {order: sum(amounts) for order, amounts in found.items()} == {
        sale.number: sale.paid - sale.freight for sale in sales
    }
    if each:
        assert {order: sorted(amounts) for order, amounts in found.items()} == {
            sale.number: sorted(amount for _, _, amount in sale.lines) for sale in sales
        }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 99_999), st.integers(1, 20)), min_size=1, max_size=6),
    st.integers(0, 5000),
    st.integers(0, 1_000_000),
)
def test_lines_and_freight_make_the_payment(pieces: list[tuple[int, int]], freight: int, goods: int) -> None:
    lines = [
        OrderRow(paid=freight + goods, freight=freight, price=price, quantity=quantity) for price, quantity in pieces
    ]
    found = amounts_of(lines, Tally())
    assert found.paid == freight + goods
    assert sum(found.lines) + freight == found.paid
    assert all(amount >= 0 for amount in found.lines)
    total = sum(price * quantity for price, quantity in pieces)
    if total:  # each within one fen of its exact share
        shares = [goods * price * quantity / total for price, quantity in pieces]
        assert all(abs(amount - share) < 1 for amount, share in zip(found.lines, shares, strict=True))


def amounts(*lines: OrderRow) -> tuple[int, tuple[int, ...]]:
    found = amounts_of(lines, Tally())
    return found.paid, tuple(found.lines)


def test_price_and_pieces_make_the_amount_where_nothing_else_does() -> None:
    # 2 x 30.00 + 1 x 40.00 - 10.00 off + 8.00 freight = 98.00; the 90.00 of goods split 60 : 40
    first = OrderRow(price=3000, quantity=2, discount=1000, freight=800)
    assert amounts(first, OrderRow(price=4000)) == (9800, (5400, 3600))


def test_lines_that_say_less_than_the_whole_are_shared_out_by_what_they_say() -> None:
    # 100.00 paid, lines say 80.00 and 40.00: 10 000 x 80/120 = 6 667, 10 000 x 40/120 = 3 333
    assert amounts(OrderRow(paid=10000, amount=8000), OrderRow(paid=10000, amount=4000)) == (10000, (6667, 3333))
    # One does not say: by pieces, 3 to 1.
    assert amounts(OrderRow(paid=10000, quantity=3), OrderRow(amount=1, quantity=1)) == (10000, (7500, 2500))


def test_lines_that_make_the_whole_are_believed_and_nothing_is_shared_out() -> None:
    tally = Tally()
    found = amounts_of([OrderRow(paid=10800, amount=8000, freight=800), OrderRow(paid=10800, amount=2000)], tally)
    assert (found.paid, list(found.lines)) == (10800, [8000, 2000])
    assert tally.applied == {}


def test_freight_that_differs_between_lines_is_added_up_and_said() -> None:
    tally = Tally()
    found = amounts_of([OrderRow(amount=1000, freight=500), OrderRow(amount=1000, freight=300)], tally)
    assert (found.paid, found.freight) == (2800, 800)
    assert [rule.words.zh[-5:] for rule in tally.applied] == ["加在一起算"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([OrderRow(paid=3000), OrderRow(paid=5000)], "请把这一列改成「这件商品实付」"),
        ([OrderRow(paid=500, freight=800)], "运费比整单实付还多"),
        ([OrderRow(amount=500), OrderRow(quantity=2)], "没写金额"),
    ],
)
def test_what_cannot_be_told_rejects_the_order(lines: list[OrderRow], said: str) -> None:
    with pytest.raises(Unreadable) as bad:
        amounts_of(lines, Tally())
    assert said in bad.value.reason.zh


def test_the_line_without_an_amount_is_to_blame_and_none_of_its_order_comes_in(store: Store, tmp_path: Path) -> None:
    text = "订单号,日期,商品,商品金额\n1,2026-03-01,茶,10\n1,2026-03-01,杯,\n2,2026-03-01,茶,10\n"
    table = foreseen(store, write(tmp_path, text))
    assert [(bad.line, bad.reason.zh) for bad in table.rejected] == [
        (2, "文件第 3 行有问题，它属于 1，整单先不导入"),
        (3, "没写金额"),
    ]
    assert table.counts["orders"].inserted == 1


def test_refunds_of_the_order_count_once_and_those_of_lines_each(store: Store, tmp_path: Path) -> None:
    whole = "订单号,日期,商品,实付金额,退款金额\n1,2026-03-01,茶,30,5\n1,2026-03-01,杯,30,5\n"
    each = "订单号,日期,商品,商品金额,退款金额\n2,2026-03-01,茶,10,5\n2,2026-03-01,杯,20,5\n"
    differing = "订单号,日期,商品,实付金额,退款金额\n3,2026-03-01,茶,30,5\n3,2026-03-01,杯,30,7\n"
    for number, text in enumerate((whole, each, differing)):
        read(store, write(tmp_path, text, f"{number}.csv"))
    assert rows(store, "refunds", "id", "order_id", "amount") == [("1", "1", 500), ("2", "2", 1000), ("3", "3", 1200)]
    assert rows(store, "orders", "id", "payment_amount") == [("1", 3000), ("2", 3000), ("3", 3000)]


def test_a_line_that_gives_money_back_within_an_order_is_its_refund(store: Store, tmp_path: Path) -> None:
    text = "订单号,日期,商品,数量,商品金额\n1,2026-03-01,茶,1,30\n1,2026-03-01,杯,2,40\n1,2026-03-05,杯,-1,-20\n"
    read(store, write(tmp_path, text))
    assert rows(store, "orders", "id", "payment_amount", "item_count") == [("1", 7000, 3)]
    assert rows(store, "refunds", "id", "order_id", "amount", "refunded_at") == [
        ("1", "1", 2000, 1772640000000)  # 2026-03-05 in Shanghai
    ]
    assert "金额是负数的行算" in noted(foreseen(store, write(tmp_path, text.replace("30", "31"), "b.csv")))
