"""The view: of every kind of shop, in both languages, as JSON, as text and as a workbook."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from openpyxl import load_workbook

from analytics.as_json import to_json
from analytics.churn.groups import GROUPS, WIN_BACK, place
from analytics.churn.tables.people import MOST
from analytics.dimensions.churn import CHURN_GROUP
from analytics.lifetime.backtest import BOOSTED, DEFAULT, RECENCY
from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Question
from analytics.result import Estimate, View
from analytics.rows import behind
from analytics.views import evaluate, prepare, ready
from desktop.cli.text import view_as_text
from desktop.export.workbook import write_workbook
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import DailyTraffic
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.churn.shops import LAST, SHOP, learnt, log, rows_of, shop, sold
from tests.online_retail import lines, needs_file
from tests.simulated import simulated_facts

WHEN = datetime(2026, 11, 30, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TABLES = {"groups", "people", "calibration", "then", "models", "looks", "never"}


@cache
def uci() -> Facts:
    """The real wholesaler's sales, an order per customer and day."""
    import pandas

    rows = lines()
    rows = rows[~rows.is_refund].assign(day=(pandas.to_datetime(rows.day) - pandas.Timestamp("2010-12-01")).dt.days)
    daily = rows.groupby(["CustomerID", "day"]).pence.sum()
    return sold(((who or None, day, int(paid)) for (who, day), paid in daily.items()), last=373)


SHOPS: dict[str, Callable[[], Facts]] = {
    "everything": shop,
    "orders only": lambda: sold(rows_of(log())),
    "thirty orders": lambda: simulated_facts(simulate(30, seed=1)),
    "guests": lambda: sold((None, day, 100) for day in range(300)),
    "days only": lambda: facts_of(SHOP, [DailyTraffic(id="d", updated_at=1, day="2025-01-05", visitors=50)]),
    "empty": lambda: facts_of(SHOP, []),
    "wholesaler": uci,
}
ENOUGH = ("everything", "orders only", "wholesaler")
each_shop = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=needs_file if name == "wholesaler" else ()) for name in SHOPS]
)


@cache
def view(name: str) -> View:
    facts = SHOPS[name]()
    return evaluate("churn", facts, Question(default_period(facts)))


