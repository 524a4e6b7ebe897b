"""Up, flat, down or unknown: stories of shops whose truth is known."""

import re
from datetime import date, timedelta

import pytest

from analytics.asked import Asked
from analytics.diagnosis.noise.buyers import Buyers, Chance
from analytics.diagnosis.noise.judge import WORTH_SEEING, judge
from analytics.diagnosis.noise.windows import Windows, windows
from analytics.measure import read
from analytics.metric import Metric
from analytics.metrics.income import NET_AMOUNT
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import ITEMS_PER_ORDER, PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.slice import Slice
from tests.analytics.diagnosis.noise.living import BRITAIN, END, Living, asked, steady

TREE = (
    PAYMENT_AMOUNT, BUYER_COUNT, AOV, VISITOR_COUNT, CONVERSION, NEW, RETURNING, PAID, ITEMS_PER_ORDER, REFUND_AMOUNT,
    NET_AMOUNT,
)  # fmt: skip
FIRST = date(2026, 3, 6)


def verdicts(question: Asked, metrics: tuple[Metric, ...] = TREE) -> dict[str, str]:
    return {name: judged.verdict for name, judged in judge(question, metrics).items()}


def chance_of(compared: Windows) -> Chance:
    found = Buyers(compared, (PAID,)).test(PAID)
    assert isinstance(found, Chance)
    return found


def earlier_changes(question: Asked, metric: Metric, weeks: int) -> list[float]:
    """Each earlier week against the one before it, read apart from the rule under test."""
    facts, last = question.facts, question.question.period.last
    pairs = [(last - timedelta(days=7 * back), last - timedelta(days=7 * (back + 1))) for back in range(1, weeks + 1)]
    read_week = {
        day: read(Slice(facts, Period(day - timedelta(days=6), day), Filters()), metric).value or 0
        for pair in pairs
        for day in pair
    }
    return [read_week[now] / read_week[before] - 1 for now, before in pairs]


def test_a_shop_that_halves_is_down_and_says_by_how_much() -> None:
    turn = END - timedelta(days=27)
    shop = Living(1, 3000).sell(FIRST, turn - timedelta(days=1), steady(20)).sell(turn, END, steady(10))
    judged = judge(asked(shop.facts(), 28), TREE)
    assert {name for name, one in judged.items() if one.verdict == "down"} >= {
        "payment_amount",
        "buyers",
        "paid_orders",
    }
    amount = judged["payment_amount"]
    assert amount.interval is not None
    assert amount.interval.low < -0.5 < amount.interval.high < 0
    assert amount.q is not None
    assert amount.p is not None
    assert amount.p <= amount.q <= 0.05
    assert "超出" in amount.tested.zh
    assert "beyond" in amount.tested.en


def test_a_steady_shop_is_flat() -> None:
    shop = Living(2, buyers=3000).sell(date(2025, 9, 1), END, steady(40))
    judged = judge(asked(shop.facts(), 28), (PAYMENT_AMOUNT, PAID, BUYER_COUNT))
    assert {one.verdict for one in judged.values()} == {"flat"}
    for one in judged.values():
        assert one.interval is not None
        assert -WORTH_SEEING <= one.interval.low < 0 < one.interval.high <= WORTH_SEEING


def test_a_tiny_shop_cannot_tell_and_says_what_it_could_have_seen() -> None:
    shop = Living(3).sell(FIRST, END, steady(0.5))
    judged = judge(asked(shop.facts(), 7), (PAYMENT_AMOUNT, PAID))
    for one in judged.values():
        assert one.verdict == "unknown"
        assert one.smallest is not None
        assert one.smallest > WORTH_SEEING
        assert "数据太少" in one.tested.zh


def test_one_large_order_is_no_rise() -> None:
    shop = Living(4).sell(END - timedelta(days=55), END, steady(10)).order(END, 30_000_000, buyer_id="rich")
    judged = judge(asked(shop.facts(), 28), (PAYMENT_AMOUNT,))["payment_amount"]
    assert judged.verdict == "unknown"
    assert judged.interval is not None
    assert judged.interval.value > 1
    assert judged.interval.low < 0


def test_a_swing_that_the_shop_knows_is_no_rise() -> None:
    """Every other week brings twice the orders: by chance that is impossible, in this shop it is a week like any."""

    def level(day: date) -> float:
        return 40 if (END - day).days // 7 % 2 == 0 else 20

    swinging = Living(5, 3000).sell(END - timedelta(days=7 * 20 - 1), END, level)
    calm = Living(5, 3000).sell(END - timedelta(days=7 * 20 - 1), END - timedelta(days=7), steady(20))
    calm.sell(END - timedelta(days=6), END, level)
    assert judge(asked(swinging.facts(), 7), (PAID,))["paid_orders"].verdict == "unknown"
    assert judge(asked(calm.facts(), 7), (PAID,))["paid_orders"].verdict == "up"


def test_what_the_shop_does_every_other_week_is_usual_and_says_how_far_it_usually_goes() -> None:
    """Chance among buyers alone brings 632 orders after 481 once in a thousand; this shop does so all the time."""

    def level(day: date) -> float:
        return 90 if (END - day).days // 7 % 2 == 0 else 70

    question = asked(Living(5, 3000).sell(END - timedelta(days=7 * 20 - 1), END, level).facts(), 7)
    compared = windows(question)
    assert isinstance(compared, Windows)
    assert chance_of(compared).p < 0.01
    judged = judge(question, (PAID,))["paid_orders"]
    assert judged.verdict == "flat"
    said = re.search(r"此前 (\d+) 次同样的对比，一般在 −([\d.]+)% 到 \+([\d.]+)% 之间", judged.tested.zh)
    assert said is not None
    earlier = earlier_changes(question, PAID, int(said[1]))
    inside = [-float(said[2]) / 100 <= change <= float(said[3]) / 100 for change in earlier]
    assert sum(inside) >= 0.9 * len(inside)
    assert max(abs(change) for change in earlier) > 0.2


