"""The view "lifecycle": the stage of the shop at the end of the period asked about, why, and how it came there."""

from datetime import date

from analytics import catalogue
from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.figures import figure
from analytics.lifecycle.course import LifeCycle, judged_at, life_cycle
from analytics.lifecycle.headline import headline
from analytics.lifecycle.said import NO_CHANCE
from analytics.lifecycle.signs import signs_table
from analytics.lifecycle.tables import MONTHS, advice_table, course_table, months_table
from analytics.metrics.people import BUYER_COUNT, NEW, RETURNING
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.notes import notes
from analytics.period import Period
from analytics.question import Question
from analytics.result import Table, Trend, View
from analytics.trends import trend
from storage.facts import Facts
from storage.notebook import Notebook
from storage.words import Words

FIGURES = (PAYMENT_AMOUNT, PAID, BUYER_COUNT, NEW, RETURNING)
_TREND = Words("一路卖得怎样", "Sales so far")


def stage_of_shop(facts: Facts, question: Question, _notebook: Notebook) -> View:
    """The life cycle; figures are of the period, the stage is of the whole shop at its end."""
    asked = Asked(facts, question)
    life = life_cycle(facts, judged_at(facts, question.period))
    return View(
        id=catalogue.LIFECYCLE.id,
        title=catalogue.LIFECYCLE.title,
        shop=facts.shop,
        period=question.period,
        comparison=asked.comparison,
        filters=question.filters,
        data_as_of=facts.as_of,
        headline=life if isinstance(life, Words) else headline(life),
        figures=tuple(figure(asked, metric, (), None) for metric in FIGURES),
        trends=(_trend(facts, question, life),),
        tables=() if isinstance(life, Words) else _tables(facts, life),
        notes=(*_own_notes(question, life), *notes(asked)),
        leading=(PAYMENT_AMOUNT.id, BUYER_COUNT.id, NEW.id, RETURNING.id),
    )


def _tables(facts: Facts, life: LifeCycle) -> tuple[Table, ...]:
    return signs_table(facts, life), months_table(facts, life), course_table(life), advice_table(life)


def _trend(facts: Facts, question: Question, life: LifeCycle | Words) -> Trend:
    """From the first order on, or the newest three years; of the period where there is none."""
    if isinstance(life, Words):
        return trend(Asked(facts, question), (PAYMENT_AMOUNT, BUYER_COUNT), _TREND)
    every = Period(_begin(life), _end(facts, life.now.day))
    return trend(Asked(facts, Question(every, "none")), (PAYMENT_AMOUNT, BUYER_COUNT), _TREND)


def _begin(life: LifeCycle) -> date:
    shown = [one.days.first for one in life.months[-MONTHS:]]
    return shown[0].replace(day=1) if shown else life.first


def _end(facts: Facts, day: date) -> date:
    known = coverage(facts)
    return day if known is None else min(day, known.until_day)


def _own_notes(question: Question, life: LifeCycle | Words) -> tuple[Words, ...]:
    if isinstance(life, Words):
        return ()
    judged = Words(
        f"阶段按 {life.now.day} 为止的整个店判断。", f"The stage is judged on the whole shop up to {life.now.day}."
    )
    unfiltered = Words("筛选只管上面的数字，不管阶段。", "Filters apply to the figures, not to the stage.")
    return (judged, *((unfiltered,) if question.filters else ()), NO_CHANCE)
