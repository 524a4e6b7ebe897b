"""Whatever the shop and the question: the tree's numbers are the twin's, its parts add up to the last minor unit."""

import os

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from analytics.asked import Asked
from analytics.diagnosis.change import change_between
from analytics.diagnosis.comparison import Compared, compared, why_none
from analytics.diagnosis.finished import finished
from analytics.diagnosis.tree import nodes_of
from analytics.period import Period
from analytics.question import Question
from analytics.result import Diagnosis, Table
from analytics.rows import behind, total
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.shop import Shop
from tests.analytics.shops import questions, shops
from tests.analytics.twin import Twin

Given = tuple[Shop, list[Record]]
TWINNED = (
    "payment_amount", "buyers", "aov", "visitors", "conversion", "new_buyers", "returning_buyers", "orders_per_buyer",
    "refund_amount", "paid_orders", "amount_per_order",
)  # fmt: skip
quick = settings(
    max_examples=int(os.environ.get("ZHANGGUI_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def tree_of(facts: Facts, question: Question) -> tuple[Asked, Diagnosis, dict[str, Table]]:
    """The tree and the tables beside it, without judgement, reasons and advice."""
    asked = Asked(facts, finished(facts, question))
    both = compared(asked)
    if both is None:
        return asked, Diagnosis(nodes_of(asked, {}, {}, {}), "none", why_none(asked)), {}
    change = change_between(asked, both)
    diagnosis = Diagnosis(nodes_of(asked, change.parts, {}, {}), change.rule, change.because)
    return asked, diagnosis, {table.id: table for _, table in change.mixes}


def add_up(diagnosis: Diagnosis) -> int:
    """Asserts that every way of splitting a node adds up to it; how many do."""
    ways = 0
    for node in diagnosis.nodes:
        for way in diagnosis.ways(node.id):
            parts = [child.contribution for child in way if child.contribution is not None]
            if parts:
                assert sum(parts) == node.contribution, (node.id, way[0].way)
                ways += 1
    return ways


def twin_values(shop: Given, question: Question, period: Period) -> dict[str, float | None]:
    twin = Twin(*shop, period, question.filters)
    return {name: twin.number(name) for name in TWINNED}


@given(shops(), questions())
@quick
def test_every_node_is_the_twins_number_and_that_of_its_rows(shop: Given, question: Question) -> None:
    facts = facts_of(*shop)
    asked, diagnosis, _ = tree_of(facts, question)
    now = twin_values(shop, question, asked.question.period)
    before = twin_values(shop, question, asked.comparison) if asked.comparison else {}
    for node in diagnosis.nodes:
        assert (node.value is None) == (node.reason is not None), node.id
        if node.id in TWINNED:
            assert node.value == now[node.id], node.id
            assert node.previous == before.get(node.id), node.id
        for value, rows in ((node.value, node.rows), (node.previous, node.previous_rows)):
            assert (value is None) == (rows is None), node.id
            if rows is not None and node.shown == "count":
                assert len(behind(facts, rows)) == value
            if rows is not None and node.id in ("payment_amount", "guest_amount", "refund_amount"):
                assert total(facts, rows) == value


@given(shops(), questions())
@quick
def test_contributions_add_up_on_every_node_in_every_way(shop: Given, question: Question) -> None:
    _, diagnosis, _ = tree_of(facts_of(*shop), question)
    root = diagnosis.nodes[0]
    if diagnosis.rule == "none":
        assert all(node.contribution is None for node in diagnosis.nodes)
        return
    assert root.contribution == root.value - root.previous
    assert add_up(diagnosis) >= 1
    net, refunds = (diagnosis.node(name) for name in ("net_amount", "refund_amount"))
    if net.contribution is not None:
        assert net.contribution == net.value - net.previous
        assert refunds.contribution == refunds.value - refunds.previous


def effects(table: Table) -> list[tuple[int | None, ...]]:
    return [row.cells[-4:] for row in table.rows]


@given(shops(), questions())
@quick
def test_volume_mix_and_rate_add_up_for_every_slice_and_over_all(shop: Given, question: Question) -> None:
    _, diagnosis, tables = tree_of(facts_of(*shop), question)
    parts = {node.id: node.contribution for node in diagnosis.nodes}
    for name, table in tables.items():
        assert len(table.rows) > 1
        for *causes, together in effects(table):
            assert None in causes or sum(causes) == together, name
        whole = sum(row[-1] for row in effects(table))
        if name.startswith("mix_conversion"):
            assert whole == parts["buyers"]
        if name.startswith("mix_aov"):
            assert whole == parts["payment_amount"] - (parts.get("guest_amount") or 0)
        if name.startswith(("mix_conversion", "mix_aov", "mix_orders_per_buyer")):  # nobody is counted twice
            counted = diagnosis.node("visitors" if "conversion" in name else "buyers")
            assert sum(row.cells[1] for row in table.rows) == counted.value
            assert sum(row.cells[2] for row in table.rows) == counted.previous


@given(shops(), questions())
@quick
def test_swapping_the_periods_flips_every_contribution(shop: Given, question: Question) -> None:
    asked = Asked(facts_of(*shop), finished(facts_of(*shop), question))
    both = compared(asked)
    if both is None or asked.comparison is None:
        return
    back = Asked(asked.facts, replace(asked.question, period=asked.comparison, against=asked.question.period))
    there, swapped = change_between(asked, both), change_between(back, Compared(both.now, both.before))
    assert there.rule == swapped.rule
    assert {name: -part for name, part in there.parts.items()} == swapped.parts
    for (_, table), (_, other) in zip(there.mixes, swapped.mixes, strict=True):
        names = [row.cells[0] for row in table.rows]
        assert names == [row.cells[0] for row in other.rows]
        flipped = [tuple(None if cell is None else -cell for cell in row) for row in effects(other)]
        assert effects(table) == flipped
