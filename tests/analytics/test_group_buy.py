"""Group-buy: every figure and rate against groups counted one by one, in a simulated shop and in small ones."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from analytics.coverage import coverage
from analytics.intervals import share
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Estimate, Scatter, View
from analytics.rows import behind
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import Group
from sync.sandbox.shop import simulate
from tests.analytics.making import Book
from tests.analytics.test_rows_behind import shop

MARCH = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))


def a_year() -> Question:
    known = coverage(shop())
    assert known is not None
    last = known.until_day - timedelta(days=1)
    return Question(Period(last - timedelta(days=364), last))


def groups_in(question: Question) -> list[dict[str, Any]]:
    """The simulated groups opened in the period, as records."""
    simulated = simulate(1500, seed=7)
    start, end = question.period.bounds(simulated.shop.zone)
    table = simulated.tables["groups"]
    items = [item for page in table.in_pages() for item in page]
    return [item for item in items if start <= item["created_at"] < end]


def test_figures_are_those_of_the_groups_counted_one_by_one() -> None:
    question = a_year()
    groups = groups_in(question)
    view = evaluate("group-buy", shop(), question)
    states = [group["status"] for group in groups]
    known = [state for state in states if state != "open"]
    assert len(groups) > 50
    assert view.figure("groups_opened").value == len(groups)
    assert view.figure("groups_filled").value == states.count("completed")
    assert view.figure("fill_rate").value == states.count("completed") / len(known)
    assert view.figure("leaders").value == len({group["leader_id"] for group in groups})
    assert view.figure("people_per_group").value == sum(group["joined"] for group in groups) / len(groups)


@pytest.mark.parametrize(("table_id", "field"), [("quadrants", "province"), ("rate_by_size", "size")])
def test_rates_carry_the_interval_of_their_own_groups(table_id: str, field: str) -> None:
    question = a_year()
    groups = groups_in(question)
    table = evaluate("group-buy", shop(), question).table(table_id)
    named = {str(group[field]) for group in groups}
    assert len(table.rows) == len(named)
    for row in table.rows:
        name = row.cells[0] if isinstance(row.cells[0], str) else row.cells[0].zh.split(" ")[0]  # type: ignore[union-attr]
        mine = [group["status"] for group in groups if str(group[field]) == name]
        outcomes = len(mine) - mine.count("open")
        assert row.cells[1:4] == (len(mine), outcomes, mine.count("completed"))
        raw, rate = row.cells[4:6]
        assert raw == (mine.count("completed") / outcomes if outcomes >= 10 else None)
        assert (rate is None) == (outcomes < 10)
        if isinstance(rate, Estimate):
            assert rate.low < mine.count("completed") / outcomes < rate.high or table_id == "quadrants"
            assert rate.high - rate.low < share(mine.count("completed"), outcomes).high  # type: ignore[union-attr]
        assert row.rows is not None
        assert len(behind(shop(), row.rows)) == len(mine)


def test_time_to_fill_counts_unfilled_groups_in() -> None:
    question = a_year()
    groups = groups_in(question)
    known = [group for group in groups if group["status"] != "open"]
    table = evaluate("group-buy", shop(), question).table("time_to_fill")
    for row in table.rows:
        hours = int(row.cells[0].en.split(" ")[1])  # type: ignore[union-attr]
        filled = [g for g in known if g["completed_at"] and g["completed_at"] - g["created_at"] <= hours * 3_600_000]
        assert row.cells[1:] == (len(filled), share(len(filled), len(known)))


def regions(counts: dict[str, tuple[int, int]]) -> View:
    return evaluate("group-buy", facts(book_of(counts)), MARCH)


def book_of(counts: dict[str, tuple[int, int]]) -> Book:
    """A shop whose provinces opened so many groups in March and filled so many of them."""
    book = Book()
    book.order("2026-02-01 10:00", 100, "b1").order("2026-04-02 10:00", 100, "b1")
    book.records.append(group_of("g-old", book.at("2026-02-01 10:00"), "浙江", filled=True))
    for province, (opened, filled) in counts.items():
        for number in range(opened):
            at = book.at(f"2026-03-{number % 28 + 1:02} 10:00")
            book.records.append(group_of(f"{province}{number}", at, province, filled=number < filled))
    return book


def facts(book: Book) -> Facts:
    return book.facts(as_of="2026-04-10 12:00")


def group_of(key: str, at: int, province: str, filled: bool) -> Group:
    state = "completed" if filled else "failed"
    done = at + 3_600_000 if filled else None
    return Group(
        id=key, updated_at=1, created_at=at, province=province, size=3, joined=3 if filled else 1, status=state,
        completed_at=done, leader_id=key,
    )  # fmt: skip


def test_the_advice_names_regions_that_open_many_and_fill_few_and_the_reverse() -> None:
    view = regions({"上海": (80, 12), "吉林": (14, 14), "江苏": (40, 22), "河南": (40, 21), "青海": (3, 0)})
    table = view.table("quadrants")
    assert table.lead is not None
    assert table.lead.zh.startswith("上海 开团多、成团少")
    assert "吉林 开团少、成团多" in table.lead.zh
    assert "江苏" not in table.lead.zh
    assert isinstance(table.drawn, Scatter)
    assert table.note is not None
    assert table.note.zh.startswith("1 行")
    few = next(row for row in table.rows if row.cells[0] == "青海")
    assert few.cells[1:5] == (3, 3, 0, None)  # in the table with its groups, no point of the drawing
    assert len(behind(facts_of_regions(), few.rows)) == 3


def facts_of_regions() -> Facts:
    return facts(book_of({"上海": (80, 12), "吉林": (14, 14), "江苏": (40, 22), "河南": (40, 21), "青海": (3, 0)}))


def test_a_region_of_few_groups_is_drawn_towards_the_others() -> None:
    table = regions({"上海": (80, 40), "江苏": (80, 42), "河南": (80, 38), "青海": (10, 10)}).table("quadrants")
    rates = {row.cells[0]: row.cells[5] for row in table.rows}
    assert rates["青海"].value < 0.9 < share(10, 10).value  # type: ignore[union-attr]
    assert abs(rates["上海"].value - 0.5) < 0.02  # type: ignore[union-attr]
    lows = [row.cells[5].low for row in table.rows if isinstance(row.cells[5], Estimate)]
    assert lows == sorted(lows, reverse=True)


def test_regions_that_chance_explains_are_not_told_apart() -> None:
    table = regions({"上海": (30, 14), "吉林": (20, 11), "江苏": (40, 22)}).table("quadrants")
    assert table.lead is not None
    assert table.lead.zh == "能判断的 3 个地区，成团率都和同样人数的团分不出高低。"
    assert table.lead.en == "The 3 regions that can be judged do about as well as other groups of the same sizes."
    assert all(row.cells[-1].zh == "和同样人数的团分不出高低" for row in table.rows)  # type: ignore[union-attr]


def test_the_table_shows_the_fill_rate_that_anybody_can_work_out_again() -> None:
    table = regions({"上海": (80, 40), "江苏": (80, 42), "青海": (11, 9)}).table("quadrants")
    at = [column.id for column in table.columns]
    for row in table.rows:
        filled, known = (row.cells[at.index(name)] for name in ("groups_filled", "groups_known"))
        assert row.cells[at.index("fill_rate")] == filled / known  # type: ignore[operator]
    assert isinstance(table.drawn, Scatter)
    assert table.drawn.y == "fill_rate_estimate"


def test_sizes_that_clearly_fill_more_and_less_are_named_with_what_to_do() -> None:
    book = book_of({})
    for size, (opened, filled) in {2: (300, 210), 3: (150, 85), 5: (80, 30), 10: (40, 10)}.items():
        add_groups(book, "浙江", size, opened, filled)
    table = evaluate("group-buy", facts(book), MARCH).table("rate_by_size")
    assert table.lead is not None
    assert table.lead.zh == (
        "明显难成：5 人团(37.5%)、10 人团(25.0%)，改成小一档的团；明显容易成：2 人团(70.0%)，可以多开。"
    )
    advice = {row.cells[0].zh: row.cells[-1].zh for row in table.rows}  # type: ignore[union-attr]
    assert advice["10 人团"] == advice["5 人团"] == "改成小一档的团"
    assert advice["3 人团"] == "和全店平均分不出高低"


def test_sizes_that_fill_alike_are_not_told_apart() -> None:
    book = book_of({})
    add_groups(book, "浙江", 2, 40, 20)
    add_groups(book, "浙江", 3, 40, 21)
    lead = evaluate("group-buy", facts(book), MARCH).table("rate_by_size").lead
    assert lead is not None
    assert lead.en == "The 2 sizes that can be judged cannot be told apart by how often they fill."


def test_without_any_outcome_no_groups_are_counted() -> None:
    note = regions({"上海": (0, 0)}).table("time_to_fill").note
    assert note is not None
    assert note.zh == "还没有有结果的团；满 20 个才看得出规律。"


def test_nobody_is_told_to_go_below_the_smallest_size() -> None:
    book = book_of({})
    add_groups(book, "浙江", 2, 200, 60)
    add_groups(book, "浙江", 3, 200, 140)
    table = evaluate("group-buy", facts(book), MARCH).table("rate_by_size")
    assert table.lead is not None
    assert table.lead.zh.startswith("明显难成：2 人团(30.0%)，没有更小的团了：先延长时间；")
    assert table.rows[-1].cells[-1].zh == "没有更小的团了：先延长时间"  # type: ignore[union-attr]


def test_a_region_of_large_groups_is_not_blamed_for_their_size() -> None:
    """Sichuan fills as few as Shanghai, but its groups are of ten, which fill as seldom anywhere."""
    book = book_of({})
    for province in ("浙江", "江苏", "广东"):
        add_groups(book, province, 2, 200, 140)
        add_groups(book, province, 10, 100, 30)
    add_groups(book, "上海", 2, 200, 66)
    add_groups(book, "四川", 10, 200, 58)
    table = evaluate("group-buy", facts(book), MARCH).table("quadrants")
    advice = {row.cells[0]: row.cells[-1].zh for row in table.rows}  # type: ignore[union-attr]
    assert advice["四川"] == "成得少是因为团的人数多：改成小一档的团"
    assert advice["上海"] in ("先降成团人数或延长时间", "先别投入")
    assert table.lead is not None
    assert "四川 成得少是因为团的人数多" in table.lead.zh


def add_groups(book: Book, province: str, size: int, opened: int, filled: int) -> None:
    for number in range(opened):
        at = book.at(f"2026-03-{number % 28 + 1:02} 10:00")
        book.records.append(replace(group_of(f"{province}-{size}-{number}", at, province, number < filled), size=size))


def test_where_hardly_anything_can_be_judged_the_sentence_says_so() -> None:
    few = dict.fromkeys(("吉林", "河南", "青海", "湖南", "湖北"), (2, 1))
    table = regions({"上海": (30, 14), "江苏": (40, 22), **few}).table("quadrants")
    assert table.lead is not None
    assert table.lead.zh.startswith("7 个地区里只有 2 个开团够多、能判断；把时间放长到近半年再看。")
    none = regions({"上海": (3, 2), "江苏": (1, 1)})
    lead = none.table("quadrants").lead
    assert lead is not None
    assert lead.zh.startswith("有结果的团满 10 个才算成团率；最多的(上海)有 3 个，还差 7 个。")
    assert "成团率只凭 4 个有结果的团" in none.notes[-1].zh
    assert "还差 16 个" in none.table("time_to_fill").note.zh  # type: ignore[union-attr]
    assert "还差 7 个" in none.table("fill_cells").note.zh  # type: ignore[union-attr]


def test_a_region_filter_leaves_its_own_groups() -> None:
    question = a_year()
    asked = Question(question.period, filters=Filters(provinces=("浙江",)))
    mine = [group for group in groups_in(question) if group["province"] == "浙江"]
    assert evaluate("group-buy", shop(), asked).figure("groups_opened").value == len(mine) > 0


def test_a_shop_that_never_opened_a_group_says_so() -> None:
    view = evaluate("group-buy", facts(Book().order("2026-03-01 10:00", 100, "b1")), MARCH)
    assert view.figure("groups_opened").value is None
    for table in view.tables:
        assert not table.rows or table.id == "by_kind"
        assert table.rows or table.note is not None


def test_estimates_are_shares() -> None:
    told = share(3, 10)
    assert isinstance(told, Estimate)
    assert (round(told.low, 4), round(told.high, 4)) == (0.1078, 0.6032)  # Wilson, as published for 3 of 10


def test_nine_of_ten_is_when_so_many_really_had_filled() -> None:
    book = book_of({})
    for number in range(20):
        at = book.at(f"2026-03-{number + 1:02} 10:00")
        group = group_of(f"g{number}", at, "浙江", filled=True)
        book.records.append(replace(group, completed_at=at + (number + 1) * 3_600_000))
    lead = evaluate("group-buy", facts(book), MARCH).table("time_to_fill").lead
    assert lead is not None
    assert lead.zh.startswith("成团的一半在 10.0 小时内拼满，九成在 18 小时内")
