"""The rules of law and platform beside what is advised or chosen."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.tables import tables_of
from tests.analytics.group_buy.asking import asked, small, two_sizes
from tests.analytics.group_buy.offers import Stall


def rules(answer: Answer) -> dict[str, str]:
    return {one.rule: one.says.zh for one in answer.warnings}


def test_links_in_moments_are_warned_of_always_and_rewards_where_there_are_some() -> None:
    assert "moments" in rules(asked(small()))
    assert "reward" not in rules(asked(small()))
    assert "reward" in rules(asked(small(), reward=500))


def test_the_base_of_a_discount_is_the_lowest_price_of_seven_days() -> None:
    sold = two_sizes().order("2026-02-08 10:00", 7_500, "x", lines=[("tea", 7_500)])
    facts = sold.order("2026-02-13 10:00", 9_900, "y", lines=[("tea", 9_900)]).closed()
    assert "近 7 天最低成交价是 ¥75，拼团价 ¥80 并不更低" in rules(asked(facts, price=8_000))["base_price"]
    assert "优惠要按 ¥75 算" in rules(asked(facts, price=7_000))["base_price"]
    later = sold.order("2026-02-20 10:00", 10_000, "z", lines=[("tea", 10_000)]).closed()
    assert "¥99" in rules(asked(later, price=8_000))["base_price"]  # the seven days have moved on
    assert "base_price" not in rules(asked(two_sizes().goods("new").closed(), product="new"))


def test_an_untold_choice_has_its_rules_all_the_same_and_they_say_whose_they_are() -> None:
    titles = [tables_of(answer, small().shop)[-1].title.zh for answer in (asked(small()), asked(small(), price=10_000))]
    assert titles == ["要守的规矩(建议的做法)", "要守的规矩(你选的做法)"]


def test_a_group_price_that_is_no_discount_is_named() -> None:
    assert "不低于单买价" in rules(asked(small(), price=10_000))["above_solo"]


def test_an_offer_without_end_is_not_limited_in_time() -> None:
    endless = Stall().goods()
    for number in range(9):
        endless.offer(number, 5, 5)
    assert "90 天里有" in rules(asked(endless.closed()))["endless"]
    assert "endless" not in rules(asked(small()))
