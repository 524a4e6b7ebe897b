"""Panels of orders, each number a second time in plain Python."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import median

import pytest

from analytics.coverage import coverage
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Estimate
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import (
    Given,
    answer,
    behind_of,
    cells,
    known,
    place_of,
    random_shop,
    simulated,
    summed,
)

HOUR = 3_600_000


def far_more_than_usual(counts: dict[date, int]) -> set[date]:
    """The rule of the odd days, once more."""
    odd = set()
    for day, number in counts.items():
        same = [count for other, count in counts.items() if other.weekday() == day.weekday()]
        usual = max(1.0, median(same if len(same) >= 3 else counts.values()))
        if number > max(2.5 * usual, usual + 4 * usual**0.5):
            odd.add(day)
    return odd if len(odd) <= max(1, len(counts) // 10) else set()


@pytest.mark.parametrize("seed", range(6))
def test_hours_are_per_finished_day_and_lead_to_their_orders(seed: int) -> None:
    given = random_shop(seed)
    days = coverage(given.facts)
    assert days is not None
    question = Question(Period(days.first, days.until_day))  # its last day is not over
    table = answer(given, "orders", "busy_hours", question)
    finished = [days.first + timedelta(days=number) for number in range((days.until_day - days.first).days)]
    times = [given.local(order.paid_at) for order in given.paid()]
    per_day = Counter(local.date() for local in times)
    odd = far_more_than_usual({day: per_day[day] for day in finished})
    kept = [local for local in times if local.date() < days.until_day and local.date() not in odd]
    seen = Counter((local.isoweekday(), local.hour) for local in kept)
    counts = Counter(day.isoweekday() for day in finished if day not in odd)
    if len(kept) < 50:
        assert not table.rows
        return
    assert len(table.rows) == 7
    for weekday, row in enumerate(table.rows, start=1):
        assert row.cells[-1] == counts[weekday]
        for hour in range(24):
            assert row.cells[1 + hour] == pytest.approx(seen[weekday, hour] / counts[weekday])
            assert given.count(behind_of(table, row, f"h{hour:02d}")) == seen[weekday, hour]


def november(festival: int) -> Given:
    """A shop with two orders in each evening of November 2026, and so many on Double 11 (a Wednesday) from 21 to 22."""
    book = Book()
    for day in range(1, 31):
        book.order(f"2026-11-{day:02d} 20:15", 100, f"a{day}").order(f"2026-11-{day:02d} 19:30", 100, f"b{day}")
    for number in range(festival):
        book.order(f"2026-11-11 21:{number:02d}", 100, f"c{number}")
    return Given(book.shop, book.records, book.facts("2026-12-05 00:00"))


def test_double_eleven_makes_no_busy_wednesday() -> None:
    table = answer(november(19), "orders", "busy_hours", asking("2026-11-01", "2026-11-30"))
    wednesday = table.rows[2]
    assert wednesday.cells[1 + 21] == 0
    assert wednesday.cells[-1] == 3
    assert "11-11卖得远超平常" in table.note.zh
    assert table.lead.zh.startswith("最旺的三小时是 ")
    assert "具体到星期几的哪个钟点，分不出高低" in table.lead.zh


def test_an_hour_that_is_busy_week_after_week_is_named() -> None:
    book = Book()
    for day in range(1, 31):
        book.order(f"2026-11-{day:02d} 20:15", 100, f"a{day}").order(f"2026-11-{day:02d} 19:30", 100, f"b{day}")
        if day % 7 == 4:  # Wednesdays
            for number in range(4):
                book.order(f"2026-11-{day:02d} 21:{number:02d}", 100, f"c{number}")
    given = Given(book.shop, book.records, book.facts("2026-12-05 00:00"))
    table = answer(given, "orders", "busy_hours", asking("2026-11-01", "2026-11-30"))
    assert "周三 21–22 点明显比别的日子旺，平均每天 4.0 单" in table.lead.zh


def test_a_few_orders_make_no_pattern() -> None:
    book = Book().order("2026-03-02 09:00", 500).order("2026-03-03 09:00", 500)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "orders", "busy_hours", asking("2026-03-01", "2026-03-31"))
    assert not table.rows
    assert table.note is not None
    assert "2 单" in table.note.zh


BANDS = ((0.0, "没打折"), (0.1, "10% 以内"), (0.2, "10–20%"), (0.3, "20–30%"), (0.5, "30–50%"), (9e9, "50% 以上"))


def test_discounts_by_depth() -> None:
    given = simulated()
    question = given.last(90)
    table = answer(given, "orders", "discount_depth", question)
    groups = {group.id: group.status for group in given.of("groups")}
    back = {r.order_id for r in given.of("refunds") if known(r.refunded_at) and r.status not in ("open", "refused")}
    by_band = defaultdict(list)
    for order in given.paid(question.period):
        part = order.discount_amount / order.list_amount
        by_band[next(name for bound, name in BANDS if part <= bound)].append(order)
    for row in table.rows:
        name, orders, _, amount, per_order, pieces, refunded = row.cells
        mine = by_band[str(name)]
        kept = [order for order in mine if groups.get(known(order.group_id)) != "failed"]
        assert (orders, amount) == (len(mine), summed(order.payment_amount for order in mine))
        if not mine:
            assert (per_order, pieces, refunded) == (None, None, None)
            continue
        assert pieces == pytest.approx(sum(order.item_count for order in mine) / len(mine))
        assert isinstance(refunded, Estimate) == bool(kept)
        if isinstance(refunded, Estimate):
            some = len([order for order in kept if order.id in back])
            assert refunded.value == pytest.approx(some / len(kept))
            assert given.count(behind_of(table, row, "refunded")) == some
    assert sum(row.cells[1] for row in table.rows) == len(given.paid(question.period))


def test_untested_refund_rates_of_discounts_are_not_said_in_the_lead() -> None:
    book = Book()
    for number in range(200):
        deep = number % 4 == 0
        book.order("2026-03-05 12:00", 600 if deep else 1000, f"b{number}", list_amount=1000,
                   discount_amount=400 if deep else 0)  # fmt: skip
        if not deep and number % 40 == 1:
            book.refund("2026-03-08 10:00", 100, order_id=book.records[-1].id)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    lead = answer(given, "orders", "discount_depth", asking("2026-03-01", "2026-03-31")).lead
    assert lead.zh == "25% 的订单有优惠，优惠超过两成的 50 单，带来 17% 的金额。"


def fate(given: Given, order: object, until: int) -> str:
    """What became of an order, told once more."""
    groups = given.by_id("groups")
    group = groups.get(known(order.group_id))
    full = known(group.completed_at) if group else None
    shipped, closed, finished = (known(getattr(order, f"{name}_at")) for name in ("shipped", "closed", "finished"))
    ready = max(order.paid_at, full or 0)
    if shipped is not None:
        hours = max(shipped - ready, 0) / HOUR
        bands = ((12, "12 小时内"), (24, "12–24 小时"), (48, "24–48 小时"), (72, "48–72 小时"), (168, "3–7 天"))
        return next((name for limit, name in bands if hours <= limit), "7 天以上")
    if closed is not None or finished is not None or order.status in ("shipped", "finished", "closed"):
        return "没发货就关闭"
    if group is not None and full is None:
        return "拼团还没满"
    return "超 48 小时未发货" if until - ready > 48 * HOUR else "待发货(48 小时内)"


@pytest.fixture(scope="module")
def fates() -> dict[str, str]:
    given = simulated()
    until = coverage(given.facts).until
    return {order.id: fate(given, order, until) for order in given.paid()}


def test_time_to_ship_counts_those_who_wait(fates: dict[str, str]) -> None:
    given = simulated()
    question = given.last(45)
    table = answer(given, "orders", "time_to_ship", question)
    seen = Counter(fates[order.id] for order in given.paid(question.period))
    told = {str(row.cells[0]): row.cells[1] for row in table.rows}
    assert {name: count for name, count in told.items() if count} == dict(seen)
    for row in table.rows:
        if row.cells[1]:
            assert given.count(row.rows) == row.cells[1]
            assert given.sum(row.rows) == row.cells[3]


def test_overdue_orders_are_listed_whenever_they_were_paid(fates: dict[str, str]) -> None:
    given = simulated()
    table = answer(given, "orders", "overdue", given.last(1))
    until = coverage(given.facts).until_day
    day_before = {o.id for o in given.paid() if given.day(o.paid_at) < until}
    late = {order for order, what in fates.items() if what == "超 48 小时未发货"} & day_before
    assert {row.cells[0] for row in table.rows} == late
    assert all(row.cells[1] > 48 for row in table.rows)


def test_a_day_is_judged_once_nobody_can_still_be_in_time(fates: dict[str, str]) -> None:
    given = simulated()
    question = given.last(21)
    table = answer(given, "orders", "shipping_days", question)
    by_day = defaultdict(list)
    for order in given.paid(question.period):
        by_day[given.day(order.paid_at)].append(fates[order.id])
    quick = {"12 小时内", "12–24 小时"}
    assert any(row.cells[2] is None for row in table.rows)  # the latest days
    for row in table.rows:
        day, due, in_24, in_48 = row.cells
        mine = [what for what in by_day[day] if what not in ("没发货就关闭", "拼团还没满")]
        assert due == len(mine)
        waiting = {"待发货(48 小时内)", "拼团还没满"} & set(by_day[day])
        if waiting or not mine:
            assert (in_24, in_48) == (None, None)
            continue
        assert in_24 == pytest.approx(len([what for what in mine if what in quick]) / due)
        assert in_48 == pytest.approx(len([what for what in mine if what in {*quick, "24–48 小时"}]) / due)
        assert given.count(behind_of(table, row, "in_48")) == round(in_48 * due)


def test_a_shop_that_never_says_when_it_ships_is_not_judged() -> None:
    given = random_shop(1)
    for panel in ("time_to_ship", "shipping_days", "overdue"):
        table = answer(given, "orders", panel, Question(Period(date(2023, 10, 1), date(2023, 11, 10))))
        assert not table.rows
        assert table.note.zh == "数据来源没有发货时间。"


@pytest.mark.parametrize("filters", [Filters(), Filters(provinces=("广东",))])
def test_reasons_for_refunds_beside_the_comparison(filters: Filters) -> None:
    given = simulated()
    question = given.last(120, filters=filters)
    table = answer(given, "orders", "refund_reasons", question)
    orders, groups = given.by_id("orders"), given.by_id("groups")

    def reasons(period: Period) -> Counter[str]:
        found: Counter[str] = Counter()
        for refund in given.of("refunds"):
            order = orders.get(known(refund.order_id))
            group = groups.get(known(order.group_id)) if order else None
            done = known(refund.refunded_at) and refund.status not in ("open", "refused")
            where = known(refund.province) or (known(order.province) if order else None)
            inside = done and period.first <= given.day(refund.refunded_at) <= period.last
            filled = not (group and group.status == "failed")
            if inside and filled and (not filters.provinces or where in filters.provinces):
                found[known(refund.reason) or "没写原因"] += 1
        return found

    now, before = reasons(question.period), reasons(question.comparison)
    if sum(now.values()) < 10:
        assert not table.rows
        return
    told = {name: (count, then) for name, count, then in cells(table, "reason", "refunds", "previous")}
    assert told == {name: (now[name], before[name]) for name in now | before}
    for row in table.rows:
        share, moved = row.cells[place_of(table, "share")], row.cells[place_of(table, "moved")]
        number = now[str(row.cells[0])]
        assert share.value == pytest.approx(number / sum(now.values()))
        assert given.count(behind_of(table, row, "share")) == number
        then = before[str(row.cells[0])] / sum(before.values())
        assert moved.value == pytest.approx(share.value - then)
