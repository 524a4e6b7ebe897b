"""What was given back tells of no liking, from the moment the money went; what most send back is offered to nobody."""

from random import Random
from typing import Any

import numpy as np
import pytest

from analytics.intervals import share
from analytics.log import NEVER
from analytics.recommend.shop import every
from analytics.recommend.shop.asked import Asked
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.kept import given_back, had, kept
from analytics.recommend.shop.learnt import learnt
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.past import Taken, bought
from analytics.recommend.shop.sent_back import sent_back
from analytics.recommend.shop.view import answered
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.progress import ignore, never
from storage.records import Order, OrderLine, Refund
from tests.analytics.making import CHINA, Book, at
from tests.analytics.recommend.shop.shops import NIGHT, club_learnt, club_records, code, product
from tests.analytics.recommend.shop.test_replay import known_at

JUNE = "2026-06-10 12:00"


def one_order(*refunds: dict[str, Any], **fields: Any) -> Facts:
    """An order of a tea for 80 and a cup for 20, and freight of 5, with these refunds."""
    book = Book().order(JUNE, 10_500, "b1", lines=[("tea", 8000), ("cup", 2000)], shipping_amount=500, **fields)
    for one in refunds:
        book.refund(one.pop("on", "2026-06-20 12:00"), one.pop("amount"), **{"order_id": "o0"} | one)
    return book.facts(NIGHT)


def back(facts: Facts) -> dict[str, int | None]:
    when = given_back(facts).tolist()
    items = [facts.ids("products")[item] for item in bought(facts).item]
    return {item: None if moment == NEVER else moment for item, moment in zip(items, when, strict=True)}


LATER = at("2026-06-20 12:00")


@pytest.mark.parametrize(
    ("refunds", "tea", "cup"),
    [
        ([], None, None),
        ([{"amount": 8000, "line_id": "o0-0"}], LATER, None),
        ([{"amount": 2000, "product_id": "cup"}], None, LATER),
        ([{"amount": 5000, "line_id": "o0-0"}], None, None),
        ([{"amount": 5000, "line_id": "o0-0"}, {"amount": 3000, "line_id": "o0-0", "on": "2026-06-25 12:00"}],
         at("2026-06-25 12:00"), None),
        ([{"amount": 10_000}], LATER, LATER),  # freight is kept
        ([{"amount": 10_500}], LATER, LATER),
        ([{"amount": 6000}, {"amount": 4000, "on": "2026-06-25 12:00"}], *[at("2026-06-25 12:00")] * 2),
        ([{"amount": 9000}], None, None),
        ([{"amount": 10_500, "status": "refused"}], None, None),
        ([{"amount": 8000, "order_id": None, "line_id": "o0-0"}], LATER, None),
        ([{"amount": 10_500, "order_id": None}], None, None),
    ],
)  # fmt: skip
def test_a_line_is_given_back_when_refunds_add_up_to_what_was_paid(
    refunds: list[dict[str, Any]], tea: int | None, cup: int | None
) -> None:
    assert back(one_order(*[dict(one) for one in refunds])) == {"tea": tea, "cup": cup}


def test_it_counts_from_its_own_time_on() -> None:
    facts = one_order({"amount": 10_000})
    assert len(kept(facts, LATER)) == 2
    assert len(kept(facts, LATER + 1)) == 0
    assert Moment(facts, LATER).owned.many().tolist() == [2]
    assert Moment(facts, LATER + 1).owned.many().tolist() == [0]


@pytest.mark.parametrize(
    ("fields", "many"),
    [
        ({}, 2),
        ({"shipped_at": at("2026-06-12 12:00")}, 2),
        ({"closed_at": at("2026-06-20 12:00"), "status": "closed"}, 0),
    ],
)
def test_what_came_and_was_sent_back_is_not_new_but_what_never_came_is(fields: dict[str, Any], many: int) -> None:
    facts = one_order({"amount": 10_500}, **fields)
    assert len(had(facts, at(NIGHT))) == many
    assert Moment(facts, at(NIGHT)).had.many().tolist() == [many]


