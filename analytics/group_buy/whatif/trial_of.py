"""Which trial is worth running: of what was not tried, else of the change that promises most."""

from msgspec import structs

from analytics.group_buy.whatif.asked import FIELDS, LEVERS, Choice, Goal, Lever
from analytics.group_buy.whatif.judged import Judged
from analytics.group_buy.whatif.learnt import Learnt
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.options import Options
from analytics.group_buy.whatif.past import BLOCK, Past
from analytics.group_buy.whatif.terms import Terms
from analytics.group_buy.whatif.trial import SURE, Trial, rung, second, trial
from analytics.local_time import DAY


def trial_of(known: Terms, found: Learnt, compared: Options, told: Judged | None) -> Trial | None:
    """For what was not tried; else for terms of which one value was; else for advice that is not sure."""
    values: dict[Lever, list[int]] = {name: found.tried(name).tolist() for name in LEVERS}
    single = [name for name in LEVERS if len(values[name]) < 2]
    others = [rung(known, known.own, name, values) for name in compared.untried]
    others = others or [second(known, name) for name in single[:2]]
    if not others and told is not None and told.safe:
        others = _first_step(known, told)
    others = [one for one in others if one != known.last]
    if not others:
        return None
    last = None if told is None or told.last is None else told.options[told.last]
    fill = int(found.past.filled.sum()) / max(1, int(found.past.finished.sum()))
    fill = float(last.fill.value) if last is not None else fill
    scatter = None if last is None else _scatter(known.asked.goal, last)
    made = trial(known.last, others, fill, pace(found.past), scatter)
    return structs.replace(made, expected=_expected(told, last, others[0]))


def pace(offers: Past) -> float:
    """Groups opened per day in the latest stretches of time, over all offers."""
    late = offers.cell_block < 2
    if not late.any():
        return 0.0
    running = offers.until - int(offers.starts[offers.cell_offer[late]].min())
    return float(offers.cell_opened[late].sum()) * DAY / min(2 * BLOCK, max(running, DAY))


def _first_step(known: Terms, told: Judged) -> list[Choice]:
    """Of what is advised and not sure, the one change of last time's terms that promises most.

    One at a time: a trial of several would not tell which of them did it.
    """
    best = told.options[told.advised]
    if best.choice == known.last or (best.better is not None and best.better >= SURE):
        return []
    levels, base = known.levels(best.choice), known.levels(known.last)
    steps = [
        structs.replace(known.last, **{FIELDS[name]: getattr(best.choice, FIELDS[name])})
        for name in LEVERS
        if levels[name] != base[name]
    ]
    promised = {one.choice: one.better or 0.0 for one in told.options}
    return sorted(steps, key=lambda one: -promised.get(one, 0.0))[:1]


def _expected(told: Judged | None, last: Option | None, tried: Choice) -> float | None:
    option = None if told is None else next((one for one in told.options if one.choice == tried), None)
    if option is None or last is None or last.goal.value <= 0:
        return None
    return float(option.goal.value / last.goal.value) - 1


def _scatter(goal: Goal, option: Option) -> float:
    """The mean square of what a filled group brings, as a multiple of the squared mean; 1 where all bring the same."""
    if goal != "newcomers" or option.newcomers is None or option.newcomers.value <= 0:
        return 1.0
    people, size = option.newcomers.value / (option.pieces.value / option.choice.size), option.choice.size
    return 1 + max(1 / people - 1 / size, 0.0)
