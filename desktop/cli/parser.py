"""What can be typed: commands, their options and their help."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from analytics.group_buy.whatif.asked import GOALS, MOST_DAYS
from analytics.views import VIEWS
from desktop import __version__
from desktop.cli.trial_parser import add_trial
from desktop.cli.usage import UsageError
from desktop.demo import DEMO_ORDERS, DEMO_SEED
from desktop.profiles import DEFAULT
from storage.words import Words


def parser() -> argparse.ArgumentParser:
    """The whole command line. Without a command the window opens."""
    top = argparse.ArgumentParser(prog="zhanggui", description="掌柜: offline analysis for small shops")
    top.add_argument("--version", action="version", version=f"zhanggui {__version__}")
    top.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the output (default: zh)")
    top.add_argument("--profile", default=DEFAULT, help="name of a profile, or a folder (default: %(default)s)")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_demo(commands)
    _add_import(commands)
    _add_sync(commands)
    _add_show(commands)
    _add_export(commands)
    _add_card(commands)
    _add_what_if(commands)
    _add_samples(commands)
    _add_buyers(commands)
    _add_recommend(commands)
    add_trial(commands, _some, _day, _least_margin, _add_profile)
    _add_cooperate(commands)
    _add_sandbox(commands)
    _add_profile(commands.add_parser("doctor", help="check database, facts, sources, fonts, disk; say what to do"))
    return top


def _some(text: str) -> int:
    """A whole number above zero."""
    return _whole(text, 1, Words("请写一个大于 0 的整数。", "Write a whole number above 0."))


def _group(text: str) -> int:
    """People in a group: two or more."""
    return _whole(
        text, 2, Words("一个团连团长至少 2 人，请写 2 或更大的整数。", "A group has 2 people or more: write 2 or more.")
    )


def _days_ahead(text: str) -> int:
    """Days of an offer, as many as the window offers."""
    step = Words(f"天数请写 1 到 {MOST_DAYS} 的整数。", f"Write days as a whole number from 1 to {MOST_DAYS}.")
    return _whole(text, 1, step, MOST_DAYS)


def _whole(text: str, least: int, step: Words, most: int = 10**12) -> int:
    """A whole number within bounds; raises UsageError, which is told in the language of the output."""
    number = int(text) if text.lstrip("+-").isdecimal() else least - 1
    if not least <= number <= most:
        raise UsageError(Words(f"“{text}”不行。", f"“{text}” will not do."), step)
    return number


def _money(text: str) -> Decimal:
    """An amount in the shop's currency, 0 or more: 19.9."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        step = Words("金额请写成 19.9 的样子，不能是负的。", "Write an amount as 19.9, not below 0.")
        raise UsageError(Words(f"“{text}”不行。", f"“{text}” will not do."), step)
    return amount


def _part(text: str) -> float:
    """A part above 0 and at most 1."""
    part = float(text)
    if not 0 < part <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a part: above 0 and at most 1")
    return part


def _least_margin(text: str) -> float:
    """A part from 0 to below 1."""
    return 0.0 if text in ("0", "0.0") else _part(text)


