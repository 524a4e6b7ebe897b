"""The life of a shop as tables: the signs, the months, their course, and what each stage asks for."""

from analytics.keyfigures import key_figures
from analytics.lifecycle.course import LifeCycle, Month
from analytics.lifecycle.said import month
from analytics.lifecycle.stages import STAGES, Stage
from analytics.metric import Term
from analytics.metrics.people import BUYER_COUNT, NEW, RETURNING
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Bars, Column, Curves, Row, Selection, Shown, Table, Value
from analytics.selections import selection
from analytics.slice import Slice
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

MONTHS = 36
"""Newest months that are shown."""
_NO_MONTH = Words("还没有一个月是完整的。", "No month is complete yet.")
_STAGE = Column("stage", Words("阶段", "Stage"), Shown.TEXT)
_UNKNOWN = Words("说不出", "not known")


def rows_behind(facts: Facts, term: Term, days: Period) -> Selection | None:
    """What stands behind a number of some days, of the whole shop."""
    return selection(Slice(facts, days, Filters()), term)


def months_table(facts: Facts, life: LifeCycle) -> Table:
    """Month by month the stage and what was sold, newest first."""
    columns = (
        Column("month", Words("月份", "Month"), Shown.TEXT),
        Column("payment_amount", PAYMENT_AMOUNT.name, Shown.MONEY, PAYMENT_AMOUNT.definition, bar=True),
        _STAGE,
        Column(
            "says",
            Words("单看这个月", "That month alone"),
            Shown.TEXT,
            Words(
                "到这个月底为止的数据看像哪个阶段；连着两个月一样才改判。已在下滑的店，确实还比去年少一成半以上就仍算。",
                "The stage that the data up to the end of that month points to; two in a row change the stage. A shop "
                "that is fading still looks so while its sales are surely 15% below last year's.",
            ),
        ),
        Column("buyers", BUYER_COUNT.name, Shown.COUNT, BUYER_COUNT.definition),
        Column("new_buyers", NEW.name, Shown.COUNT, NEW.definition),
        Column("returning_buyers", RETURNING.name, Shown.COUNT, RETURNING.definition),
    )
    rows = tuple(_month(facts, one) for one in reversed(life.months[-MONTHS:]))
    note = Words(
        "每个月只用当时已有的数据判断，后来的数据不会改写它。",
        "Each month is judged only by the data there was then; later data does not change it.",
    )
    title = Words("哪个月在哪个阶段", "Stage month by month")
    return Table("months", title, columns, rows, note if rows else _NO_MONTH, drawn=Bars("month", "payment_amount"))


def _month(facts: Facts, one: Month) -> Row:
    figures = key_figures(paid(facts), *one.days.bounds(facts.shop.zone))
    stage, says = one.stage, one.look.says
    name = Words(
        f"{month(one.days.first)} {stage.name.zh if stage else ''}".rstrip(),
        f"{month(one.days.first)} {stage.name.en if stage else ''}".rstrip(),
    )
    cells: tuple[Value, ...] = (
        name,
        figures.payment_amount,
        stage.name if stage else _UNKNOWN,
        says.name if isinstance(says, Stage) else says,
        figures.buyers,
        figures.new_buyers,
        figures.returning_buyers,
    )
    terms = {1: PAYMENT_AMOUNT.top, 4: BUYER_COUNT.top, 5: NEW.top, 6: RETURNING.top}
    behind = tuple(
        rows_behind(facts, terms[place], one.days) if place in terms and cells[place] else None
        for place in range(len(cells))
    )
    return Row(cells, behind[1], behind)


def course_table(life: LifeCycle) -> Table:
    """How the change per month itself went, oldest first."""
    columns = (
        Column("month", Words("月份", "Month"), Shown.DAY),
        Column(
            "change",
            Words("每月变化", "Change per month"),
            Shown.RATIO,
            Words(
                "到那时为止半年里，支付金额每月变多少，带 95% 区间；区间离开 0 才算真的在变。",
                "By how much the payment amount changed per month over the half year up to then, with its 95% "
                "interval. It has really changed only where the interval does not include 0.",
            ),
        ),
    )
    told = [one for one in life.months[-MONTHS:] if one.look.signals.sales is not None]
    rows = tuple(Row((one.days.first.replace(day=1), one.look.signals.sales)) for one in told)
    note = None if rows else Words("要有半年可比的日子。", "This takes half a year of comparable days.")
    return Table(
        "course",
        Words("走势怎么变的", "How the trend changed"),
        columns,
        rows,
        note,
        drawn=Curves("month", ("change",)),
    )


def advice_table(life: LifeCycle) -> Table:
    """What each stage means and asks for, that of the shop first."""
    columns = (
        _STAGE,
        Column("means", Words("什么意思", "What it means"), Shown.TEXT),
        Column("todo", Words("该做什么", "What to do"), Shown.TEXT),
    )
    ranked = sorted(STAGES, key=lambda stage: stage is not life.stage)
    rows = tuple(Row((stage.name, stage.means, stage.todo)) for stage in ranked)
    lead = life.stage.todo if life.stage else None
    return Table("advice", Words("每个阶段该做什么", "What to do in each stage"), columns, rows, lead=lead)
