"""What can be typed after ``zhanggui trial``."""

import argparse
from collections.abc import Callable
from pathlib import Path

from analytics.recommend.shop.ways import WAYS
from analytics.trial import refusals
from analytics.trial.enrol import DAYS, HOLD_OUT, LEAST_SHARE, MOST_SHARE
from desktop.cli.usage import UsageError
from storage.trial import Goods
from storage.words import Words

Kind = Callable[[str], object]
Addition = Callable[[argparse.ArgumentParser], None]


def add_trial(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", some: Kind, day: Kind, part: Kind,
    add_profile: Addition,
) -> None:  # fmt: skip
    """The command with its deeds; ``some`` reads a whole number above 0, ``day`` a day, ``part`` 0.2 or 20%."""
    command = commands.add_parser("trial", help="hold some people out of an offer by lot, and see what it brings")
    deeds = command.add_subparsers(dest="do", metavar="WHAT", required=True)
    new = deeds.add_parser("new", help="split people, keep the trial, write the lists")
    lists = deeds.add_parser("lists", help="write the lists of a trial again")
    found = deeds.add_parser("result", help="what came of a trial, read from the orders")
    size = deeds.add_parser("size", help="how small a difference so many people tell")
    every = deeds.add_parser("list", help="all trials")
    for named in (new, lists, found):
        named.add_argument("name", metavar="NAME")
    _add_new(new, day, part)
    _add_people(new.add_mutually_exclusive_group(required=True))
    size.add_argument("--people", type=some, metavar="N", help="so many, like the group (default: as the group has)")
    _add_people(size.add_mutually_exclusive_group())
    size.add_argument("--hold-out", type=_share, default=HOLD_OUT, metavar="PART", help="(default: %(default)s)")
    for timed in (new, size):
        timed.add_argument("--days", type=some, default=DAYS, metavar="N", help="orders count (default: %(default)s)")
    for writes in (new, lists):
        writes.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="folder of the lists")
    for told in (size, found, every):
        told.add_argument("--json", action="store_true", help="one JSON object")
        told.add_argument("--out", type=Path, metavar="OUT.xlsx", help="write a workbook instead")
    for deed in (new, lists, size, found, every):
        deed.add_argument("--shop", help="id of the shop, where the profile has several")
        add_profile(deed)


def _add_new(new: argparse.ArgumentParser, day: Kind, part: Kind) -> None:
    new.add_argument("--hold-out", type=_share, metavar="PART", help=f"get nothing (default: {HOLD_OUT}; A/B: none)")
    new.add_argument("--start", type=day, metavar="YYYY-MM-DD", help="first of these days (default: tomorrow)")
    new.add_argument("--offer", action="append", default=[], metavar="TEXT", help="what they get; twice for A/B")
    new.add_argument(
        "--list", action="append", default=[], type=_goods, metavar="own|best|none",
        help="products that go out: of each one's own, or of what sells most; twice for A/B",
    )  # fmt: skip
    new.add_argument("--note", default="", metavar="TEXT")
    new.add_argument("--floor", type=part, default=0.0, metavar="PART", help="least margin of products that go out")


def _add_people(people: "argparse._MutuallyExclusiveGroup") -> None:
    people.add_argument("--ids", type=Path, metavar="FILE", help="customer ids, one a line or a column of a CSV")
    people.add_argument("--group", metavar="VIEW:GROUP", help="a group of a view, such as buyers:all")
    people.add_argument("--all-buyers", dest="group", action="store_const", const="buyers:all", help="who ever bought")


def _goods(text: str) -> Goods | None:
    """The list by its key or by its name; None for none."""
    named = {name.casefold(): key for key, words in WAYS.items() for name in (key, words.zh, words.en)}
    if text != "none" and text.casefold() not in named:
        raise UsageError(
            Words(f"没有这种名单「{text}」。", f"There is no list {text}."),
            Words("写 own(按人推荐)、best(卖得最多的)或 none。", "Write own, best or none."),
        )
    return named.get(text.casefold())


def _share(text: str) -> float:
    """A part within bounds: 0.2 or 20%."""
    try:
        part = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        part = -1.0
    if not LEAST_SHARE <= part <= MOST_SHARE:
        refused = refusals.bad_share(LEAST_SHARE, MOST_SHARE)
        raise UsageError(refused.what, refused.next_step)
    return part
