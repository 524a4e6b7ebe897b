"""Derived logs against a brute-force twin in plain Python, on random shops with ties, guests and unpaid orders."""

from random import Random

import numpy as np
import pytest

from storage.chains import chain, order_by_code
from storage.derive import done_refunds, paid, sold_lines, visits_by_time
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Order, OrderLine, Refund, Visit
from storage.shop import Shop
from tests.storage.orders import random_orders

SHOP = Shop(id="s1", name="小店")
SEEDS = range(12)


def in_paid_order(orders: list[Order]) -> list[tuple[int, Order]]:
    return sorted(
        ((i, o) for i, o in enumerate(orders) if isinstance(o.paid_at, int)), key=lambda pair: pair[1].paid_at
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_paid_orders_are_in_order_of_payment_with_each_buyers_previous(seed: int) -> None:
    orders = random_orders(Random(seed), 60)
    log = paid(facts_of(SHOP, orders))
    truth = in_paid_order(orders)
    assert log.position.tolist() == [i for i, _ in truth]
    assert log.at.tolist() == [o.paid_at for _, o in truth]
    assert log.amount.tolist() == [o.payment_amount or 0 for _, o in truth]
    assert log.amount_to.tolist() == [sum(o.payment_amount or 0 for _, o in truth[:k]) for k in range(len(truth) + 1)]
    last: dict[str, int] = {}
    previous = []
    for index, (_, one) in enumerate(truth):
        previous.append(-1 if one.buyer_id is None else last.get(str(one.buyer_id), -1))
        last[str(one.buyer_id)] = index
    assert log.previous.tolist() == previous
    assert log.previous.dtype == np.int32


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 20_000])
def test_the_grid_counts_people_of_any_stretch(count: int) -> None:
    """Long logs: stretches that begin and end inside, at and between the cells of the grid."""
    random = np.random.default_rng(count)
    people = random.integers(-1, max(1, count // 4), count).astype(np.int32)
    links = chain(people)
    ends = sorted({0, 1, 4095, 4096, 4097, 8192, 12_288, count, *random.integers(0, count + 1, 12).tolist()})
    ends = [end for end in ends if end <= count]
    for start in ends:
        for stop in (end for end in ends if end >= start):
            inside = set(people[start:stop].tolist()) - {-1}
            assert links.people(start, stop) == len(inside)
            since = start // 3
            assert links.people_back(start, stop, since) == len(inside & set(people[since:start].tolist()))


@pytest.mark.parametrize("most", [1, 65_535, 65_536, 2**31 - 1])
def test_codes_of_any_size_are_brought_together_in_order(most: int) -> None:
    codes = np.random.default_rng(most).integers(-1, most, 3000, endpoint=True).astype(np.int32)
    truth = sorted(range(len(codes)), key=lambda i: (codes[i] < 0, codes[i]))
    assert order_by_code(codes).tolist() == truth


@pytest.mark.parametrize("seed", SEEDS)
def test_sold_lines_follow_the_paid_orders(seed: int) -> None:
    random = Random(seed)
    orders = random_orders(random, 30)
    ids = [*(o.id for o in orders), "unknown", None]
    lines = [
        OrderLine(
            id=f"l{number}",
            updated_at=1,
            created_at=0,
            order_id=random.choice(ids),
            product_id=random.choice(["p", "q", None]),
            amount=random.choice([1, 200, None]),
            quantity=random.choice([1, 3, None]),
        )
        for number in range(70)
    ]
    facts = facts_of(SHOP, [*lines, *orders])
    sold = sold_lines(facts)
    expected = [
        (index, position, line.amount or 0, line.quantity or 0, line.product_id)
        for index, (_, o) in enumerate(in_paid_order(orders))
        for position, line in enumerate(lines)
        if line.order_id == o.id
    ]
    names = [*facts.ids("products"), None]
    found = zip(
        sold.paid_index, sold.position, sold.amount, sold.quantity, (names[c] for c in sold.product), strict=True
    )
    assert list(found) == expected
    for index, (_, o) in enumerate(in_paid_order(orders)):
        of_order = [position for position, line in enumerate(lines) if line.order_id == o.id]
        assert sold.position[sold.starts[index] : sold.starts[index + 1]].tolist() == of_order
    assert len(sold.starts) == len(paid(facts)) + 1


def test_only_refunds_whose_money_went_back_are_done() -> None:
    def refund(name: str, at: int | None, status: str | None, amount: int | None = 5) -> Refund:
        return Refund(id=name, updated_at=1, created_at=1, refunded_at=at, status=status, amount=amount)  # type: ignore[arg-type]

    refunds = [
        refund("late", 90, "done", 700),
        refund("open", 10, "open"),
        refund("refused", 20, "refused"),
        refund("no moment", None, "done"),
        refund("status not said", 30, None, 40),
        refund("amount not said", 50, "done", None),
    ]
    done = done_refunds(facts_of(SHOP, refunds))
    assert [refunds[i].id for i in done.position] == ["status not said", "amount not said", "late"]
    assert done.at.tolist() == [30, 50, 90]
    assert done.amount.tolist() == [40, 0, 700]
    assert done.amount_to.tolist() == [0, 40, 40, 740]
    assert done.between(30, 90) == (0, 2)


def test_visits_are_in_time_order_and_count_distinct_visitors() -> None:
    random = Random(5)
    moments = [random.randrange(50) for _ in range(200)]
    visitors = [random.choice(["a", "b", "c", "d", None]) for _ in moments]
    records: list[Record] = [
        Visit(id=f"v{n}", updated_at=1, created_at=at, visitor_id=who)
        for n, (at, who) in enumerate(zip(moments, visitors, strict=True))
    ]
    log = visits_by_time(facts_of(SHOP, records))
    assert log.position.tolist() == sorted(range(200), key=lambda n: moments[n])
    for start in range(0, 50, 7):
        lo, hi = log.between(start, start + 3)
        inside = {who for at, who in zip(moments, visitors, strict=True) if start <= at < start + 3} - {None}
        assert log.chain.people(lo, hi) == len(inside)


def test_derived_logs_are_made_once() -> None:
    facts = facts_of(SHOP, random_orders(Random(1), 10))
    assert paid(facts) is paid(facts)
