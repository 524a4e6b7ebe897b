"""What workers do for trials: say what a split tells, split and write the lists, and show what came of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from analytics.result import Table
from storage.words import Words
from ui.doors import Doors
from ui.trials.plan import Wanted

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from storage.facts import Facts

_OPEN = Words("双击试验名看它的结果。", "Double-click the name of a trial for its result.")
_NO_GOODS = Words(
    "这样名单里没有商品，只有客户编号和优惠。", "No products stand in such lists, only customer ids and offers."
)
_TOMORROW = Words("从明天零点的单算起，名单今天就发。", "Orders count from tomorrow on: send the lists today.")


class Told(Struct, frozen=True):
    """What is said of a trial before it is made."""

    words: Words
    possible: bool
    """Whether it can be made so."""


def tells(facts: "Facts", wanted: Wanted) -> Told:
    """How small a difference such a split can tell, and from when on; or why there can be no such trial."""
    from analytics.trial.enrol import offers_refused
    from analytics.trial.groups import buy_by_themselves, people_of
    from analytics.trial.products import lists_refused
    from analytics.trial.size import parted, said
    from analytics.trial.split import arms_of

    ids = people_of(facts, wanted.view, wanted.group)
    if isinstance(ids, Words):
        return Told(ids, False)
    arms = parted(len(ids), arms_of(wanted.hold_out, wanted.offers, wanted.goods))
    refused = offers_refused(arms) or lists_refused(facts, wanted.goods)
    if refused is not None:
        return Told(Words(refused.what.zh + refused.next_step.zh, f"{refused.what.en} {refused.next_step.en}"), False)
    told = said(buy_by_themselves(facts, wanted.view, wanted.group, ids, wanted.days), wanted.days, arms)
    bare = _NO_GOODS if wanted.goods and not any(wanted.goods) else Words("", "")
    return Told(Words(told.zh + _TOMORROW.zh + bare.zh, f"{told.en} {_TOMORROW.en} {bare.en}".rstrip()), True)


def begin(doors: Doors, facts: "Facts", wanted: Wanted, folder: Path) -> None:
    """Split the group, keep the trial, write its lists. Raises KnownError."""
    from analytics.trial.enrol import Asked, first_day
    from analytics.trial.groups import people_of
    from storage.clock import now_ms

    ids, now = people_of(facts, wanted.view, wanted.group), now_ms()
    asked = Asked(
        name=wanted.name,
        ids=() if isinstance(ids, Words) else ids,
        start=first_day(now, facts.shop.zone),
        at=now,
        days=wanted.days,
        hold_out=wanted.hold_out,
        offers=wanted.offers,
        goods=wanted.goods,
        view=wanted.view,
        group=wanted.group,
        floor=wanted.floor,
    )
    doors.start_trial(facts, asked)
    doors.export_trial(folder, facts, wanted.name)


def results(doors: Doors, facts: "Facts", view: str) -> tuple[Table, ...]:
    """Every trial, and what came of those of a view lately; nothing where there was none."""
    from analytics.trial.shown import beneath

    found = beneath(facts, doors.trials(facts.shop.id), view, lambda name: doors.trial_result(facts, name))
    return tuple(structs.replace(table, note=_OPEN) if table.id == "trials" else table for table in found)
