"""Trials as views: the page, the workbook, the terminal and JSON need nothing of their own."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from analytics.ahead import said_ahead
from analytics.coverage import present
from analytics.period import Period, local_day
from analytics.presets import default_period
from analytics.question import Filters
from analytics.result import Column, Row, Shown, Table, View
from analytics.say import as_words, counted
from analytics.trial.caveats import before_sending, caveats
from analytics.trial.lists import list_tables
from analytics.trial.offers import offered
from analytics.trial.outcome import outcome, window
from analytics.trial.overlap import overlaps
from analytics.trial.result_tables import result_tables
from analytics.trial.size import Sized, parted, said, size_tables
from analytics.trial.split import arms_of
from analytics.trial.words import arm_name, lead
from storage.facts import Facts
from storage.trial import HELD, Enrolled, Trial
from storage.words import Words

_COLUMNS = (
    Column("trial", Words("试验", "Trial"), Shown.TEXT),
    Column("state", Words("到哪一步了", "State"), Shown.TEXT),
    Column("start", Words("从哪天算", "First day"), Shown.DAY),
    Column("last", Words("算到哪天", "Last day"), Shown.DAY),
    Column("people", Words("人数", "People"), Shown.COUNT),
    Column("held_out", Words("其中不发", "Held out"), Shown.COUNT),
    Column("offers", Words("优惠", "Offer"), Shown.TEXT),
    Column("note", Words("备注", "Note"), Shown.TEXT),
)
_STATES = {
    "not begun": Words("数据还没到", "no data yet"),
    "running": Words("进行中", "running"),
    "over": Words("满了，看结果", "over: see the result"),
}
_NONE = Words("还没有做过试验。", "There was no trial yet.")
LATELY, MOST = 90, 8
"""Days for which a page goes on showing what came of a trial, and of how many."""


def trials_view(facts: Facts, trials: Sequence[Trial]) -> View:
    """Every trial, the newest first."""
    title, rows = Words("试验", "Trials"), tuple(_row(facts, one) for one in trials)
    headline = Words(f"做过 {len(rows)} 次试验。", f"{counted(len(rows), 'trial').en} so far.") if rows else _NONE
    table = Table("trials", title, _COLUMNS, rows, None if rows else _NONE)
    return _view(facts, "trials", title, default_period(facts), headline, (table,))


def to_show(facts: Facts, trials: Sequence[Trial], view: str) -> list[Trial]:
    """Those of a view whose result belongs on its page: running, or over for not long; the newest first."""
    known = local_day(present(facts), facts.shop.zone)
    return [one for one in trials if one.view == view and one.end >= known - timedelta(days=LATELY)][:MOST]


def lists_view(facts: Facts, enrolled: Enrolled, others: Sequence[Enrolled], merges: Mapping[str, str]) -> View:
    """Who gets what, a table per arm; ``others`` and ``merges`` as for the result."""
    trial, notes = enrolled.trial, before_sending(enrolled, others, merges)
    tables = list_tables(facts, enrolled)
    return _view(facts, "trial-lists", _named(trial), days_of(trial), _split(facts, trial), tables, notes)


def result_view(facts: Facts, enrolled: Enrolled, others: Sequence[Enrolled], merges: Mapping[str, str]) -> View:
    """What came of it; ``others`` are the trials of the same days, ``merges`` leads ids to whom they stand for."""
    trial, found = enrolled.trial, outcome(facts, enrolled, merges)
    late = said_ahead(facts)
    notes = (*((late,) if late else ()), *caveats(found, overlaps(enrolled, others, merges)))
    tables = () if found.phase == "not begun" else result_tables(facts, trial, found)
    return _view(facts, "trial", _named(trial), days_of(trial), lead(facts, trial, found), tables, notes)


def size_view(facts: Facts, asked: Sized) -> View:
    """How many people a trial takes."""
    title = Words("要多少人", "How many people")
    headline = said(asked.rate, asked.days, parted(asked.people, arms_of(asked.hold_out, ())))
    return _view(facts, "trial-size", title, default_period(facts), headline, size_tables(asked))


def days_of(trial: Trial) -> Period:
    """The days on which orders count."""
    return Period(trial.start, trial.end - timedelta(days=1))


def _split(facts: Facts, trial: Trial) -> Words:
    zh = "，".join(f"{arm_name(arm).zh} {arm.people:,} 人" for arm in trial.arms)
    en = ", ".join(f"{arm_name(arm).en} {arm.people:,}" for arm in trial.arms)
    when = _when(facts, trial)
    return Words(f"「{trial.name}」：{zh}；{when.zh}", f"{trial.name}: {en}; {when.en}")


def _when(facts: Facts, trial: Trial) -> Words:
    """From when on orders count, and until when the lists are to be out."""
    days = counted(trial.days, "day").en
    if trial.start > local_day(trial.at, facts.shop.zone):
        return Words(
            f"{trial.start} 零点起 {trial.days} 天里的单才算，在那之前发出去。",
            f"orders of {days} from {trial.start} on count, so send before.",
        )
    return Words(
        f"{trial.start} 零点起 {trial.days} 天里的单都算，名单现在就发；发之前下的单哪一组都有，会把差别冲淡一点。",
        f"orders of {days} from {trial.start} on count, so send now; those placed before it was out are in every group "
        "and blur the difference a little.",
    )


def _row(facts: Facts, trial: Trial) -> Row:
    held = sum(arm.people for arm in trial.arms if arm.key == HELD)
    named = [as_words(words) for arm in trial.arms if (words := offered(arm)) is not None]
    offers = Words(" / ".join(one.zh for one in named), " / ".join(one.en for one in named)) if named else None
    state, days = _STATES[window(facts, trial)[2]], days_of(trial)
    return Row((trial.name, state, days.first, days.last, trial.people, held, offers, trial.note or None))


def _named(trial: Trial) -> Words:
    return Words(f"试验 {trial.name}", f"Trial {trial.name}")


def _view(
    facts: Facts, view_id: str, title: Words, period: Period, headline: Words, tables: tuple[Table, ...],
    notes: tuple[Words, ...] = (),
) -> View:  # fmt: skip
    return View(
        id=view_id, title=title, shop=facts.shop, period=period, comparison=None, filters=Filters(),
        data_as_of=facts.as_of, headline=headline, figures=(), tables=tables, notes=notes,
    )  # fmt: skip
