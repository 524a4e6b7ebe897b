"""Panels of the group-buy page against groups and buyers counted one by one in a simulated shop."""

from collections import Counter
from itertools import pairwise

from analytics.result import Estimate, Scatter
from tests.analytics.panels.given import DAY, answer, behind_of, cells, known, simulated

ALL = 4000


def finished(first: int) -> list:
    return [group for group in simulated(20_000).of("groups") if group.status != "open" and group.created_at >= first]


def test_combinations_have_the_groups_of_their_region_size_and_product() -> None:
    given = simulated(20_000)
    table = answer(given, "group-buy", "fill_cells", given.last(ALL))
    products = given.by_id("products")
    every = Counter((g.province, f"{g.size} 人团", products[g.product_id].title) for g in finished(0))
    lows = []
    for row in table.rows:
        province, size, product, count, filled, raw, rate = row.cells
        assert isinstance(rate, Estimate)
        assert raw == filled / count
        assert count >= 10
        lows.append(rate.low)
        assert count <= every[str(province), size.zh, product]  # type: ignore[union-attr]
        assert given.count(behind_of(table, row, "groups_known")) == count
        assert given.count(behind_of(table, row, "groups_filled")) == filled
    assert all(one >= other for one, other in pairwise(lows))
    assert table.lead is not None
    assert f"{table.rows[0].cells[3]} 个有结果的团成了 {table.rows[0].cells[4]} 个" in table.lead.zh


def test_a_first_group_is_told_from_a_later_one_of_the_same_leader() -> None:
    given = simulated(20_000)
    table = answer(given, "group-buy", "by_leader_kind", given.last(ALL))
    counted = dict(cells(table, "leader_kind", "groups_opened"))
    leaders = Counter(group.leader_id for group in given.of("groups"))
    assert sum(counted.values()) >= 0.99 * len(given.of("groups"))
    assert counted["第一次开团"] <= len(leaders)
    assert counted["第一次开团"] + counted.get("关键人物", 0) >= len(leaders) * 0.99


def test_hours_keep_their_order_and_medians_cross() -> None:
    given = simulated(20_000)
    table = answer(given, "group-buy", "by_hour", given.last(ALL))
    hours = [row.cells[0] for row in table.rows]
    assert hours == sorted(hours)
    assert isinstance(table.drawn, Scatter)
    assert table.drawn.middle is not None
    rates = [row.cells[5].value for row in table.rows if isinstance(row.cells[5], Estimate)]
    below = sum(rate < table.drawn.middle[1] for rate in rates)
    assert abs(2 * below - len(rates)) <= 1


def test_newcomers_of_group_buys_are_watched_for_full_windows() -> None:
    given = simulated(20_000)
    asked = given.last(ALL)
    table = answer(given, "group-buy", "aftermath", asked)
    until = given.start(asked.period.last) + DAY
    groups, orders = given.by_id("groups"), {}
    for order in given.paid():
        if known(order.buyer_id) is not None:
            orders.setdefault(order.buyer_id, []).append(order)
    for row, days in zip(table.rows, (30, 60, 90), strict=True):
        firsts = [mine for mine in orders.values() if mine[0].paid_at + days * DAY <= until]
        ours = [mine for mine in firsts if known(mine[0].group_id) and groups[mine[0].group_id].status == "completed"]
        again = [mine for mine in ours if len(mine) > 1 and mine[1].paid_at - mine[0].paid_at <= days * DAY]
        others = [mine for mine in firsts if known(mine[0].group_id) is None]
        assert row.cells[1:3] == (len(ours), len(again))
        assert row.cells[4] == len(others)
    assert table.lead is not None