def words(part: object) -> Iterator[Words]:
    if isinstance(part, Words):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from words(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from words(one)


@each_shop
def test_every_sentence_is_said_in_both_languages(name: str) -> None:
    said = list(words(view(name)))
    assert len(said) > 10
    for one in said:
        assert "！" not in one.zh
        assert "!" not in one.en
        assert not re.search("nan|inf\\b|None", one.zh + one.en), one
    titles = [view(name).headline, *(table.title for table in view(name).tables)]
    assert all(one.zh and one.en and not re.search("[一-鿿]", one.en) for one in titles)


@each_shop
def test_with_enough_there_are_figures_and_proof_and_with_too_little_only_what_is_missing(name: str) -> None:
    found = view(name)
    ids = {table.id for table in found.tables}
    if name in ENOUGH:
        assert ids >= TABLES
        assert all(figure.value is not None for figure in found.figures)
        assert "对里排对" in found.headline.zh
    else:
        assert "never" in ids
        assert not {"groups", "people", "models"} & ids
        assert all(figure.value is None or figure.id == "known_buyers" for figure in found.figures)
        assert all(figure.reason is not None for figure in found.figures if figure.value is None)


@each_shop
def test_json_is_plain_and_text_has_the_headline(name: str) -> None:
    found = view(name)
    for language in ("zh", "en"):
        told = to_json(found, language)  # type: ignore[arg-type]
        written = json.dumps(told, allow_nan=False, ensure_ascii=False)
        assert json.loads(written)["view"] == "churn"
        assert found.headline.say(language) in view_as_text(found, language)  # type: ignore[arg-type]
        assert "__" not in view_as_text(found, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["everything", "thirty orders", "empty"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_opens_and_holds_the_cells_of_the_tables(name: str, language: str, tmp_path: Path) -> None:
    found = view(name)
    book = load_workbook(write_workbook(tmp_path / "churn.xlsx", [found], language, "掌柜", WHEN))  # type: ignore[arg-type]
    said = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert found.headline.say(language) in said  # type: ignore[arg-type]
    for table in found.tables:
        for row in table.rows[:3]:
            texts = [cell.say(language) for cell in row.cells if isinstance(cell, Words)]  # type: ignore[arg-type]
            assert all(text in said for text in texts)


def test_rows_behind_a_group_are_its_people_and_nobody_is_in_two() -> None:
    facts, table, seen = shop(), view("everything").table("groups"), 0
    column = [one.id for one in table.columns].index("people")
    for row in table.rows:
        assert row.rows is not None
        assert len(behind(facts, row.rows)) == row.cells[column]
        seen += int(row.cells[column])  # type: ignore[arg-type]
    assert seen == len(learnt().standing)


def test_a_group_is_the_sum_of_its_people_with_the_range_of_the_looks_back() -> None:
    found, table = learnt(), view("everything").table("groups")
    ids = [one.id for one in table.columns]
    rows = {row.cells[0]: row.cells for row in table.rows}
    for key, group in GROUPS.items():
        some = found.group == place(key)
        if some.any():
            loss, spend = rows[group.name][ids.index("loss")], rows[group.name][ids.index("spend")]
            assert isinstance(spend, Estimate)
            if key == "fine":  # some of them are expected to spend more than usual, some less: that is no loss
                assert loss is None
            else:
                assert isinstance(loss, Estimate)
                assert loss.value == round(float(found.standing.loss[some].sum()))
            assert spend.value == round(float(found.standing.spend[some].sum()))
            assert spend.low <= spend.value <= spend.high


def test_people_are_listed_by_what_they_cost_with_reason_and_next_step() -> None:
    found, table = learnt(), view("everything").table("people")
    ids = [one.id for one in table.columns]
    groups = [row.cells[ids.index("group")] for row in table.rows]
    for key in WIN_BACK:
        losses = [row.cells[ids.index("loss")] for row, group in zip(table.rows, groups, strict=True)
                  if group == GROUPS[key].name]  # fmt: skip
        assert losses == sorted(losses, reverse=True)  # type: ignore[type-var]
        assert len(losses) == min(MOST, int((found.group == place(key)).sum()))
    for row in table.rows:
        why, value = row.cells[ids.index("why")], row.cells[ids.index("value")]
        assert isinstance(why, Words)
        assert why.zh
        assert isinstance(value, Estimate)
        assert value.low <= value.value <= value.high


def test_the_page_says_which_model_is_in_force_and_why_and_shows_the_plain_ones_beside_it() -> None:
    for name, chosen, why in (("everything", BOOSTED, "more than chance"), ("orders only", DEFAULT, "nothing else")):
        table = view(name).table("models")
        used = [row for row in table.rows if row.cells[-1] is not None]
        assert len(used) == 1
        assert len(table.rows) == 5
        assert table.lead is not None
        assert why in table.lead.en, (chosen, table.lead)
    judged = learnt().judged
    looks = view("everything").table("looks")
    ids = [one.id for one in looks.columns]
    for row, look in zip(looks.rows, judged.looks, strict=True):
        plain = row.cells[ids.index("recency")]
        area = look.scores[RECENCY].auc
        assert isinstance(plain, Estimate)
        assert area is not None
        assert plain.value == pytest.approx(10 * area.value)


def test_where_it_is_no_better_than_recency_the_page_says_so() -> None:
    from msgspec.structs import replace

    from analytics.churn.tables.models import why

    judged, facts = learnt().judged, shop()
    assert "better than recency" in why(facts, judged).en
    assert "not better than recency" in why(facts, replace(judged, over_recency=Estimate(0.001, -0.001, 0.003))).en
    assert "不比只看多久没来更准" in why(facts, replace(judged, over_recency=Estimate(-0.01, -0.02, -0.005))).zh
    assert "券" in why(facts, replace(judged, chosen="boosted")).zh


def test_signs_that_a_shop_does_not_have_are_not_named() -> None:
    from analytics.churn.tables.words import models

    assert models(shop())["boosted"].zh == "综合判断(买、看、分享、退款、券、带人、拼团)"
    assert models(sold(rows_of(log())))["boosted"].zh == "综合判断(买)"


def test_money_or_buyers_told_too_low_or_high_each_time_are_said_to_be_so() -> None:
    from msgspec.structs import replace

    from analytics.churn.tables.words import levels

    judged = learnt().judged
    said = [look.scores[judged.chosen] for look in judged.looks]

    def came(money: tuple[float, ...], buyers: tuple[float, ...] = (1.0, 1.0, 1.0)) -> list[str]:
        looks = (
            replace(look, spend=one.spend * paid, came=round(one.buyers * many))
            for look, one, paid, many in zip(judged.looks, said, money, buyers, strict=True)
        )
        return [words.zh for words in levels(replace(judged, looks=tuple(looks)))]

    assert "22.0%–34.0%" in came((1.3, 1.22, 1.34))[0]
    assert "钱多半也说少了" in came((1.3, 1.22, 1.34))[0]
    assert "钱多半也说多了" in came((0.7, 0.8, 0.6))[0]
    assert came((1.3, 0.9, 1.34)) == came((1.05, 1.3, 1.2)) == []
    assert "把握和人数多半也说高了" in came((1, 1, 1), (0.7, 0.75, 0.65))[0]
    assert "把握和人数多半也说低了" in came((1, 1, 1), (1.2, 1.25, 1.3))[0]
    assert len(came((0.7, 0.8, 0.6), (0.7, 0.75, 0.65))) == 2


def test_figures_that_are_forecast_carry_their_range_everywhere() -> None:
    found = view("everything")
    told = {figure.id: figure.range for figure in found.figures}
    assert {name for name, reach in told.items() if reach} == {"at_stake", "expected_spend", "expected_buyers"}
    spend, buyers = told["expected_spend"], told["expected_buyers"]
    assert spend is not None
    assert buyers is not None
    assert 0 < spend.low < spend.value < spend.high
    assert 0 < buyers.low < buyers.value < buyers.high <= len(learnt().standing)
    written = {one["id"]: one for one in to_json(found, "zh")["metrics"]}  # type: ignore[index, union-attr]
    assert (written["expected_buyers"]["low"], written["expected_buyers"]["high"]) == (buyers.low, buyers.high)
    assert f"({buyers.low:,}–{buyers.high:,})" in view_as_text(found, "zh")


def stopped(day: int) -> View:
    facts = sold(row for row in rows_of(log()) if row[1] < day)
    return evaluate("churn", facts, Question(default_period(facts)))


def test_where_all_have_fallen_asleep_the_headline_says_no_other_thing_than_figures_and_step() -> None:
    found = stopped(LAST - 200)
    figures = {figure.id: figure.value for figure in found.figures}
    assert figures["at_stake"] == figures["cooling_buyers"] == 0
    assert "最该先联系" not in found.headline.zh
    assert "Write to" not in found.headline.en
    assert "群发一次就够" in found.headline.zh
    assert "整个店已 201 天没有付款" in found.headline.zh
    assert "No payment for 201 days" in found.headline.en


def test_that_the_shop_itself_has_stopped_is_said_only_where_it_is_beyond_its_own_rhythm() -> None:
    assert "整个店" in stopped(LAST - 30).headline.zh
    assert "整个店" not in stopped(LAST - 5).headline.zh
    assert "整个店" not in view("orders only").headline.zh


def test_the_dates_and_filters_asked_for_change_nothing() -> None:
    facts = shop()
    period = default_period(facts)
    other = evaluate("churn", facts, Question(Period(period.first, period.first)))
    assert other.figures == view("everything").figures
    assert other.notes


def test_groups_are_a_dimension_of_people() -> None:
    assert [CHURN_GROUP.key(shop(), number) for number in range(CHURN_GROUP.size(shop()))] == list(GROUPS)
    assert CHURN_GROUP.kinds >= {"customers", "orders"}


def test_it_is_learnt_away_from_the_page_where_that_takes_long() -> None:
    fresh = sold(rows_of(log()))
    assert not ready("churn", fresh)
    prepare("churn", fresh)
    assert ready("churn", fresh)
    assert ready("churn", facts_of(SHOP, []))
