"""What connecting a shop on Youzan asks of a merchant, and how the answers become a connection."""

import re
from collections.abc import Sequence

from storage.words import Words
from sync.clock import Clock
from sync.connector import Answers, Ask, Connector
from sync.http import Client
from sync.messages import Trouble
from sync.retry import Patience
from sync.youzan import card, trades
from sync.youzan.access import SilentToken
from sync.youzan.kept import Book
from sync.youzan.meter import Meter
from sync.youzan.reading import read_items
from sync.youzan.source import NAME, YouzanSource
from sync.youzan.troubles import judge

GATEWAY = "https://open.youzanyun.com"
TRIAL = 10_000
"""Calls of the trial, which is the smallest that Youzan gives (resource/doc/8770)."""

_NO_SHOP = Trouble(
    Words("「{kdt_id}」不是店铺 ID（kdt_id）。", "{kdt_id} is not the id of a shop (kdt_id)."),
    Words("店铺 ID 是一串数字，在有赞后台 店铺 > 店铺信息 里。", "It is a number: Shop > Shop information at Youzan."),
)
_NO_BUDGET = Trouble(
    Words("「{budget}」不是次数。", "{budget} is not a number of calls."),
    Words("请填写每个月的调用次数，如 10000；不填就不设上限。", "Enter a number such as 10000; empty for no limit."),
)


def _open(answers: Answers, clock: Clock, patience: Patience) -> YouzanSource:
    """A connection by what was answered. Raises KnownError for an id or a number that is none."""
    kdt_id = answers["kdt_id"]
    if not re.fullmatch(r"[0-9]{1,18}", kdt_id):
        raise _NO_SHOP.known(kdt_id=kdt_id)
    book = Book()
    counted = Meter(_budget(answers), book)
    access = SilentToken(answers["client_id"], answers["secret"], kdt_id, counted, clock)
    return YouzanSource(Client(GATEWAY, access, clock, patience, judge, named=None), access, counted, book, kdt_id)


def _budget(answers: Answers) -> int | None:
    """The calls of a month; None for no limit."""
    text = answers.get("budget", "")
    number = re.fullmatch(r"([0-9]{1,9})(万?)次?", re.sub(r"[,，\s]", "", text))
    if number is None:
        if text:
            raise _NO_BUDGET.known(budget=text)
        return None
    return int(number[1]) * (10_000 if number[2] else 1)


def _notes(kept: str | None, answers: Answers, now: float) -> Sequence[Words]:
    return card.notes(kept, _budget(answers), now)


_HERE = Words("有赞云控制台 > 应用 > 应用概况", "Youzan's console > application > overview")

CONNECTOR = Connector(
    id=NAME,
    name=Words("有赞", "Youzan"),
    asks=(
        Ask("client_id", Words("应用 client_id", "Application client_id"), _HERE),
        Ask("secret", Words("应用 client_secret", "Application client_secret"), _HERE, form="secret"),
        Ask(
            "kdt_id",
            Words("店铺 ID（kdt_id）", "Shop id (kdt_id)"),
            Words("有赞后台 > 店铺 > 店铺信息", "Youzan > Shop > Shop information"),
        ),
        Ask(
            "budget",
            Words("每月接口额度（次）", "Calls per month"),
            Words("有赞按次收费；不填就不设上限", "Youzan sells calls by number; empty for no limit"),
            form="optional",
            default=str(TRIAL),
        ),
    ),
    open=_open,
    read=read_items,
    notes=_notes,
    unread=trades.unread,
)
