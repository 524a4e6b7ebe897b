"""The purchases of a shop, and what is missing before anything is said of single buyers."""

from typing import Any

import pytest

from analytics.churn.outlook import Outlook, learn, outlook
from analytics.churn.shop_log import LEAST_DAYS, missing, shop_log, today
from analytics.lifetime.past import CUSTOMERS, REPEATERS
from storage.facts_memory import facts_of
from storage.progress import ignore, never
from storage.records import Visit
from storage.words import Words
from tests.analytics.churn.shops import LAST, SHOP, log, moment, order, rows_of, sold


def buyers(count: int, again: int, days: int, last: int = LAST) -> list[tuple[str | None, int, int | None]]:
    """So many buyers, the first of whom came again, over so many days up to the last one."""
    first = last - days + 1
    rows: list[tuple[str | None, int, int | None]] = [
        (f"b{number}", first + number % (days // 4), 5_000) for number in range(count)
    ]
    return rows + [(f"b{number}", first + days // 4 + number % (days // 4), 6_000) for number in range(again)]


def lack(rows: list[Any]) -> str:
    found = missing(sold(rows))
    return found.en if found else ""


def test_a_purchase_is_a_day_of_the_shops_own_clock_on_which_a_known_buyer_paid() -> None:
    late = order(1, "ann", 3, 700, hour=23.9)
    early = order(2, "ann", 4, 300, hour=0.1)
    again = order(3, "ann", 4, 200, hour=9)
    guest, unpaid = order(4, None, 4), order(5, "ben", 4)
    unpaid = type(unpaid)(**{name: getattr(unpaid, name) for name in ("id", "updated_at", "created_at", "buyer_id")})
    found = shop_log(facts_of(SHOP, [late, early, again, guest, unpaid], as_of=moment(6)))
    assert (found.day - found.day[0]).tolist() == [0, 1]
    assert found.amount.tolist() == [700, 500]


def test_the_last_day_that_is_over_is_the_day_before_the_data_ends() -> None:
    assert today(sold([("a", 3, 100)], last=10)) - today(sold([("a", 3, 100)], last=9)) == 1
    assert today(facts_of(SHOP, [])) == 0


@pytest.mark.parametrize(
    ("count", "again", "days", "said"),
    [
        (CUSTOMERS - 1, 150, 300, "299 paying buyers of 300 needed, 1 to go"),
        (400, REPEATERS - 1, 300, "99 buyers who came again of 100 needed, 1 to go"),
        (400, 150, 100, f"100 days of orders of {LEAST_DAYS} needed, 21 to go"),
    ],
)
def test_what_is_missing_is_said_in_numbers(count: int, again: int, days: int, said: str) -> None:
    assert said in lack(buyers(count, again, days))


def test_everything_that_is_missing_is_said_at_once() -> None:
    said = lack(buyers(20, 5, 40))
    assert "20 paying buyers" in said
    assert "5 buyers who came again" in said
    assert "40 days of orders" in said


def test_with_just_enough_something_is_said_and_with_one_less_nothing() -> None:
    enough = buyers(CUSTOMERS, REPEATERS, LEAST_DAYS)
    assert isinstance(outlook(sold(enough)), Outlook)
    assert isinstance(outlook(sold(enough[1:])), Words)
    assert isinstance(outlook(sold(buyers(CUSTOMERS, REPEATERS, LEAST_DAYS - 1))), Words)


def test_who_came_too_late_to_test_a_forecast_on_does_not_count_for_it() -> None:
    """320 buyers now, of whom 250 sixty days ago: no forecast could be held against what came."""
    rows = buyers(250, 150, 300) + [(f"late{number}", LAST - number % 50, 4_000) for number in range(70)]
    assert "250 paying buyers 60 days ago" in lack(rows)
    assert isinstance(outlook(sold(rows)), Words)


def test_guests_alone_cannot_be_told_apart() -> None:
    assert "Orders do not tell the buyer" in lack([(None, day, 100) for day in range(300)])


def test_one_buyer_with_all_orders_is_one_buyer() -> None:
    assert "1 paying buyers of 300 needed" in lack([("ann", day, 100) for day in range(LAST)])


def test_a_shop_to_which_nobody_returns_has_no_repeat_buyers() -> None:
    assert "0 buyers who came again of 100" in lack(buyers(500, 0, 300))


def test_buyers_who_never_paid_anything_do_not_count() -> None:
    assert "0 paying buyers" in lack([(who, day, 0) for who, day, _ in buyers(500, 200, 300)])


def test_who_came_again_for_nothing_is_no_repeat_buyer() -> None:
    free = [(f"b{number}", (number * 7) % 150 + 200, 0) for number in range(200)]
    assert "0 buyers who came again of 100" in lack([*buyers(500, 0, 300), *free])


def test_an_empty_shop_and_one_without_orders_say_so() -> None:
    nothing = missing(facts_of(SHOP, []))
    assert nothing is not None
    assert nothing.en == "There is no data yet."
    seen = missing(facts_of(SHOP, [Visit(id="v", updated_at=1, created_at=moment(3), visitor_id="x")]))
    assert seen is not None


def test_orders_of_today_only_are_not_yet_a_history() -> None:
    assert "0 days of orders" in lack([(f"b{number}", LAST + 1, 100) for number in range(400)])


def test_negative_and_unknown_amounts_are_corrections_not_losses() -> None:
    rows = rows_of(log())
    odd = [(who, day, (-500, 0, None)[number % 3]) for number, (who, day, _) in enumerate(rows[::7])]
    found = outlook(sold(rows + odd))
    assert isinstance(found, Outlook)
    assert (found.standing.spend >= 0).all()
    assert (found.standing.loss >= 0).all()


def test_stopping_it_stops_it() -> None:
    from storage.progress import Cancelled

    with pytest.raises(Cancelled):
        learn(sold(rows_of(log())), None, ignore, lambda: True)
    assert never() is False
