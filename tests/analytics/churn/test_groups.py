"""The groups: each reached by a buyer made for it, by the rules as they are told to the merchant."""

from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.testing import assert_allclose

from analytics.churn.following import following
from analytics.churn.groups import ASLEEP, COOLED, GROUPS, LIKELY, WIN_BACK, brought_buyers, early, groups, place
from analytics.churn.reasons import reasons, seen
from analytics.churn.shop_log import today
from analytics.churn.standing import AHEAD, Standing, overdue_of, place_of
from analytics.churn.tables.people import people_table
from analytics.lifetime.forecasts import Forecast
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import CouponClaim, Customer, Referral, Refund, Visit
from tests.analytics.churn.shops import SHOP, learnt, moment, order, shop

NOW = 200
"""The evening that everybody is looked at on."""


class Made:
    """Buyers made to measure, and the records about them."""

    def __init__(self) -> None:
        self.people: list[dict[str, Any]] = []
        self.records: list[Record] = []

    def buyer(self, name: str, **told: Any) -> "Made":
        """``usual`` and ``spend`` of 90 days in yuan, ``chance`` within 60 days."""
        self.people.append({"usual": 50, "spend": 40, "chance": 0.5, "repeats": 3, "since": 60, "name": name} | told)
        bought = NOW - self.people[-1]["since"]
        self.records += [
            Customer(id=name, updated_at=1, name=name, joined_at=moment(0), followed_at=moment(0)),
            order(len(self.records), name, bought),
        ]
        return self

    def with_(self, *records: Record) -> "Made":
        self.records += records
        return self

    def facts(self) -> Facts:
        return facts_of(SHOP, self.records, as_of=moment(NOW + 1, 0))

    def standing(self, facts: Facts) -> Standing:
        code = {name: number for number, name in enumerate(facts.ids("customers"))}
        people = sorted(self.people, key=lambda one: code[one["name"]])

        def told(key: str) -> Any:
            return np.array([float(one[key]) for one in people])

        ahead = Forecast(told("chance"), told("chance") * 2, told("spend") * 100)
        return Standing(
            day=today(facts),
            who=np.array([code[one["name"]] for one in people]),
            repeats=told("repeats").astype(np.int64),
            age=told("since") + 100,
            since=told("since"),
            spent=told("usual") * 300,
            mean_spend=told("usual") * 0 + 5_000,
            ahead=dict.fromkeys(AHEAD, ahead),
            usual=told("usual") * 100,
            rhythm=np.where(told("repeats") >= 3, 20.0, np.nan),
            late=np.where(told("repeats") >= 3, 46.0, np.nan),
            comeback=5.0,
        )

    def group_of(self, name: str) -> str:
        facts = self.facts()
        standing = self.standing(facts)
        place = int(place_of(standing, np.array([list(facts.ids("customers")).index(name)]))[0])
        return list(GROUPS)[groups(facts, standing)[place]]


def crowd() -> Made:
    """Nine buyers as usual, the best of whom bring 100 in 90 days: 80% bring less than 90."""
    made = Made()
    for number in range(9):
        made.buyer(f"n{number}", usual=20 + 10 * number, spend=19 + 10 * number)
    return made


@pytest.mark.parametrize(
    ("told", "group"),
    [
        ({"usual": 200, "spend": 90, "chance": 0.3}, "cooling"),
        ({"usual": 200, "spend": 100, "chance": 0.3}, "fine"),  # half of the usual is not less than half
        ({"usual": 200, "spend": 90, "chance": 0.5}, "cooling"),
        ({"usual": 200, "spend": 90, "chance": 0.51}, "fine"),  # will more likely than not come
        ({"usual": 200, "spend": 90, "chance": 0.3, "since": 46}, "fine"),  # one gap in ten is as long
        ({"usual": 200, "spend": 90, "chance": 0.3, "since": 47}, "cooling"),
        ({"usual": 200, "spend": 90, "chance": 0.04}, "sleeping"),
        ({"usual": 50, "spend": 20, "chance": 0.3}, "drifting"),
        ({"usual": 50, "spend": 20, "chance": 0.3, "repeats": 0}, "new"),
        ({"usual": 200, "spend": 20, "chance": 0.3, "repeats": 0}, "new"),  # one purchase makes nobody valuable yet
        ({"usual": 50, "spend": 20, "chance": 0.3, "repeats": 0, "since": 5}, "fine"),  # not yet time to come back
        ({"usual": 50, "spend": 20, "chance": 0.3, "repeats": 2, "since": 6}, "drifting"),
        ({"usual": 50, "spend": 20, "chance": 0.3, "repeats": 2, "since": 5}, "fine"),
        ({"usual": 50, "spend": 20, "chance": 0.3, "repeats": 3, "since": 20}, "fine"),  # twenty days are usual
        ({"usual": 50, "spend": 20, "chance": 0.04, "repeats": 0}, "sleeping"),
        ({"usual": 50, "spend": 49, "chance": 0.04}, "fine"),  # as much as ever, however little that is
        ({"usual": 50, "spend": 49, "chance": 0.9}, "fine"),
    ],
)
def test_a_buyer_is_in_the_group_whose_rule_fits(told: dict[str, Any], group: str) -> None:
    assert crowd().buyer("me", **told).group_of("me") == group


