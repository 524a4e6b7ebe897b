"""The answer as tables: the page, the workbook, the terminal and JSON show these and compute nothing."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.asked import LEVERS, Lever
from analytics.group_buy.whatif.columns import GOAL, PLAN_COLUMNS, RULE_COLUMNS, columns_of, lever_columns
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.refusals import duration
from analytics.group_buy.whatif.sentences import lead_of, named, plan_lead
from analytics.group_buy.whatif.trial import Arm
from analytics.result import Bars, Row, Scatter, Table, Value
from storage.shop import Shop
from storage.words import Words

_SHOWN = 12
_CLOUD = 4
"""Points below which a table says it better."""
_ADVISED, _OWN, _LAST = Words("建议", "Advised"), Words("你选的", "Yours"), Words("和上次一样", "Same as last time")


def tables_of(answer: Answer, shop: Shop) -> tuple[Table, ...]:
    """Advice beside last time and the own choice; the field of options; one term at a time; the trial; the rules."""
    return (
        _side_by_side(answer, shop),
        _field(answer, shop),
        _one_at_a_time(answer, shop),
        _trial(answer, shop),
        _rules(answer),
    )


def _side_by_side(answer: Answer, shop: Shop) -> Table:
    named_ones = ((_ADVISED, answer.advised), (_OWN, answer.own), (_LAST, answer.last))
    rows = tuple(Row((name, *_cells(answer, one, shop))) for name, one in named_ones if one is not None)
    why = Words("\n".join(one.zh for one in answer.untold), "\n".join(one.en for one in answer.untold))
    return Table(
        "advice", Words("下一场怎么办", "The next group-buy"), columns_of(answer.asked.goal), rows,
        why if answer.untold else None, lead=lead_of(answer, shop) if rows else None,
    )  # fmt: skip


def _field(answer: Answer, shop: Shop) -> Table:
    """The best by the goal, and whatever no other option beats in both new buyers and margin."""
    every = sorted((one for one in answer.options if one.allowed), key=lambda one: -one.goal.value)
    shown = [one for at, one in enumerate(every) if at < _SHOWN or one.pareto]
    shown += [one for one in (answer.last, answer.own) if one is not None and not any(one is each for each in shown)]
    shown = list({id(one): one for one in shown}.values())
    marks = {id(answer.advised): _ADVISED, id(answer.last): _LAST, id(answer.own): _OWN}
    rows = tuple(Row((marks.get(id(one)) or _place(one), *_cells(answer, one, shop))) for one in shown)
    both = bool(shown) and shown[0].newcomers is not None and shown[0].margin is not None
    return Table(
        "options", Words("各种做法：新客和毛利", "Options: new buyers and margin"), columns_of(answer.asked.goal), rows,
        _FIELD if rows else None, total_rows=len(answer.options) if len(answer.options) > len(rows) else None,
        drawn=Scatter("offer", "newcomers", "margin", "pieces") if both and len(rows) >= _CLOUD else None,
    )  # fmt: skip


_FIELD = Words(
    "「划算」：没有别的做法新客和毛利都不少于它、且有一样更多。坏情况会亏的不列。",
    "Efficient: no other option brings at least as much of both and more of one. Options that lose in a bad case are "
    "left out.",
)


def _place(one: Option) -> Words:
    return Words("划算", "Efficient") if one.pareto else Words("", "")


def _one_at_a_time(answer: Answer, shop: Shop) -> Table:
    """Last time's terms with one of them changed: what each term does."""
    rows: list[Row] = []
    for name, words in LEVERS.items():
        found = _alike_but(answer, name)
        if len(found) > 1:
            rows += [Row(_changed(words, name, found[level], shop)) for level in sorted(found)]
    return Table(
        "levers", Words("只改一样，会怎样", "One change at a time"), lever_columns(answer.asked.goal), tuple(rows),
        Words("其余和上次一样。", "The rest as last time.") if rows else None,
        drawn=Bars("value", GOAL) if rows else None,
    )  # fmt: skip


def _alike_but(answer: Answer, name: Lever) -> dict[int, Option]:
    """Options with last time's terms but one, by the value of that one."""
    if answer.last is None or answer.terms is None:
        return {}
    base = answer.terms.levels(answer.last.choice)
    found: dict[int, Option] = {}
    for one in answer.options:
        levels = answer.terms.levels(one.choice)
        if all(levels[other] == base[other] for other in LEVERS if other != name):
            found.setdefault(levels[name], one)
    return found


def _changed(words: Words, name: Lever, one: Option, shop: Shop) -> tuple[Value, ...]:
    return (words, named(one.choice, shop, only=name), one.opened, one.fill, one.goal, one.better)


def _cells(answer: Answer, one: Option, shop: Shop) -> tuple[Value, ...]:
    choice = one.choice
    bad = (round(one.bad_goal), None if one.bad_margin is None else round(one.bad_margin))
    return (
        named(choice, shop), choice.size, choice.price, duration(choice.window), choice.reward, one.tried,
        one.opened, one.fill, one.newcomers, one.margin, one.pieces,
        *(bad[:1] if answer.asked.goal == "margin" else bad), one.best, one.better,
        None if one.per_newcomer is None else round(one.per_newcomer), one.break_even,
    )  # fmt: skip


def _trial(answer: Answer, shop: Shop) -> Table:
    trial, title = answer.trial, Words("先小规模试什么", "What to try first")
    if trial is None:
        return Table("trial", title, PLAN_COLUMNS, (), Words("不用另外试。", "No trial is needed."))
    rows = tuple(Row(_arm(arm, trial.groups, shop)) for arm in trial.arms)
    return Table("trial", title, PLAN_COLUMNS, rows, lead=plan_lead(trial))


def _arm(arm: Arm, groups: int, shop: Shop) -> tuple[Value, ...]:
    changed = Words("、".join(LEVERS[one].zh for one in arm.changed), ", ".join(LEVERS[one].en for one in arm.changed))
    return (named(arm.choice, shop), changed if arm.changed else _LAST, groups)


def _rules(answer: Answer) -> Table:
    rows = tuple(Row((one.says, one.source)) for one in answer.warnings)
    return Table("rules", Words("要守的规矩", "Rules to keep"), RULE_COLUMNS, rows)
