"""Trials between the store and the disk: lists of ids read, trials kept, lists written, results asked for."""

from datetime import datetime
from pathlib import Path

from analytics.result import Column, Shown, View
from analytics.trial import refusals
from analytics.trial.enrol import Asked, enrol
from analytics.trial.lists import LIST_NAMES, goods_of
from analytics.trial.offers import offered
from analytics.trial.overlap import same_days
from analytics.trial.planning import planned
from analytics.trial.refusals import Refusal
from analytics.trial.view import lists_view, result_view
from desktop import PROGRAM
from desktop.export.lists import Listed, write_list
from desktop.export.workbook import write_workbook
from storage.errors import KnownError
from storage.facts import Facts
from storage.shop import Shop
from storage.store import Store
from storage.trial import Enrolled
from storage.words import Language, Words
from sync.files.intake import first_sheet
from sync.files.values import Unreadable, identity

_IDS = ("customer_id", "customer id", "客户编号", "粉丝编号", "买家编号", "buyer id", "fan id")
"""How the column of ids may be headed, among them as our own lists head it."""
_NOT_IN_NAMES = '\\/:*?"<>|'


def ids_in(path: Path) -> list[str]:
    """The customer ids in a table: of the column that is headed so, else the first. Raises KnownError."""

    def faulty(number: int, reason: Words, _text: str) -> None:
        raise KnownError(
            Words(f"第 {number} 行读不懂：{reason.zh}。", f"Line {number} cannot be read: {reason.en}."),
            Words("改好这一行再来，还什么都没有建。", "Mend it and try again; nothing was made."),
        )

    with first_sheet(path) as sheet:
        rows = [[cell.strip() for cell in cells] for _, cells, _ in sheet.rows(faulty, None)]
    heading = [cell.casefold() for cell in rows[0]] if rows else []
    place = next((place for place, cell in enumerate(heading) if cell in _IDS), None)
    if place is not None:
        rows = rows[1:]
    found = [cells[place or 0] for cells in rows if len(cells) > (place or 0) and cells[place or 0]]
    try:
        return [identity(cell, _IDS[2]) for cell in found]
    except Unreadable as fault:
        raise KnownError(
            fault.reason, Words("换一份没被改过的文件再来。", "Use a file that was not changed.")
        ) from fault


def start(store: Store, facts: Facts, asked: Asked) -> Enrolled:
    """Split the people and keep the trial. Raises KnownError, and then nothing is kept."""
    merges = store.merges(facts.shop.id)
    made = enrol(facts, asked, merges)
    if isinstance(made, Enrolled):
        made = planned(facts, made, asked.floor, merges)
    if isinstance(made, Refusal):
        raise KnownError(made.what, made.next_step)
    with store.write() as tx:
        if not tx.add_trial(facts.shop.id, made):
            taken = refusals.name_taken(asked.name)
            raise KnownError(taken.what, taken.next_step)
    return made


def trial_named(store: Store, shop_id: str, name: str) -> Enrolled:
    """The trial of that name with its people. Raises KnownError where there is none."""
    found = store.enrolled(shop_id, name)
    if found is None:
        absent = refusals.no_such(name, [one.name for one in store.trials(shop_id)])
        raise KnownError(absent.what, absent.next_step)
    return found


def lists(store: Store, facts: Facts, enrolled: Enrolled) -> View:
    """Who gets what, and what it does to other trials of the same days."""
    return lists_view(facts, enrolled, _beside(store, facts, enrolled), store.merges(facts.shop.id))


def result(store: Store, facts: Facts, name: str) -> View:
    """What came of a trial. Raises KnownError where there is none of that name."""
    asked = trial_named(store, facts.shop.id, name)
    return result_view(facts, asked, _beside(store, facts, asked), store.merges(facts.shop.id))


def _beside(store: Store, facts: Facts, enrolled: Enrolled) -> list[Enrolled]:
    shop_id = facts.shop.id
    return [trial_named(store, shop_id, one.name) for one in same_days(enrolled.trial, store.trials(shop_id))]


def write_lists(folder: Path, view: View, enrolled: Enrolled, language: Language) -> list[Path]:
    """Write the lists as a workbook, and each arm as a CSV, into a folder; their paths. Raises KnownError."""
    name = "".join(" " if letter in _NOT_IN_NAMES else letter for letter in enrolled.trial.name).rstrip(". ")
    stem = f"{Words('试验', 'trial').say(language)} {name}"
    book = write_workbook(folder / f"{stem}.xlsx", [view], language, PROGRAM, datetime.now().astimezone())
    arms = range(len(enrolled.ids))
    return [book, *(_write_list(folder / stem, view.shop, enrolled, arm, language) for arm in arms)]


def _write_list(stem: Path, shop: Shop, enrolled: Enrolled, place: int, language: Language) -> Path:
    """The CSV of an arm: ids and texts guarded as in every list that a spreadsheet opens."""
    goods, arm = goods_of(enrolled, place), enrolled.trial.arms[place]
    columns = (
        Column("customer_id", Words("客户编号", "Customer id"), Shown.ID),
        Column("offer", Words("优惠", "Offer"), Shown.TEXT),
        *goods.columns,
    )
    rows = ((one, offered(arm), *cells) for one, cells in zip(enrolled.ids[place], goods.cells, strict=True))
    name = LIST_NAMES[arm.key]
    path = stem.with_name(f"{stem.name} {name.say(language)}.csv")
    return write_list(path, Listed(shop, name, columns, rows), language)
