"""The view "churn": which buyers are about to stay away, what that costs, what to do, and how far it can be trusted."""

import numpy as np

from analytics import catalogue
from analytics.churn.groups import WIN_BACK, place
from analytics.churn.outlook import Outlook, outlook, whole
from analytics.churn.shop_log import as_date, shop_log
from analytics.churn.standing import FAR, SOON
from analytics.churn.tables.calibration import calibration_table
from analytics.churn.tables.groups import groups_table, lead
from analytics.churn.tables.lift import lift_table
from analytics.churn.tables.models import looks_table, models_table
from analytics.churn.tables.never import never_table
from analytics.churn.tables.people import people_table
from analytics.churn.tables.then import then_table
from analytics.churn.tables.words import levels, pairs
from analytics.coverage import coverage
from analytics.network.ever import ever
from analytics.question import Filters, Question
from analytics.result import Estimate, Figure, Good, Shown, Table, View
from storage.facts import Facts
from storage.notebook import Notebook
from storage.words import Words


def who_lapses(facts: Facts, _question: Question, _notebook: Notebook) -> View:
    """Of all buyers on the last evening of the data, whatever days and filters are asked about."""
    found = outlook(facts)
    if isinstance(found, Words):
        return _view(facts, _with_step(found), _unknown(facts, found), (never_table(facts),), ())
    notes = _EVENING.fill(day=as_date(found.standing.day)), *levels(found.judged)
    return _view(facts, _headline(facts, found), _figures(found), _tables(facts, found), notes)


def _view(
    facts: Facts, headline: Words, figures: tuple[Figure, ...], tables: tuple[Table, ...], notes: tuple[Words, ...]
) -> View:
    return View(
        id=catalogue.CHURN.id,
        title=catalogue.CHURN.title,
        shop=facts.shop,
        period=ever(facts),
        comparison=None,
        filters=Filters(),
        data_as_of=facts.as_of,
        headline=headline,
        figures=figures,
        tables=tables,
        notes=notes,
    )


def _tables(facts: Facts, found: Outlook) -> tuple[Table, ...]:
    return (
        groups_table(facts, found),
        people_table(facts, found),
        calibration_table(found.judged),
        lift_table(found.judged),
        then_table(facts, found.then),
        models_table(facts, found.judged),
        looks_table(found.judged),
        never_table(facts),
    )


def _headline(facts: Facts, found: Outlook) -> Words:
    said, trust = lead(facts, found), pairs(found.judged)
    return Words(f"{said.zh}{trust.zh}", f"{said.en} {trust.en}")


def _figures(found: Outlook) -> tuple[Figure, ...]:
    some = np.isin(found.group, [place(key) for key in WIN_BACK if key != "sleeping"])
    standing = found.standing
    every = np.ones(len(standing), dtype=bool)
    values: tuple[int | Estimate, ...] = (
        found.sum_of(standing.loss, some), int(some.sum()), found.sum_of(standing.spend, every),
        whole(found.judged.come_of(standing.chance)), len(standing),
    )  # fmt: skip
    return tuple(_figure(number, value) for number, value in enumerate(values))


def _with_step(why: Words) -> Words:
    """What is missing, and what can be looked at meanwhile."""
    return Words(
        f"{why.zh}眼下可以先看「买家」页里多久没来的老客。",
        f"{why.en} Meanwhile the page of buyers shows who has stayed away for how long.",
    )


def _unknown(facts: Facts, why: Words) -> tuple[Figure, ...]:
    """Nothing is forecast; who has bought so far is known all the same."""
    *others, last = range(len(_FIGURES))
    buyers = len(np.unique(shop_log(facts).customer)) if coverage(facts) is not None else None
    return (*(_figure(number, None, why) for number in others), _figure(last, buyers, why if buyers is None else None))


def _figure(number: int, value: int | Estimate | None, reason: Words | None = None) -> Figure:
    name, title, definition, shown, good = _FIGURES[number]
    if isinstance(value, Estimate):
        return Figure(name, title, definition, shown, good, value.value, reason=reason, range=value)
    return Figure(name, title, definition, shown, good, value, reason=reason)


_FIGURES = (
    (
        "at_stake",
        Words(f"{FAR} 天可能少花", f"At stake in {FAR} days"),
        Words(
            f"正在变冷、还没睡着的买家，刚买完时预计 {FAR} 天会花的减去现在预计的。",
            f"Of buyers who are cooling and not asleep: what was expected of {FAR} days when they had bought, less "
            "what is expected now.",
        ),
        Shown.MONEY,
        Good.DOWN,
    ),
    (
        "cooling_buyers",
        Words("正在变冷的买家", "Buyers cooling"),
        Words(
            "已过了自己的节奏、60 天内多半不会来、还能指望的不到平时一半，但还没睡着的买家。",
            "Beyond their own rhythm, more likely not to come within 60 days, with less than half of the usual still "
            "expected; not asleep.",
        ),
        Shown.COUNT,
        Good.DOWN,
    ),
    (
        "expected_spend",
        Words(f"老买家 {FAR} 天会花", f"Known buyers spend in {FAR} days"),
        Words(
            "买过的人预计会再花的钱，新买家不算；按付款额，退款没有扣。后面是 95% 区间，按以前几次名单的误差算。",
            "Expected of those who have bought before, no new buyers; as paid, refunds not taken off. Beside it the "
            "95% interval, by how far earlier lists were off.",
        ),
        Shown.MONEY,
        Good.UP,
    ),
    (
        "expected_buyers",
        Words(f"{SOON} 天会再来的买家", f"Come again in {SOON} days"),
        Words(
            "每位买家再来的把握加起来。后面是 95% 区间，按前几次回看的误差算。",
            "The sum of the chances of all buyers; beside it the 95% interval, by how far the looks back were off.",
        ),
        Shown.COUNT,
        Good.UP,
    ),
    (
        "known_buyers",
        Words("买过的人", "Buyers so far"),
        Words("至今买过的人。", "Who have bought to date."),
        Shown.COUNT,
        Good.UP,
    ),
)
_EVENING = Words(
    "看的是到 {day} 晚上为止的所有买家，不随上面选的日期和筛选变。",
    "Of all buyers up to the evening of {day}, whatever days and filters are chosen above.",
)
