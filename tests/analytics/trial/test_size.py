"""How many people a trial takes: from what just such people did in the shop's own past."""

from datetime import date

import pytest

from analytics.intervals import share
from analytics.local_time import DAY
from analytics.power import people_needed
from analytics.result import Estimate
from analytics.trial.past import own_rate
from analytics.trial.size import Sized, parted, said
from analytics.trial.split import arms_of
from analytics.trial.view import size_view
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.making import Book

RATE = Estimate(0.05, 0.04, 0.06)


def regulars() -> Facts:
    """Forty who buy every ten days, forty who bought once half a year ago."""
    book = Book()
    for day in range(1, 29, 9):
        for month in range(1, 7):
            for one in range(40):
                book.order(f"2026-{month:02}-{day:02} 10:00", 100, f"often{one}")
    for one in range(40):
        book.order("2026-01-01 10:00", 100, f"once{one}")
    return book.facts("2026-06-29 10:00")


def test_people_are_held_against_others_who_had_bought_as_they_have_now() -> None:
    facts = regulars()
    often = own_rate(facts, [f"often{one}" for one in range(40)], 30)
    once = own_rate(facts, [f"once{one}" for one in range(40)], 30)
    both = own_rate(facts, [f"{kind}{one}" for one in range(40) for kind in ("often", "once")], 30)
    assert isinstance(often, Estimate)
    assert isinstance(once, Estimate)
    assert isinstance(both, Estimate)
    assert often.value > 0.85
    assert once.value < 0.2
    assert both.value == pytest.approx((often.value + once.value) / 2)


@pytest.mark.parametrize("seed", [1, 5])
def test_what_is_said_of_a_group_is_what_it_does_next_however_it_was_picked(seed: int) -> None:
    """Who was picked for having been quiet is not told to stay quiet: in the window before, these bought nothing."""
    made, window = simulate(9_000, seed=seed, until=date(2026, 8, 20)), 30 * DAY
    cut = made.until - window
    orders = [one for one in made.records("orders") if isinstance(one, Order) and one.paid_at and one.buyer_id]
    facts = facts_of(made.shop, [one for one in orders if int(one.paid_at or 0) < cut], as_of=cut)
    last = {str(one.buyer_id): int(one.paid_at or 0) for one in sorted(orders, key=_paid_at) if _paid_at(one) < cut}
    next_ones = {str(one.buyer_id) for one in orders if _paid_at(one) >= cut}
    for least, most in ((0, 30), (30, 90), (90, 1000), (0, 1000)):
        group = [one for one, at in last.items() if least * DAY <= cut - at < most * DAY]
        found = own_rate(facts, group, 30)
        assert isinstance(found, Estimate)
        came = share(sum(one in next_ones for one in group), len(group))
        assert came is not None
        assert found.low <= came.high
        assert came.low <= found.high
        assert found.value == pytest.approx(came.value, rel=0.35)


def _paid_at(order: Order) -> int:
    return int(order.paid_at or 0)


def test_a_young_shop_does_not_know() -> None:
    facts = Book().order("2026-06-01 10:00", 100, "c1").order("2026-06-20 10:00", 100, "c2").facts()
    found = own_rate(facts, ["c1"], 30)
    assert isinstance(found, Words)
    assert "60 天" in found.zh
    view = size_view(facts, Sized(200, 30, 0.2, found))
    assert view.headline == found
    assert [table.rows for table in view.tables] == [(), ()]


def test_who_never_bought_and_came_nobody_knows_when_says_nothing_of_the_others() -> None:
    book = Book().customer("quiet", "小满")
    for month in range(1, 7):
        for one in range(40):
            book.order(f"2026-{month:02}-10 10:00", 100, f"often{one}")
    facts, often = book.facts("2026-06-29 10:00"), [f"often{one}" for one in range(40)]
    assert own_rate(facts, [*often, "quiet"], 30) == own_rate(facts, often, 30)
    found = own_rate(facts, ["quiet"], 30)
    assert isinstance(found, Words)
    assert "没买过" in found.zh


def test_what_a_list_tells_is_told_by_the_share_held_out() -> None:
    facts = Book().order("2026-06-01 10:00", 100, "c1").facts()
    view = size_view(facts, Sized(1000, 30, 0.25, RATE))
    shares, needed = view.table("shares").rows, view.table("needed").rows
    assert [row.cells[:3] for row in shares] == [
        (0.1, 100, 900), (0.2, 200, 800), (0.25, 250, 750), (0.3, 300, 700), (0.5, 500, 500)
    ]  # fmt: skip
    told = [float(row.cells[3]) for row in shares]  # type: ignore[arg-type]
    assert told == sorted(told, reverse=True)
    assert view.headline.zh.startswith("像他们这样的人，30 天里约 5.0%(4.0–6.0%) 会自己买。留 250 人不发，")
    assert f"每百人差 {told[2]:.1f} 个买家" in view.headline.zh
    half = needed[1].cells
    assert half[0] == 0.5
    assert half[2] == pytest.approx(people_needed(0.05, 0.075, 3) / 0.25, abs=1)
    assert [row.cells[3] for row in needed if int(row.cells[2]) <= 1000] == [Words("够", "yes")] * sum(  # type: ignore[arg-type]
        int(row.cells[2]) <= 1000
        for row in needed  # type: ignore[arg-type]
    )


def test_two_offers_and_too_few_people() -> None:
    two = said(RATE, 30, parted(1000, arms_of(0.0, ("x", "y"))))
    assert "两组各约 500 人" in two.zh
    assert "500 in each group" in two.en
    assert "人太少" in said(RATE, 30, parted(4, arms_of(0.2, ()))).zh
