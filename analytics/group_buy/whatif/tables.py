"""The answer as tables: the page, the workbook, the terminal and JSON show these and compute nothing."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.asked import FIELDS, LEVERS, Choice, Lever
from analytics.group_buy.whatif.columns import EFFICIENT, GOAL, PLAN_COLUMNS, RULE_COLUMNS, columns_of, lever_columns
from analytics.group_buy.whatif.cost_words import NOTHING, limit_of, most_newcomers
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.refusals import duration
from analytics.group_buy.whatif.sentences import lead_of, named, plan_lead
from analytics.group_buy.whatif.trial import SURE, Arm
from analytics.result import Bars, Row, Scatter, Table, Value
from analytics.say import counted
from storage.shop import Shop
from storage.words import Words

_SHOWN = 12
_CLOUD = 4
"""Points below which a table says it better."""
_ADVISED, _OWN, _LAST = Words("建议", "Advised"), Words("你选的", "Yours"), Words("和上次一样", "Same as last time")
_LAST_SHORT = Words("上次", "Last time")
_MOST = Words("新客最多", "Most new buyers")
_LEAST = Words("亏得最少", "Least loss")
"""Where no option is safe nothing is advised."""


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
    named_ones = ((_ADVISED if answer.safe else _LEAST, answer.advised), (_OWN, answer.own), (_LAST, answer.last))
    rows = tuple(Row((name, *_cells(answer, one, shop))) for name, one in named_ones if one is not None)
    untold = answer.untold if rows else answer.untold[1:]  # the headline says the first one, where it is the answer
    limit = limit_of(answer, answer.advised, shop) if answer.advised and answer.safe else NOTHING
    untold = (limit, *untold) if limit.zh else untold
    why = Words("\n".join(one.zh for one in untold), "\n".join(one.en for one in untold))
    return Table(
        "advice", Words("下一场怎么办", "The next group-buy"), columns_of(answer.asked.goal, answer.asked.spend > 0),
        rows, why if untold else None, lead=lead_of(answer, shop) if rows else None,
    )  # fmt: skip


def _field(answer: Answer, shop: Shop) -> Table:
    """The best by the goal, and whatever no other option beats in both new buyers and margin."""
    shown = _shown(answer)
    marks = {id(most_newcomers(answer)): _MOST, id(answer.last): _LAST_SHORT, id(answer.own): _OWN}
    marks[id(answer.advised)] = _ADVISED if answer.safe else _LEAST
    rows = tuple(
        Row((marks.get(id(one)) or _differs(answer, one, shop), *_cells(answer, one, shop), _efficient(one)))
        for one in shown
    )
    matter = {id(one) for one in (answer.last, answer.own, answer.advised, most_newcomers(answer))}
    labelled = tuple(at for at, one in enumerate(shown) if id(one) in matter)
    more = len(answer.options) if len(answer.options) > len(rows) else None
    clouded = len(rows) >= _CLOUD
    both = bool(shown) and shown[0].newcomers is not None and shown[0].margin is not None
    return Table(
        "options", Words("各种做法：新客和毛利", "Options: new buyers and margin"),
        (*columns_of(answer.asked.goal, answer.asked.spend > 0), EFFICIENT), rows,
        (_SAFE if answer.safe else _UNSAFE) if rows else None, total_rows=more,
        drawn=Scatter("mark", "newcomers", "margin", "pieces", labelled=labelled) if both and clouded else None,
    )  # fmt: skip


def _shown(answer: Answer) -> list[Option]:
    every = sorted((one for one in answer.options if one.allowed), key=lambda one: -one.goal.value)
    shown = [one for at, one in enumerate(every) if at < _SHOWN or one.pareto]
    shown += [one for one in (answer.advised, answer.last, answer.own) if one is not None]
    return list({id(one): one for one in shown}.values())


_SAFE = Words("坏情况会亏的不列。", "Options that lose in a bad case are left out.")
_UNSAFE = Words("每一种坏情况都会亏，都列在这里。", "Every option loses in a bad case; all are listed.")


def _efficient(one: Option) -> Words | None:
    return Words("是", "Yes") if one.pareto else None


def _differs(answer: Answer, one: Option, shop: Shop) -> Words:
    """In what it differs from last time's terms: the rest needs no name."""
    assert answer.terms is not None
    last = answer.terms.last
    parts = [named(one.choice, shop, only=name) for name in LEVERS if _of(one.choice, name) != _of(last, name)]
    return Words(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))