def _day(text: str) -> date:
    """A day as the help shows it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"日期要写成 2026-11-22 的样子，没有「{text}」这一天 / {text} is no day: write one as 2026-11-22"
        ) from None


def _add_profile(command: argparse.ArgumentParser) -> None:
    # Without a default of its own, which would overwrite what stands before the command.
    command.add_argument("--profile", default=argparse.SUPPRESS, help="name of a profile, or a folder")


def _add_demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="a simulated shop, synced over HTTP, then the window or its pictures")
    demo.add_argument("--orders", type=_some, default=DEMO_ORDERS, help="size of the shop (default: %(default)s)")
    demo.add_argument("--seed", type=int, default=DEMO_SEED)
    demo.add_argument("--out", type=Path, default=Path("demo-out"), help="folder of pictures and workbook")
    demo.add_argument("--no-window", action="store_true", help="write one PNG per page and the workbook instead")


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("import", help="read export files into the local copy")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--preset", help="force a preset instead of recognising the header")
    command.add_argument(
        "--mapping",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="what the columns of such a table mean, as exported on the Data page; it is remembered (may be repeated)",
    )
    command.add_argument("--encoding", choices=("utf-8", "gb18030"), help="of the text, where it is taken for another")
    command.add_argument("--timezone", help="zone of the times in the file, such as Asia/Shanghai")
    command.add_argument("--currency", help="currency of the amounts in the file, such as USD")
    shop = command.add_mutually_exclusive_group()
    shop.add_argument("--shop", help="id of the shop the file belongs to (default: the one that has its orders)")
    shop.add_argument("--new-shop", metavar="NAME", help="make a new shop of this name for it")
    command.add_argument(
        "--rejected", type=Path, metavar="FOLDER", help="write lines not understood here, to be mended"
    )
    _add_profile(command)


def _add_sync(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("sync", help="pull what changed")
    command.add_argument("--source", help="only this shop (its id)")
    command.add_argument(
        "--connect",
        nargs="+",
        metavar=("PLATFORM", "NAME=TEXT"),
        help="connect a new shop first ('--connect list' names the platforms and what they ask). A secret is read from "
        "the environment, such as ZHANGGUI_CLIENT_SECRET, or asked for",
    )
    command.add_argument("--disconnect", metavar="SHOP", help="forget how this shop is connected; its data stays")
    command.add_argument("--url", help="short for --connect api url=...")
    command.add_argument("--client-id", help="with --url")
    _add_profile(command)


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help="first local day")
    command.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD", help="last local day, included")
    command.add_argument("--compare", choices=("previous", "year", "none"), default="previous")
    command.add_argument("--channel", action="append", default=[], help="only this channel (may be repeated)")
    command.add_argument("--province", action="append", default=[], help="only this region (may be repeated)")
    command.add_argument("--category", action="append", default=[], help="only this category (may be repeated)")
    command.add_argument("--buyers", choices=("all", "new", "returning"), default="all")
    command.add_argument("--shop", help="id of the shop, where the profile has several")
    _add_profile(command)


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("show", help="print a view")
    command.add_argument("view", metavar="VIEW", choices=tuple(VIEWS), help=", ".join(VIEWS))
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--all-shops", action="store_true", help="lifecycle: with all shops of the profile, the most worrying one shown"
    )
    _add_question(command)


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("export", help="write a workbook")
    command.add_argument("out", type=Path, metavar="OUT.xlsx")
    command.add_argument(
        "--view", action="append", default=[], choices=tuple(VIEWS), help="only this (may be repeated)"
    )
    _add_question(command)


def _add_card(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("card", help="what to do now: list the cards of advice, mark one")
    deeds = command.add_subparsers(dest="do", metavar="WHAT", required=True)
    for name, text in (
        ("list", "print the cards"),
        ("done", "it was done: later the card says what became of it"),
        ("dismiss", "it is not wanted: it stays away for 30 days"),
        ("reopen", "take a mark back"),
    ):
        deed = deeds.add_parser(name, help=text)
        if name != "list":
            deed.add_argument("id", metavar="ID", help="of a card, as the list prints it")
        deed.add_argument("--shop", help="id of the shop, where the profile has several")
        _add_profile(deed)


def _add_what_if(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("what-if", help="what the next group-buy would bring; without options, as last time")
    command.add_argument("--goal", choices=tuple(GOALS), default="newcomers", help="(default: %(default)s)")
    command.add_argument("--product", metavar="ID", help="id of the product (default: that of the last offer)")
    command.add_argument("--size", type=_group, metavar="N", help="people per group, leader included")
    command.add_argument("--price", type=_money, metavar="YUAN", help="group price")
    command.add_argument("--window", type=_some, metavar="MINUTES", help="time a group has to fill")
    command.add_argument("--reward", type=_money, metavar="YUAN", help="what the leader gets when the group fills")
    command.add_argument("--stock", type=_some, metavar="N", help="pieces set aside; to clear: those to be cleared")
    command.add_argument("--days", type=_days_ahead, metavar="N", help=f"how long the offer runs, to {MOST_DAYS}")
    command.add_argument("--spend", type=_money, metavar="YUAN", help="what it costs however it goes")
    command.add_argument("--seed", type=int, default=1, help="of the draws (default: %(default)s)")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--out", type=Path, metavar="OUT.xlsx", help="write a workbook instead")
    command.add_argument("--shop", help="id of the shop, where the profile has several")
    _add_profile(command)


def _add_samples(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("samples", help="whom of the fans to give samples, or something of a budget")
    command.add_argument("--count", type=_some, default=20, metavar="N", help="how many samples (default: %(default)s)")
    command.add_argument("--budget", type=_money, metavar="YUAN", help="instead of a number: what may be spent")
    command.add_argument("--cost", type=_money, metavar="YUAN", help="with --budget: what giving costs for each person")
    command.add_argument(
        "--cost-of", action="append", default=[], metavar="ID=YUAN", help="another cost for one (may be repeated)"
    )
    command.add_argument("--exclude", action="append", default=[], metavar="ID", help="not to them (may be repeated)")
    command.add_argument("--given", action="append", default=[], metavar="ID", help="have it already (may be repeated)")
    command.add_argument("--margin", type=_part, metavar="PART", help="count margin, not sales: 0.3 is 30%%")
    command.add_argument("--days", type=_some, default=90, metavar="N", help="how far ahead (default: %(default)s)")
    command.add_argument("--seed", type=int, default=1, help="of the draws (default: %(default)s)")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--out", type=Path, metavar="OUT.xlsx", help="write a workbook instead")
    command.add_argument("--shop", help="id of the shop, where the profile has several")
    _add_profile(command)


def _add_cooperate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("cooperate", help="joint buyers with another shop, and what fits whose customers")
    deeds = command.add_subparsers(dest="do", metavar="WHAT", required=True)
    deeds.add_parser("agree", help="print a new code: tell it to the partner yourself, never beside a file")
    export = deeds.add_parser("export", help="write the file for the partner: short hashes, no phone, no name")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--only", type=Path, metavar="IDS.txt", help="only who agreed: a customer id per line")
    export.add_argument(
        "--days", type=_days_ahead, default=30, metavar="N", help="valid so long (default: %(default)s)"
    )
    compare = deeds.add_parser("compare", help="hold the shop's buyers against the partner's file")
    compare.add_argument("file", type=Path, metavar="FILE")
    compare.add_argument("--json", action="store_true", help="one JSON object")
    compare.add_argument("--out", type=Path, metavar="OUT.xlsx", help="write a workbook instead")
    for deed in (export, compare):
        deed.add_argument("--code-file", type=Path, metavar="CODE.txt", help="the code; without it, it is asked for")
        deed.add_argument("--shop", help="id of the shop, where the profile has several")
        _add_profile(deed)


def _add_buyers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("outlook", help="what is expected of every buyer, to a file")
    command.add_argument("out", type=Path, metavar="OUT", help="OUT.csv or OUT.xlsx")
    command.add_argument("--group", metavar="NAME", help="only these, such as cooling")
    command.add_argument("--shop", help="id of the shop, where the profile has several")
    _add_profile(command)


def _add_recommend(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("recommend", help="what to offer whom and why; without options, the whole page")
    one = command.add_mutually_exclusive_group()
    one.add_argument("--customer", metavar="ID", help="what to offer this customer")
    one.add_argument("--product", metavar="ID", help="whom to tell of this product")
    one.add_argument("--segment", metavar="NAME", help="which five products for this group")
    one.add_argument("--all", type=Path, metavar="OUT", help="lists of all customers, to OUT.csv or OUT.xlsx")
    command.add_argument("--floor", type=_least_margin, default=0.0, metavar="PART", help="least margin: 0.2 is 20%%")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--out", type=Path, metavar="OUT.xlsx", help="write a workbook instead")
    command.add_argument("--shop", help="id of the shop, where the profile has several")
    _add_profile(command)


def _add_sandbox(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("sandbox", help="serve a simulated shop on this computer")
    command.add_argument("--port", type=int, default=0, help="0 takes a free one")
    command.add_argument("--orders", type=_some, default=DEMO_ORDERS)
    command.add_argument("--seed", type=int, default=DEMO_SEED)
    command.add_argument("--fault", action="append", default=[], metavar="NAME", help="may be repeated")
