"""Fans who never bought, told by what became of those who stood like them sixty days ago; all by hand."""

from analytics.churn.never_bought import DAYS, never_bought
from analytics.churn.tables.never import never_table
from analytics.result import Estimate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Customer, Visit
from tests.analytics.churn.shops import SHOP, moment, order

NOW = 300


def fan(name: str, came: int, left: int | None = None) -> Customer:
    gone = None if left is None else moment(left)
    return Customer(id=name, updated_at=1, joined_at=moment(came), followed_at=moment(came), unfollowed_at=gone)


def look(name: str, day: int) -> Visit:
    at = moment(day)
    return Visit(id=f"{name}{day}", updated_at=1, created_at=at, visitor_id=name, customer_id=name)


def shop(*records: Record) -> Facts:
    return facts_of(SHOP, records, as_of=moment(NOW + 1, 0))


def test_without_visits_fans_are_told_apart_by_when_they_came() -> None:
    found = never_bought(
        shop(
            fan("new", NOW - 2), fan("month", NOW - 20), fan("old", 10), fan("gone", NOW - 2, left=NOW - 1),
            fan("buyer", NOW - 3), order(1, "buyer", NOW - 1),
        )
    )  # fmt: skip
    assert not found.by_visits
    assert found.now.tolist() == [1, 1, 0, 0, 1]


def test_what_became_of_those_of_sixty_days_ago_is_counted_up_to_now() -> None:
    then = NOW - DAYS
    found = never_bought(
        shop(
            fan("a", then - 2), order(1, "a", then + 30),
            fan("b", then - 3), order(2, "b", NOW),
            fan("c", then - 4), order(3, "c", NOW + 1, hour=0.0),  # the day that is not over
            fan("d", then - 5), order(4, "d", then - 1),  # had bought before
            fan("e", then + 1), order(5, "e", then + 5),  # had not come yet
        )
    )  # fmt: skip
    assert found.then.tolist() == [3, 0, 0, 0, 0]
    assert found.bought.tolist() == [2, 0, 0, 0, 0]


def test_with_visits_they_are_told_apart_by_when_they_last_looked() -> None:
    long_ago = [look("x", day) for day in range(60)]
    found = never_bought(
        shop(*long_ago, fan("x", 0), fan("a", 0), look("a", NOW - 3), fan("b", 0), look("b", NOW - 40))
    )
    assert found.by_visits
    assert found.now.tolist() == [1, 0, 1, 0, 1]
    assert found.then.tolist() == [0, 0, 0, 0, 3]


def test_visits_that_are_seen_only_of_late_do_not_tell_who_looked_before() -> None:
    """The shop is 300 days old, its visits are known for 50: of sixty days ago nobody knows who looked when."""
    found = never_bought(
        shop(order(1, "old", 1), fan("a", NOW - 70), look("a", NOW - 5), fan("b", 3), look("b", NOW - 50))
    )
    assert not found.by_visits
    assert found.now.tolist() == [0, 0, 1, 0, 1]


def test_an_account_of_somebody_who_bought_with_another_one_is_no_fan_who_never_bought() -> None:
    records = [fan("a", NOW - 20), fan("b", NOW - 20), fan("c", NOW - 20), order(1, "b", NOW - 10)]
    found = never_bought(facts_of(SHOP, records, as_of=moment(NOW + 1, 0), merges={"a": "b"}))
    assert found.now.sum() == 1


def test_of_few_fans_no_share_is_told() -> None:
    then = NOW - DAYS
    few = [fan(f"f{number}", then - 2) for number in range(29)]
    many = [fan(f"m{number}", then - 20) for number in range(40)]
    bought = [order(number, f"m{number}", then + 5) for number in range(10)]
    now = [fan("n", NOW - 1), fan("o", NOW - 15)]
    table = never_table(shop(*few, *many, *bought, *now))
    rows = {row.cells[0].en: row.cells for row in table.rows}  # type: ignore[union-attr]
    assert rows["within 7 days"][2] is None
    share = rows["8–30 days ago"][2]
    assert isinstance(share, Estimate)
    assert share.value == 0.25
    assert rows["8–30 days ago"][4] == 40


def test_a_shop_without_fans_says_so() -> None:
    for facts in (shop(), shop(order(1, "a", 5))):
        table = never_table(facts)
        assert not table.rows
        assert table.note is not None