def test_a_short_history_is_told() -> None:
    shop = Living(6).sell(END - timedelta(days=13), END - timedelta(days=7), steady(40))
    shop.sell(END - timedelta(days=6), END, steady(120)).order(END - timedelta(days=14), 1)
    judged = judge(asked(shop.facts(), 7), (PAID,))["paid_orders"]
    assert judged.verdict == "up"
    assert "历史太短" in judged.tested.zh


def test_conversion_is_tested_as_a_proportion() -> None:
    shop = Living(7)
    for buyer in range(300):
        shop.order(END - timedelta(days=7 + buyer % 7), 1000, buyer_id=f"early {buyer}")
    for buyer in range(150):
        shop.order(END - timedelta(days=buyer % 7), 1000, buyer_id=f"late {buyer}")
    for number in range(14):
        shop.visits(END - timedelta(days=number), 400)
    question = asked(shop.order(END - timedelta(days=14), 1).visits(END - timedelta(days=14), 1).facts(), 7)
    judged = judge(question, TREE)
    assert judged["conversion"].verdict == "down"
    assert judged["visitors"].verdict == "flat"
    interval = judge(question, (CONVERSION,))["conversion"].interval
    assert interval is not None
    # 150 and 300 of 2800: the usual formula of two proportions by hand.
    one, other = 150 / 2800, 300 / 2800
    error = (one * (1 - one) / 2800 + other * (1 - other) / 2800) ** 0.5 / other
    assert interval.value == pytest.approx(-0.5)
    assert interval.high == pytest.approx(-0.5 + 1.96 * error, abs=1e-3)


def test_unfinished_days_are_never_compared_with_finished_ones() -> None:
    """The last day has brought almost nothing yet; the ten finished days of the month are as good as those before."""
    shop = Living(8, 3000).sell(date(2026, 5, 1), END, steady(60))
    question = Asked(shop.facts(), Question(Period(date(2026, 8, 25), date(2026, 9, 3)), "previous"))
    judged = judge(question, (PAID,))["paid_orders"]
    assert judged.verdict == "flat"
    assert "只比已经过完的日子：2026-08-25 到 2026-08-30，对 2026-08-15 到 2026-08-20" in judged.tested.zh


def test_months_of_different_length_are_weighed() -> None:
    """February sells a tenth less than January because it is shorter, and that is no fall."""
    shop = Living(9, 9000, BRITAIN).sell(date(2025, 6, 1), date(2026, 2, 28), steady(150))
    facts = shop.facts(date(2026, 3, 1))
    february = Asked(facts, Question(Period(date(2026, 2, 1), date(2026, 2, 28)), "previous"))
    judged = judge(february, (PAID,))["paid_orders"]
    assert judged.verdict == "flat"
    assert judged.interval is not None
    assert abs(judged.interval.value) < 0.05
    assert "折算" in judged.tested.zh


def test_nothing_to_compare_with_is_unknown_with_the_reason() -> None:
    shop = Living(10).sell(END - timedelta(days=5), END, steady(10))
    alone = Asked(shop.facts(), Question(Period(END - timedelta(days=2), END), "none"))
    assert {one.tested.zh for one in judge(alone, TREE).values()} == {"没有选对比期。"}
    before_it_began = judge(asked(shop.facts(), 5), TREE)
    assert {one.verdict for one in before_it_began.values()} == {"unknown"}
    assert {one.p for one in before_it_began.values()} == {None}


def test_new_and_returning_are_not_judged_by_a_shop_that_has_just_begun() -> None:
    """Everyone is new in the first week of the data, and that says nothing about the buyers."""
    shop = Living(13, buyers=60).sell(END - timedelta(days=14), END, steady(20))
    judged = judge(asked(shop.facts(), 7), (NEW, RETURNING, PAID))
    assert (judged["new_buyers"].verdict, judged["returning_buyers"].verdict) == ("unknown", "unknown")
    assert "老买家" in judged["returning_buyers"].tested.zh
    assert judged["paid_orders"].p is not None


def test_what_the_source_does_not_tell_is_unknown_and_takes_no_part_in_the_control_of_discoveries() -> None:
    shop = Living(11).sell(END - timedelta(days=30), END - timedelta(days=7), steady(10))
    facts = shop.sell(END - timedelta(days=6), END, steady(40)).facts()
    judged = judge(asked(facts, 7), (PAID, CONVERSION, VISITOR_COUNT))
    assert judged["conversion"].verdict == "unknown"
    assert judged["conversion"].q is None
    assert judged["paid_orders"].q == judged["paid_orders"].p


def test_the_same_data_gives_the_same_answer() -> None:
    def answer() -> object:
        return judge(asked(Living(12).sell(FIRST, END, steady(5)).facts(), 14), TREE)

    assert answer() == answer()


def test_of_shops_in_which_nothing_changes_hardly_any_is_called_up_or_down() -> None:
    """Two weeks of chance alone, without any history: at most one shop in twenty, all its nodes together."""
    alarms = 0
    for seed in range(100):
        shop = Living(1000 + seed, buyers=60).sell(END - timedelta(days=14), END, steady(6))
        alarms += any(one in ("up", "down") for one in verdicts(asked(shop.facts(), 7)).values())
    assert alarms <= 9
