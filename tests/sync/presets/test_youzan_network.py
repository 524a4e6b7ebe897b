"""Thirty orders of a made-up shop with four promoters, let in from a file: what the pages say is what a pencil says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analytics.network.fans import fans_forest
from analytics.network.forest import below, children
from analytics.period import Period
from analytics.question import Question
from analytics.result import Table
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_load import load_facts
from tests.sync.one_file import import_file
from tests.sync.presets.youzan import ORDERS_2026, encoded, order
from tests.sync.retail import new_store, write

NAMES = {"P1": "老李", "P2": "小王", "P3": "阿珍", "P4": "大刘"}
ORDERS = """
P1 - 100, a P1 50, b P1 60, P2 P1 80, c P2 40, d P2 45, a P1 55, e P3 30, f P3 35, b P3 20,
g P4 90, P4 P4 70, h - 25, i P2 15, c P2 10, j P1 12, k P3 33, a P2 22, l P4 44, d - 18,
e P3 31, h P1 27, g P4 11, f P1 19, j P1 13, i P2 16, k P3 34, l - 9, P2 P1 21, b P1 26
"""
"""Buyer, promoter and yuan of the order of each day of June; a promoter earns 5%, whoever is above P2 another 1%."""


def phone(person: str) -> str:
    return f"1391234{ord(person[-1]):04}"


def one(day: int, buyer: str, promoter: str, yuan: str) -> str:
    at = f"2025-06-{day:02} 10:00"
    cells = {"订单号": f"E{day}", "订单创建时间": f"{at}:00", "买家付款时间": f"{at}:30", "订单实付金额": yuan}
    cells |= {"买家手机号": phone(buyer), "买家昵称": NAMES.get(buyer, buyer)}
    if promoter != "-":
        cells |= {"分销员 (2)": NAMES[promoter], "分销员手机号": phone(promoter)}
        cells |= {"订单佣金金额": f"{int(yuan) * 0.05:.2f}"}
    if promoter == "P2":
        cells |= {"订单下级卖货提成金额": f"{int(yuan) * 0.01:.2f}"}
    return order(ORDERS_2026, **cells)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder: Path = tmp_path_factory.mktemp("youzan")
    lines = [one(day, *each.split()) for day, each in enumerate(ORDERS.split(","), start=1)]
    with new_store(folder) as store:
        import_file(store, write(folder, encoded(ORDERS_2026, *lines)))
        loaded = load_facts(store, "youzan")
        yield loaded
        loaded.close()


def table(facts: Facts, view: str, name: str) -> Table:
    answer = evaluate(view, facts, Question(Period(date(2025, 6, 1), date(2025, 6, 30)), "none"))
    return next(table for table in answer.tables if table.id == name)


def cells(found: Table, *columns: str) -> list[tuple[Any, ...]]:
    places = [[column.id for column in found.columns].index(name) for name in columns]
    return [tuple(row.cells[place] for place in places) for row in found.rows]


def test_children_and_what_all_below_bought(facts: Facts) -> None:
    """The first promoter of each: P1 brought a, b, P2, j and h; P2 c, d, i; P3 e, f, k; P4 g, l.

    Below P2: c 40+10, d 45+18, i 15+16 = 144. Below P3: e 30+31, f 35+19, k 33+34 = 182. Below P4: g 90+11,
    l 44+9 = 154. Below P1: a 50+55+22, b 60+20+26, P2 80+21, j 12+13, h 25+27 = 411, with those below P2 555.
    """
    fans = fans_forest(facts)
    ids = [facts.ids("customers")[code] for code in facts["customers"]["id"]]
    many = dict(zip(ids, children(fans.forest).tolist(), strict=True))
    bought = dict(zip(ids, below(fans.forest, fans.sales.astype(float)).tolist(), strict=True))
    found = {name: (many[f"tel:{phone(name)}"], bought[f"tel:{phone(name)}"]) for name in NAMES}
    assert found == {"P1": (5, 55500.0), "P2": (3, 14400.0), "P3": (3, 18200.0), "P4": (2, 15400.0)}
    assert (len(ids), sum(many.values())) == (16, 13)


def test_teams_on_the_page_of_the_network(facts: Facts) -> None:
    """P1 bought for 100 himself: 100 + 555 = 655 by 9 people; P4 for 70: 70 + 154 = 224 by 3; P3 for nothing."""
    teams = cells(table(facts, "network", "trees"), "fan", "people", "direct", "buyers", "sales")
    assert sorted(teams) == [("大刘", 3, 2, 3, 22400), ("老李", 9, 5, 9, 65500), ("阿珍", 4, 3, 3, 18200)]


def test_layers_on_the_page_of_the_network(facts: Facts) -> None:
    """The shop's own: P1 100, P4 70, P3. Brought by them: 411 + 182 + 154 = 747 by 10. By P2: 144 by 3. In all 1061."""
    layers = cells(table(facts, "network", "layers"), "fans", "buyers", "sales")
    assert layers == [(3, 2, 17000), (10, 10, 74700), (3, 3, 14400)]


def test_ties_that_came_later_are_shown_and_do_not_count(facts: Facts) -> None:
    """b came by P1 and bought through P3 later, so did a through P2, and f, whom P3 brought, through P1.

    P4 brought g the day before an own order is the first that is known of him: that tie is named, and counts.
    """
    assert [ties for (ties,) in cells(table(facts, "network", "dirt"), "ties") if ties] == [3, 1]


def test_sales_through_each_promoter_on_the_page_of_sharing(facts: Facts) -> None:
    """P1 50+60+80+55+12+27+19+13+21+26 = 363 in 10 orders, P2 40+45+15+10+22+16 = 148 in 6, P3 30+35+20+33+31+34
    = 183 in 6, P4 90+70+44+11 = 215 in 4: 909 of the 1061, the rest nobody promoted."""
    sharers = cells(table(facts, "sharing", "sharers"), "sharer", "shared_sales", "shared_orders")
    assert sharers == [("老李", 36300, 10), ("大刘", 21500, 4), ("阿珍", 18300, 6), ("小王", 14800, 6)]


def test_commissions_on_the_page_of_income(facts: Facts) -> None:
    """5% of 363, 148, 183 and 215: 18.15, 7.40, 9.15 and 10.75, or 45.45 in all; 1% of 148: 1.48, nobody is named."""
    earners = cells(table(facts, "income", "top_earners"), "earner", "commission_amount")
    assert earners[:4] == [("老李", 1815), ("大刘", 1075), ("阿珍", 915), ("小王", 740)]
    assert [amount for _, amount in earners[4:]] == [148]
    levels = cells(table(facts, "income", "commission_by_level"), "commission_amount")
    assert levels[:2] == [(4545,), (148,)]
