"""``zhanggui trial``: people split by lot for an offer, their lists as files, and what came of it."""

import argparse
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from analytics.period import local_day
from analytics.result import View
from analytics.trial.enrol import HOLD_OUT, Asked, first_day
from analytics.trial.groups import EVERY, buy_by_themselves, people_of
from analytics.trial.size import Sized, said
from analytics.trial.view import size_view, trials_view
from desktop.cli.asked import shop_asked
from desktop.cli.progress import to_stderr
from desktop.cli.telling import tell
from desktop.cli.usage import UsageError
from desktop.profiles import existing, profile_named
from desktop.trials import ids_in, lists, result, start, trial_named, write_lists
from storage.clock import now_ms
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import Store, open_store
from storage.trial import Enrolled
from storage.words import Words

_EVERYBODY = ("buyers", EVERY)


def trial(options: argparse.Namespace) -> int:
    """Do what was asked for with trials."""
    with open_store(existing(profile_named(options.profile)).folder) as store:
        shop = shop_asked(store, options.shop)
        facts = load_facts(store, shop.id, to_stderr(options.lang))
        if options.do == "new":
            _new(store, facts, options)
        elif options.do == "lists":
            made = trial_named(store, shop.id, options.name)
            _write(made, lists(store, facts, made), options)
        else:
            tell(_told(store, facts, options), options)
    return 0


def _told(store: Store, facts: Facts, options: argparse.Namespace) -> View:
    if options.do == "list":
        return trials_view(facts, store.trials(facts.shop.id))
    if options.do == "result":
        return result(store, facts, options.name)
    ids, view, group = _people(facts, options)
    rate = buy_by_themselves(facts, view, group, ids, options.days)
    return size_view(facts, Sized(options.people or len(ids), options.days, options.hold_out, rate))


def _new(store: Store, facts: Facts, options: argparse.Namespace) -> None:
    asked = _asked(facts, options)
    made = start(store, facts, asked)
    view, rate = lists(store, facts, made), buy_by_themselves(facts, asked.view, asked.group, asked.ids, asked.days)
    lines = [view.headline, said(rate, asked.days, made.trial.arms), *view.notes]
    once = len(asked.ids) - made.trial.people
    if once:
        lines.append(
            Words(
                f"{once} 个编号和名单里别的编号是同一个人，只算一次。",
                f"Ids of somebody who is on the list already and counts once: {once}.",
            )
        )
    print("\n".join(line.say(options.lang) for line in lines))
    _write(made, view, options)


def _write(made: Enrolled, view: View, options: argparse.Namespace) -> None:
    for path in write_lists(options.out, view, made, options.lang):
        print(path)


def _asked(facts: Facts, options: argparse.Namespace) -> Asked:
    ids, view, group = _people(facts, options)
    now, offers, goods = now_ms(), tuple(options.offer), tuple(options.list)
    usual = 0.0 if max(len(offers), len(goods)) > 1 else HOLD_OUT
    return Asked(
        name=options.name,
        ids=ids,
        start=_start(options.start, now, facts.shop.zone),
        at=now,
        days=options.days,
        hold_out=usual if options.hold_out is None else options.hold_out,
        offers=offers,
        goods=goods,
        view=view,
        group=group,
        note=options.note,
        floor=options.floor,
    )


def _start(asked: date | None, now: int, zone: ZoneInfo) -> date:
    if asked is not None and asked < local_day(now, zone):
        raise UsageError(
            Words(f"{asked} 已经过去了，名单还没有发。", f"{asked} is over, and the lists were not out."),
            Words("从今天或以后算起。", "Let it start today or later."),
        )
    return asked or first_day(now, zone)


def _people(facts: Facts, options: argparse.Namespace) -> tuple[Sequence[str], str, str]:
    """The ids, with the view and the group that they are."""
    if options.ids is not None:
        return ids_in(options.ids), "", ""
    view, colon, group = (options.group or ":".join(_EVERYBODY)).partition(":")
    found = people_of(facts, view, group) if colon else Words("", "")
    if isinstance(found, Words):
        raise UsageError(
            Words(
                f"没有这一组「{options.group}」。{found.zh}", f"There is no group {options.group}. {found.en}".rstrip()
            ),
            Words(
                "写成 VIEW:GROUP，例如 buyers:all，或用 --ids。", "Write VIEW:GROUP, such as buyers:all, or use --ids."
            ),
        )
    return found, view, group