def brings(friend_paid: int | None) -> tuple[Record, ...]:
    friend = Customer(id="friend", updated_at=1, joined_at=moment(50), followed_at=moment(50))
    tie = Referral(id="r", updated_at=1, created_at=moment(50), parent_id="me", child_id="friend")
    paid = [] if friend_paid is None else [order(900, "friend", friend_paid)]
    return (friend, tie, *paid)


def test_who_brought_a_buyer_and_is_cooling_is_written_to_by_the_owner() -> None:
    cooling = {"usual": 50, "spend": 20, "chance": 0.3}
    assert crowd().buyer("me", **cooling).with_(*brings(60)).group_of("me") == "promoter"
    assert crowd().buyer("me", **cooling).with_(*brings(None)).group_of("me") == "drifting"  # a friend who only looks
    assert crowd().buyer("me", **cooling).with_(*brings(NOW + 1)).group_of("me") == "drifting"  # who buys later
    assert crowd().buyer("me", **cooling | {"spend": 49}).with_(*brings(60)).group_of("me") == "fine"


def test_friends_are_counted_up_to_the_moment_only() -> None:
    facts = crowd().buyer("me").with_(*brings(60)).facts()
    me = list(facts.ids("customers")).index("me")
    assert brought_buyers(facts, moment(60, 13))[me] == 1
    assert brought_buyers(facts, moment(60, 12))[me] == 0


@pytest.mark.parametrize(
    ("left", "back", "group"),
    [
        (None, None, "cooling"),
        (150, None, "left"),
        (150, 180, "cooling"),  # follows again
        (NOW + 1, None, "cooling"),  # will leave
        (150, NOW + 1, "left"),  # will come back
    ],
)
def test_who_unfollowed_stands_apart_until_they_follow_again(left: int | None, back: int | None, group: str) -> None:
    made = crowd().buyer("me", usual=200, spend=90, chance=0.3)
    made.records = [record for record in made.records if not (isinstance(record, Customer) and record.id == "me")]
    person = Customer(
        id="me", updated_at=1, joined_at=moment(0), followed_at=moment(0 if back is None else back),
        unfollowed_at=None if left is None else moment(left),
    )  # fmt: skip
    assert made.with_(person).group_of("me") == group


@pytest.mark.parametrize("into", [{"one": "two"}, {"two": "one"}])
@pytest.mark.parametrize(("left", "follows"), [((150, None), True), ((None, 150), True), ((150, 150), False)])
def test_a_person_with_two_accounts_follows_as_long_as_one_of_them_does(
    left: tuple[int | None, int | None], follows: bool, into: dict[str, str]
) -> None:
    accounts = [
        Customer(
            id=name, updated_at=1, joined_at=moment(0), followed_at=moment(0),
            unfollowed_at=None if gone is None else moment(gone),
        )
        for name, gone in zip(("one", "two"), left, strict=True)
    ]  # fmt: skip
    facts = facts_of(SHOP, accounts, as_of=moment(NOW), merges=into)
    assert following(facts, moment(NOW)).tolist() == [follows, follows, True]


def test_a_buyer_without_a_record_of_their_own_is_taken_to_be_reachable() -> None:
    made = crowd().buyer("me", usual=200, spend=90, chance=0.3)
    made.records = [record for record in made.records if not (isinstance(record, Customer) and record.id == "me")]
    assert made.group_of("me") == "cooling"


def test_the_loss_is_what_was_usual_less_what_is_expected_and_never_below_nothing() -> None:
    made = Made().buyer("a", usual=200, spend=90).buyer("b", usual=50, spend=70)
    standing = made.standing(made.facts())
    assert_allclose(standing.loss, [11_000, 0])
    assert_allclose(standing.kept, [0.45, 1.4])


def test_days_overdue_count_from_the_day_by_which_nine_in_ten_would_have_come() -> None:
    made = Made().buyer("a", since=75, repeats=3).buyer("b", since=46, repeats=5).buyer("c", since=300, repeats=2)
    assert_allclose(made.standing(made.facts()).overdue, [29, 0, np.nan])


