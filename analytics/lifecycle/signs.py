"""The table of signs: each with its value, its interval and what it says."""

from analytics.lifecycle.course import LifeCycle
from analytics.lifecycle.headline import grounds
from analytics.lifecycle.quarter import FEW, LENGTH, Quarter, quarter_to
from analytics.lifecycle.rhythm import LEAST_GAPS
from analytics.lifecycle.rules import no_course
from analytics.lifecycle.said import pause_said
from analytics.lifecycle.signals import YEAR_DAYS, Signals
from analytics.lifecycle.tables import rows_behind
from analytics.metrics.people import RETURNING
from analytics.result import Column, Estimate, Row, Selection, Shown, Table, Value
from storage.facts import Facts
from storage.words import Words

_NOBODY = Words("买家没有标出来。", "Orders do not name their buyers.")
_LAST_YEAR = Words("没有去年同期。", "The same days of last year are not known.")
_MUCH = 0.3
"""The part of the sales from which on resting on one order, product or a few buyers is worth a warning."""
_COLUMNS = (
    Column("sign", Words("看什么", "Sign"), Shown.TEXT),
    Column("value", Words("数值", "Value"), Shown.RATIO),
    Column("says", Words("说明什么", "What it says"), Shown.TEXT),
)
_NOTE = Words(
    "走势按 14 天一段看，节日和大促的日子不算；区间是 95% 的，比各段互不相干时宽。占比和总数是实数，没有误差。",
    "The trend is read in stretches of 14 days, leaving out holidays and sales festivals. Intervals are 95%, wider "
    "than if the stretches had nothing to do with each other. Shares of sales and totals are exact.",
)


def signs_table(facts: Facts, life: LifeCycle) -> Table:
    """A row per sign."""
    quarter = quarter_to(facts, life.now.day)
    rows = (*_course(life), *_people(facts, quarter), *_resting(quarter), _pause(life))
    title = Words("凭什么这么说", "What this is based on")
    return Table("signs", title, _COLUMNS, rows, _NOTE, lead=grounds(life))


def _course(life: LifeCycle) -> tuple[Row, ...]:
    signals = life.now.signals
    nobody = no_course(signals) if signals.sales is None else _NOBODY
    return (
        _change(Words("支付金额每月变化", "Payment amount, change per month"), signals.sales, no_course(signals)),
        _whole(signals),
        _middle(signals.against_last_year),
        _change(Words("除去去年走势后每月变化", "Change per month beyond last year's"), signals.season, _LAST_YEAR),
        _change(Words("付款人数每月变化", "Buyers, change per month"), signals.people, nobody),
    )


def _whole(signals: Signals) -> Row:
    name = Words(f"近 {YEAR_DAYS} 天一共比去年同期", f"The last {YEAR_DAYS} days in all against last year")
    plain = Words("直接加总，节日和大促也算", "A plain total, festivals included")
    return Row((name, signals.whole, _LAST_YEAR if signals.whole is None else plain))


def _middle(change: Estimate | None) -> Row:
    name = Words("每两周比去年同期，居中的", "Fortnights against last year, the middle one")
    if change is None:
        return Row((name, None, _LAST_YEAR))
    if change.low <= 0 <= change.high:
        return Row((name, change, Words("和去年差不多", "About as last year")))
    says = Words("比去年多", "More than last year") if change.low > 0 else Words("比去年少", "Less than last year")
    return Row((name, change, says))


def _change(name: Words, change: Estimate | None, lacking: Words) -> Row:
    return Row((name, change, lacking if change is None else _direction(change)))


def _direction(change: Estimate) -> Words:
    if change.low > 0:
        return Words("在变多", "Rising")
    if change.high < 0:
        return Words("在变少", "Falling")
    return Words("看不出变多变少", "No clear change")


def _people(facts: Facts, quarter: Quarter) -> tuple[Row, ...]:
    name = Words(f"近 {LENGTH} 天老买家占比", f"Share of returning buyers, {LENGTH} days")
    says = _NOBODY
    rows: Selection | None = None
    if quarter.returning is not None:
        says = _against_before(quarter.more_returning)
        rows = rows_behind(facts, RETURNING.top, quarter.days) if quarter.returning.value else None
    return (Row((name, quarter.returning, says), rows, (None, rows, None)),)


def _against_before(more: Estimate | None) -> Words:
    if more is None:
        return Words("前 90 天买家太少，不比。", "Too few buyers in the 90 days before to compare.")
    if more.low > 0:
        return Words(
            "比前 90 天高：新客来得少了，或老客回得多了",
            "Higher than in the 90 days before: fewer new buyers, or more came back",
        )
    if more.high < 0:
        return Words(
            "比前 90 天低：新客多了，或老客走了", "Lower than in the 90 days before: more new buyers, or old ones left"
        )
    return Words("和前 90 天差不多", "About the same as in the 90 days before")


def _resting(quarter: Quarter) -> tuple[Row, ...]:
    return (
        _part(Words(f"前 {FEW} 位买家占的金额", f"Share of sales from the {FEW} largest buyers"), quarter.few_buyers),
        _part(Words("第一商品占的金额", "Share of sales from the best product"), quarter.one_product),
        _part(Words("最大一单占的金额", "Share of sales from the largest order"), quarter.one_order),
    )


def _part(name: Words, part: float | None) -> Row:
    if part is None:
        return Row((name, None, Words("数据里没有。", "Not in the data.")))
    much = Words("靠得太集中，少了它就大跌", "Too concentrated: sales would drop without it")
    return Row((name, part, much if part >= _MUCH else Words("不算集中", "Not concentrated")))


def _pause(life: LifeCycle) -> Row:
    pause, name = life.now.pause, Words("停顿这么久自己出现的机会", "Chance of a pause this long")
    if pause is None or not pause.has_rhythm:
        few = Words(
            f"要有 {LEAST_GAPS + 1} 天卖出过东西，才看得出节奏。",
            f"It takes {LEAST_GAPS + 1} days with orders to see a rhythm.",
        )
        return Row((name, None, few))
    says = pause_said(pause) if pause.days else Words("没有停顿", "No pause")
    cells: tuple[Value, ...] = (name, pause.chance, says)
    return Row(cells)
