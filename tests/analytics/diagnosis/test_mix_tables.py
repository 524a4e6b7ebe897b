"""The tables beside the ratios of the tree, as stories."""

from analytics.diagnosis.view import diagnose
from analytics.dimensions.first import FIRST_CHANNEL
from analytics.measure import read_by
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.result import Table, View
from analytics.rows import behind, total
from analytics.slice import Slice
from storage.facts import Facts
from storage.notebook import EMPTY
from storage.words import Words
from tests.analytics.making import Book, asking

MARCH = asking("2026-03-01", "2026-03-31")


def seen(facts: Facts, **filters: object) -> View:
    return diagnose(facts, asking("2026-03-01", "2026-03-31", **filters), EMPTY)


def rows(table: Table) -> dict[object, tuple[object, ...]]:
    return {row.cells[0]: row.cells[1:] for row in table.rows}


def whole(table: Table) -> list[int]:
    """Volume, mix, rate and all together, over all rows."""
    return [sum(row.cells[place] or 0 for row in table.rows) for place in (-4, -3, -2, -1)]  # type: ignore[misc]


def channel(book: Book, number: int, name: str, visitors: int, buyers: int) -> None:
    """Visitors of a month by one channel, some of whom buy for 10."""
    for visitor in range(visitors):
        book.visit(f"2026-{number:02d}-05 09:00", f"{name}{visitor}", channel=name)
    for buyer in range(buyers):
        book.order(f"2026-{number:02d}-05 10:00", 1000, f"{name}{buyer}", channel=name, item_count=1)


def test_each_channel_converts_better_and_the_shop_worse() -> None:
    book = Book().visit("2026-01-31 09:00", "v")
    for buyer in ("朋友圈0", "抖音0"):  # so that some are returning in both months
        book.order("2026-01-31 10:00", 1, buyer, channel=buyer[:-1], item_count=1)
    for number, strong, weak in ((2, (1000, 100), (1000, 20)), (3, (500, 55), (2000, 48))):
        channel(book, number, "朋友圈", *strong)
        channel(book, number, "抖音", *weak)
    view = seen(book.facts("2026-04-02 00:00"))
    assert view.diagnosis is not None
    assert view.diagnosis.node("conversion").contribution < 0  # what a tree alone would blame
    table = view.table("mix_conversion_first_channel")
    assert table.id in view.diagnosis.node("conversion").tables
    volume, mix, rate, together = whole(table)
    assert [round(effect / 1000, 1) for effect in (volume, mix, rate)] == [23.9, -53.9, 13.0]
    assert together == view.diagnosis.node("buyers").contribution == -17_000
    assert rows(table)["朋友圈"][:4] == (500, 1000, 0.11, 0.1)
    assert table.lead is not None
    assert "总的支付转化率低了，是低的那些占比大了，各自的其实在升" in table.lead.zh
    assert view.diagnosis.rule == "lmdi"


def two_ways() -> Book:
    """In March b1 buys by one channel and then by the other."""
    book = Book().order("2026-01-31 12:00", 1, "b9", channel="抖音", item_count=1)
    for number in (2, 3):
        book.order(f"2026-{number:02d}-03 12:00", 1000, "b1", channel="朋友圈", item_count=1)
        book.order(f"2026-{number:02d}-03 12:00", 700, "b2", channel="抖音", item_count=1)
    return book.order("2026-03-20 12:00", 300, "b1", channel="抖音", item_count=1)


def test_who_buys_by_two_channels_counts_in_the_first_with_all_the_money() -> None:
    facts = two_ways().facts("2026-04-02 00:00")
    view = seen(facts)
    table = view.table("mix_aov_first_channel")
    assert rows(table)["朋友圈"][:4] == (1, 1, 1300, 1000)
    assert rows(table)["抖音"][:4] == (1, 1, 700, 700)
    assert whole(table) == [0, 0, 300, 300]
    assert table.note is not None
    assert "只算在本期第一次的那个里" in table.note.zh
    first = next(row for row in table.rows if row.cells[0] == "朋友圈")
    buyers, _, money, _ = first.behind[1:5]
    assert buyers is not None
    assert money is not None
    assert len(behind(facts, buyers)) == 1
    assert total(facts, money) == 1300