def _of(choice: Choice, name: Lever) -> int:
    return int(getattr(choice, FIELDS[name]))


def _one_at_a_time(answer: Answer, shop: Shop) -> Table:
    """Last time's terms with one of them changed: what each term does."""
    rows: list[Row] = []
    for name, words in LEVERS.items():
        found = _alike_but(answer, name)
        if len(found) > 1:
            rows += [Row(_changed(words, name, found[level], shop)) for level in sorted(found)]
    return Table(
        "levers", Words("只改一样，会怎样", "One change at a time"), lever_columns(answer.asked.goal), tuple(rows),
        _one_note(answer) if rows else None,
        drawn=Bars("value", GOAL) if rows else None,
    )  # fmt: skip


def _one_note(answer: Answer) -> Words:
    """Where new buyers are the goal, chances go by more than the new buyers that are shown."""
    rest, price = Words("其余和上次一样。", "The rest as last time."), answer.price
    if price is None:
        return rest
    if price.learnt is None:
        return Words(f"{rest.zh}把握按毛利和新客一起算。", f"{rest.en} Chances go by margin and new buyers together.")
    return Words(
        f"{rest.zh}把握按毛利加新客往后带来的毛利算。",
        f"{rest.en} Chances go by margin and what new buyers bring later.",
    )


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
        one.tried_here, one.opened, one.fill, one.newcomers, one.margin, one.pieces,
        *(bad[:1] if answer.asked.goal == "margin" else bad), one.best, one.better,
        None if one.per_newcomer is None else round(one.per_newcomer),
        *((one.break_even,) if answer.asked.spend > 0 else ()),
    )  # fmt: skip


def _trial(answer: Answer, shop: Shop) -> Table:
    trial, title = answer.trial, Words("先小规模试什么", "What to try first")
    if trial is None:
        return Table("trial", title, PLAN_COLUMNS, (), _no_trial(answer))
    rows = tuple(Row(_arm(arm, trial.groups, shop)) for arm in trial.arms)
    return Table("trial", title, PLAN_COLUMNS, rows, lead=plan_lead(trial, answer.asked.goal))


def _no_trial(answer: Answer) -> Words:
    """Nothing to try; or something else comes first."""
    if answer.lacking:
        return Words(
            f"先再办出 {answer.lacking} 个有结果的团；正好两种做法一周一轮换着办，攒够了就能比。",
            f"First run {counted(answer.lacking, 'more group', 'more groups').en} to an outcome; take two kinds of "
            "terms in turn week by week meanwhile, and they can be compared then.",
        )
    if answer.advised is None:
        return Words("先补上缺的，才知道试什么。", "First what is missing: then it can be told what to try.")
    if not answer.safe:
        return Words("会亏的做法不值得试。", "Options that lose are not worth a trial.")
    best = answer.advised
    if not best.tried and best.better is not None and best.better >= SURE:
        return Words(
            "每一项都试过，合起来好过上次的把握够大，可以直接办。",
            "Each term was tried, and that together they beat last time's is sure enough to run it.",
        )
    return Words("不用另外试。", "No trial is needed.")


def _arm(arm: Arm, groups: int, shop: Shop) -> tuple[Value, ...]:
    changed = Words("、".join(LEVERS[one].zh for one in arm.changed), ", ".join(LEVERS[one].en for one in arm.changed))
    return (named(arm.choice, shop), changed if arm.changed else _LAST, groups)


def _rules(answer: Answer) -> Table:
    rows = tuple(Row((one.says, one.source)) for one in answer.warnings)
    whose = Words("建议的做法", "of what is advised") if answer.advised else Words("上次的做法", "of last time's terms")
    whose = Words("你选的做法", "of your choice") if answer.own_asked else whose
    title = Words(f"要守的规矩({whose.zh})", f"Rules to keep ({whose.en})")
    return Table("rules", title, RULE_COLUMNS, rows)