@pytest.mark.parametrize("seed", range(10))
def test_lines_given_back_are_those_that_a_look_at_every_refund_finds(seed: int) -> None:
    chance, book = Random(seed), Book()
    for number in range(40):
        day = chance.randrange(1, 15)
        lines = [(f"p{chance.randrange(4)}", chance.choice((1000, 2500))) for _ in range(chance.randrange(1, 4))]
        book.order(f"2026-06-{day:02} 10:00", sum(amount for _, amount in lines), f"b{number % 7}", lines=lines)
    orders = {one.id: one for one in book.records if isinstance(one, Order)}
    lines = [one for one in book.records if isinstance(one, OrderLine)]
    for one in list(lines):
        if chance.random() < 0.6:
            named = chance.choice(({"line_id": one.id}, {"product_id": one.product_id}, {}))
            amount = chance.choice((1000, 1500, 2500, int(orders[one.order_id].payment_amount or 0)))
            book.refund(f"2026-06-{chance.randrange(15, 29):02} 10:00", amount, order_id=one.order_id, **named)
    facts = book.facts(NIGHT)
    refunds = sorted(
        (one for one in book.records if isinstance(one, Refund)), key=lambda one: int(one.refunded_at or 0)
    )

    def whole(of: list[Refund], due: int) -> float:
        so_far = 0
        for one in of:
            so_far += int(one.amount or 0)
            if so_far >= 0.99 * due:
                return int(one.refunded_at or 0)
        return float("inf")

    def when(line: OrderLine) -> float:
        of_order = [one for one in refunds if one.order_id == line.order_id]
        alike = [one for one in lines if (one.order_id, one.product_id) == (line.order_id, line.product_id)]
        product_of = {one.id: one.product_id for one in lines}
        of_product = [
            one for one in of_order if (one.product_id or product_of.get(str(one.line_id))) == line.product_id
        ]
        return min(
            whole([one for one in of_order if one.line_id == line.id], int(line.amount or 0)),
            whole(of_product, sum(int(one.amount or 0) for one in alike)),
            whole(of_order, int(orders[line.order_id].payment_amount or 0)),
        )

    expected = sorted((int(one.created_at), str(one.order_id), str(one.product_id), when(one)) for one in lines)
    taken, names = bought(facts), facts.ids("products")
    buyers = [str(one.order_id) for one in sorted(lines, key=lambda one: int(one.created_at))]
    assert len(buyers) == len(taken)
    found = [float("inf") if moment == NEVER else moment for moment in given_back(facts).tolist()]
    got = sorted(zip(taken.at.tolist(), [names[item] for item in taken.item], found, strict=True))
    assert got == sorted((moment, item, back) for moment, _, item, back in expected)


def spoilt(many: int = 120, days: int = 1) -> list[Any]:
    """The clubs, and a tea that so many of them bought in June and gave back some days later."""
    book, chance = Book(), Random(3)
    book.records = [*club_records(), product("bad", "茶")]
    for number in range(many):
        day = chance.randrange(1, 28)
        book.order(f"2026-06-{day:02} 15:00", 5000, f"c{number}", lines=[("bad", 5000)])
        order = f"o{len(book.records) - 2}"
        book.refund(f"2026-06-{min(day + days, 30):02} 10:00", 5000, order_id=order, product_id="bad")
    return book.records


def test_what_everybody_sent_back_is_on_no_list_and_in_no_reason() -> None:
    facts = facts_of(CHINA, spoilt(), as_of=at(NIGHT))
    counter = Counter(facts, learnt(facts))
    said = [getattr(cell, "zh", cell) for row in every.rows(counter, ignore, never) for cell in row]
    assert not any("bad" in str(cell) or "BAD" in str(cell) for cell in said)
    assert counter.now.popular[code(facts, "products", "bad")] == 0
    view = answered(facts, Asked())
    left = {row.cells[0].zh: row.cells[1:] for row in view.table("left_out").rows}  # type: ignore[union-attr]
    assert left["卖出的多半全额退了"][0] == 1
    assert left["卖出的多半全额退了"][1].zh == "BAD：卖出 120 次、全额退了 120 次，占 100%(97%–100%)"  # type: ignore[union-attr]
    one = answered(facts, Asked(product="bad")).headline.zh
    assert one == "“BAD”现在不推：卖出 120 次、全额退了 120 次，占 100%(97%–100%)。"


@pytest.mark.parametrize(("sold", "gone", "held"), [(3, 3, False), (4, 4, True), (40, 26, False), (40, 27, True)])
def test_a_product_is_held_back_where_surely_more_than_half_came_back(sold: int, gone: int, held: bool) -> None:
    book = Book()
    for number in range(sold):
        book.order("2026-06-01 10:00", 100, f"b{number}", lines=[("p", 100)])
        if number < gone:
            book.refund("2026-06-05 10:00", 100, order_id=f"o{len(book.records) - 2}")
    part = share(gone, sold)
    assert part is not None
    assert (part.low > 0.5) is held
    assert bool(sent_back(book.facts(NIGHT))) is held


def test_refunds_that_were_still_to_come_reach_no_list_of_the_past() -> None:
    """Money that went back after a moment, against the records there were then, in which it had not."""
    moment, records = at("2026-06-15 00:00"), spoilt(days=20)
    whole = facts_of(CHINA, records, as_of=at(NIGHT))
    then = [one for one in records if not isinstance(one, Refund) or int(one.refunded_at or 0) < moment]
    assert len(then) < len(records)
    assert known_at(whole, moment) == known_at(facts_of(CHINA, then, as_of=at(NIGHT)), moment)
    never_sold = [one for one in records if not isinstance(one, Refund)]
    assert known_at(whole, at(NIGHT)) != known_at(facts_of(CHINA, never_sold, as_of=at(NIGHT)), at(NIGHT))


def test_a_hit_that_was_given_back_within_the_days_is_none() -> None:
    facts = facts_of(CHINA, spoilt(), as_of=at(NIGHT))
    start = at("2026-06-01 00:00")
    bad = code(facts, "products", "bad")
    assert (bought(facts).within(start, at(NIGHT)).item == bad).sum() == 120
    assert not (kept(facts, at(NIGHT), start).item == bad).any()


def test_nothing_was_given_back_where_there_are_no_refunds() -> None:
    facts = facts_of(CHINA, club_records(), as_of=at(NIGHT))
    every_line: Taken = bought(facts)
    assert np.array_equal(kept(facts, at(NIGHT)).item, every_line.before(at(NIGHT)).item)
    assert np.array_equal(learnt(facts).lists, club_learnt().lists)