def test_a_channel_that_is_gone_moves_the_whole_comparison_to_shapley() -> None:
    book = two_ways().order("2026-02-04 12:00", 500, "b3", channel="直播", item_count=1)
    view = seen(book.facts("2026-04-02 00:00"))
    assert view.diagnosis is not None
    assert view.diagnosis.rule == "shapley"
    assert "客单价 · 直播" in view.diagnosis.why_rule.zh
    volume, mix, rate, together = rows(view.table("mix_aov_first_channel"))["直播"][4:]
    assert (rate, together) == (0, -500)
    assert volume + mix == -500  # type: ignore[operator]
    assert whole(view.table("mix_aov_first_channel"))[-1] == -200


def test_small_values_are_put_together_in_the_last_row() -> None:
    book = Book().order("2026-01-31 12:00", 1, "b", item_count=1)
    for number in (2, 3):
        for place in range(15):
            amount = 1000 + place + number
            book.order(f"2026-{number:02d}-05 10:00", amount, f"b{place}", province=f"省{place:02d}", item_count=1)
    view = seen(book.facts("2026-04-02 00:00"))
    table = view.table("mix_aov_first_province")
    assert len(table.rows) == 11
    last = table.rows[-1]
    assert getattr(last.cells[0], "zh", "") == "其余 5 个"
    assert last.cells[1:3] == (5, 5)
    facts = book.facts("2026-04-02 00:00")
    assert [len(behind(facts, rows)) for rows in last.behind[1:3] if rows] == [5, 5]
    assert whole(table)[-1] == 15


def test_a_filter_applies_to_the_tables_too() -> None:
    book = two_ways()
    view = seen(book.facts("2026-04-02 00:00"), channels=("抖音",))
    assert "mix_aov_first_channel" not in [table.id for table in view.tables]  # one channel has no mix
    assert view.diagnosis is not None
    assert view.diagnosis.node("buyers").value == 2


def test_a_lone_small_value_is_shown_by_its_name() -> None:
    book = Book().order("2026-01-31 12:00", 1, "b", item_count=1)
    for number in (2, 3):
        for place in range(11):
            book.order(f"2026-{number:02d}-05 10:00", 1000, f"b{place}", province=f"省{place:02d}", item_count=1)
    names = [row.cells[0] for row in seen(book.facts("2026-04-02 00:00")).table("mix_aov_first_province").rows]
    assert names == [f"省{place:02d}" for place in range(11)]


def test_an_order_of_a_guest_has_its_own_channel_as_the_first() -> None:
    book = two_ways().order("2026-03-21 12:00", 90, channel="抖音").order("2026-03-22 12:00", 40, channel="直播")
    cube = Slice(book.facts("2026-04-02 00:00"), MARCH.period, MARCH.filters)
    money = read_by(cube, PAYMENT_AMOUNT.top, FIRST_CHANNEL)
    assert not isinstance(money, Words)
    codes = [FIRST_CHANNEL.code(cube.facts, name) for name in ("朋友圈", "抖音", "直播")]
    assert [money[code + 1] for code in codes if code is not None] == [1300, 790, 40]


def test_one_name_is_one_number_on_the_page() -> None:
    """Guests' money is in the amount per buyer of the tree and in no split of it; so that has another name."""
    book = Book().order("2025-10-01 09:00", 1, "old")
    for month, times in ((2, 1), (3, 2)):
        for buyer in ("old", f"new{month}", f"other{month}"):
            line = book.order(f"2026-{month:02d}-05 09:00", 1000 * times, buyer, channel=buyer[:3], item_count=2)
        line.order(f"2026-{month:02d}-06 09:00", 5000, None, channel="old", item_count=1)
    view = seen(book.facts("2026-04-02 00:00"))
    assert view.diagnosis is not None
    names = {node.name.zh: node.value for node in view.diagnosis.nodes}
    told = 0
    for table in (each for each in view.tables if each.id.startswith("mix_")):
        column = next(at for at, each in enumerate(table.columns) if each.id == "level")
        bottom = next(at for at, each in enumerate(table.columns) if each.id == "bottom")
        pieces = [(row.cells[column], row.cells[bottom]) for row in table.rows]
        mean = sum(level * size for level, size in pieces if level) / sum(size for _, size in pieces)  # type: ignore[operator,misc]
        name = table.columns[column].name.zh
        told += name not in names
        assert name not in names or abs(mean - (names[name] or 0)) <= 1, table.id
    assert told