def test_a_day_beyond_the_rhythm_that_has_begun_is_shown_as_one() -> None:
    made = Made().buyer("a", since=47).buyer("b", since=46)
    standing = replace(made.standing(made.facts()), late=np.array([46.3, 46.3]))
    assert [overdue_of(standing, place) for place in (0, 1)] == [1, 0]
    assert early(standing).tolist() == [False, True]


def test_nobody_is_called_cooling_against_the_numbers_beside_the_name() -> None:
    """In a shop where the money of one model stands over the usual of another, too."""
    standing, table = learnt().standing, people_table(shop(), learnt())
    ids = [column.id for column in table.columns]
    assert len(table.rows) > 50
    for row in table.rows:
        cells = dict(zip(ids, row.cells, strict=True))
        assert cells["chance"] <= 0.5
        assert cells["overdue"] != 0
    once = standing.repeats == 0
    named = np.isin(learnt().group, [place(key) for key in WIN_BACK])
    assert (standing.since[named & once] > standing.comeback).all()


def test_every_buyer_of_a_shop_is_in_one_group_by_the_rules_read_aloud() -> None:
    found = learnt()
    standing, keys = found.standing, list(GROUPS)
    for number, key in enumerate(keys):
        some = found.group == number
        cooled, asleep = standing.kept[some] < COOLED, standing.chance[some] < ASLEEP
        if key in ("promoter", "cooling", "new", "drifting"):
            assert (cooled & ~asleep).all()
            assert (standing.chance[some] <= LIKELY).all()
        if key == "sleeping":
            assert asleep.all()
        if key == "fine":
            assert not (cooled & ~early(standing)[some] & (standing.chance[some] <= LIKELY)).any()
        if key == "new":
            assert (standing.repeats[some] == 0).all()
        if key in ("cooling", "drifting"):
            assert (standing.repeats[some] > 0).all()
    assert {keys[number] for number in np.unique(found.group)} >= {*WIN_BACK, "left", "fine"} - {"promoter"}


def say(made: Made, name: str) -> str:
    facts = made.facts()
    standing = made.standing(facts)
    code = list(facts.ids("customers")).index(name)
    return reasons(standing, seen(facts, standing.day), int(place_of(standing, np.array([code]))[0])).en


def visit(number: int, day: int) -> Visit:
    return Visit(id=f"v{number}", updated_at=1, created_at=moment(day), visitor_id="x", customer_id="me")


def test_the_reason_tells_the_rhythm_and_how_long_it_has_been() -> None:
    assert say(Made().buyer("me", since=40), "me") == "last bought 40 days ago, every 20 days on average before"
    assert say(Made().buyer("me", since=40, repeats=0), "me") == "bought once, 40 days ago"
    assert say(Made().buyer("me", since=1, repeats=0), "me") == "bought once, 1 day ago"
    assert say(Made().buyer("me", since=9, repeats=2), "me") == "last bought 9 days ago, 3 times in all"


def test_the_reason_tells_whether_they_still_look() -> None:
    made = Made().buyer("me", since=100)
    assert "visit" not in say(made, "me")  # a shop that sees no visits says nothing about them
    assert say(made.with_(visit(1, NOW - 3), visit(2, NOW)), "me").startswith("still looks, 2 visits; ")
    gone = Made().buyer("me", since=100).with_(visit(1, NOW - 40), visit(2, NOW - 50), visit(3, NOW + 1))
    assert say(gone, "me").startswith("stopped looking, 2 visits before; ")
    assert say(Made().buyer("me", since=100).with_(visit(1, NOW - 95)), "me").startswith("no visit in 90 days; ")


def test_the_reason_begins_with_what_can_be_acted_upon() -> None:
    asked = Refund(id="r", updated_at=1, created_at=moment(NOW - 5), buyer_id="me", amount=100)
    old = Refund(id="r2", updated_at=1, created_at=moment(NOW - 95), buyer_id="me", amount=100)

    def coupon(number: int, ends: int, used: int | None = None) -> CouponClaim:
        return CouponClaim(
            id=f"c{number}", updated_at=1, created_at=moment(NOW - 20), customer_id="me", expires_at=moment(ends),
            used_at=None if used is None else moment(used),
        )  # fmt: skip

    coupons = coupon(1, NOW + 5), coupon(2, NOW + 30), coupon(3, NOW - 1), coupon(4, NOW + 5, NOW)
    told = say(Made().buyer("me").with_(asked, old, *coupons, visit(1, NOW)), "me").split("; ")
    assert told == [
        "1 coupon ending soon",
        "1 refund asked for",
        "still looks, 1 visit",
        "last bought 60 days ago, every 20 days on average before",
    ]
