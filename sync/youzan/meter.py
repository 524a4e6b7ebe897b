"""The calls of a month, which Youzan sells by number: counted before each is sent, and ended before they run out.

The count is kept with the shop's sync state after every call, so that neither a lost line nor a killed process forgets
what was spent. It knows the calls of this profile alone: those of other programs are told in Youzan's console.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct, structs

from storage.words import Words
from sync.beijing import BEIJING
from sync.clock import Clock
from sync.messages import Trouble
from sync.youzan.resources import REFUSABLE

LEFT_OVER = 100
"""One part in so many of a month's calls is left for the merchant: to connect anew, to try something out."""

LEFT = Words("本月有赞接口额度还剩 {left} 次", "{left} of this month's calls to Youzan are left")
SPENT = Words("本月已调用有赞接口 {used} 次", "{used} calls to Youzan this month")
NOT_ALLOWED = Words(
    "有赞没有让读取的数据（接口能力或功能没有开通）：{kinds}", "What Youzan does not let the application read: {kinds}"
)
USED_UP = Trouble(
    Words(
        "本月有赞接口额度还剩 {left} 次，先停在这里。", "{left} of this month's calls to Youzan are left: stopped here."
    ),
    Words(
        "已收到的都存好了，下个月接着同步；额度加了就到「数据」页重新连接，填上新的次数。",
        "What arrived is safe and the sync goes on next month; if you have bought more, connect anew on the Data page.",
    ),
)


class Kept(Struct, frozen=True, omit_defaults=True):
    """What is remembered between syncs."""

    month: str = ""
    """In Beijing, ``2026-11``."""
    used: int = 0
    """Calls in that month."""
    refused: tuple[str, ...] = ()
    """What the application may not read, by the names in ``REFUSABLE``."""


class Meter:
    """Counts the calls of one connection. ``budget`` is how many a month has; None: no limit."""

    def __init__(self, budget: int | None, clock: Clock) -> None:
        self.budget = budget
        self._clock = clock
        self._kept = Kept()
        self._keep: Callable[[str], None] = lambda kept: None

    def remember(self, kept: str | None, keep: Callable[[str], None]) -> None:
        """Go on from what was ``kept``; whatever changes is handed to ``keep``."""
        self._kept = read_kept(kept)
        self._keep = keep

    @property
    def used(self) -> int:
        """Calls of this month so far."""
        return spent(self._kept, self._clock.now())

    def spend(self) -> None:
        """Count one call. Raises KnownError instead where it is one of those to be left over."""
        used = self.used
        if self.budget is not None and self.budget - used <= self.budget // LEFT_OVER:
            raise USED_UP.known(left=f"{max(self.budget - used, 0):,}")
        self._note(structs.replace(self._kept, month=month_of(self._clock.now()), used=used + 1))

    def allow(self, kind: str) -> None:
        """Note that the application may read this."""
        self._note(structs.replace(self._kept, refused=tuple(each for each in self._kept.refused if each != kind)))

    def refuse(self, kind: str) -> None:
        """Note that it may not."""
        if kind not in self._kept.refused:
            self._note(structs.replace(self._kept, refused=(*self._kept.refused, kind)))

    def _note(self, kept: Kept) -> None:
        if kept != self._kept:
            self._kept = kept
            self._keep(msgspec.json.encode(kept).decode())


def read_kept(text: str | None) -> Kept:
    """What was kept; nothing before the first call."""
    return Kept() if text is None else msgspec.json.decode(text, type=Kept)


def month_of(now: float) -> str:
    """The month in Beijing of seconds since 1970."""
    return f"{datetime.fromtimestamp(now, BEIJING):%Y-%m}"


def spent(kept: Kept, now: float) -> int:
    """The calls of the month that it is now."""
    return kept.used if kept.month == month_of(now) else 0


def notes(text: str | None, budget: int | None, now: float) -> Sequence[Words]:
    """What a merchant is to know of it: how much is left, and what the application may not read."""
    kept = read_kept(text)
    used = spent(kept, now)
    said = [SPENT.fill(used=f"{used:,}") if budget is None else LEFT.fill(left=f"{max(budget - used, 0):,}")]
    if kept.refused:
        names = [REFUSABLE[kind] for kind in kept.refused if kind in REFUSABLE]
        kinds = Words("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        said.append(Words(NOT_ALLOWED.zh.format(kinds=kinds.zh), NOT_ALLOWED.en.format(kinds=kinds.en)))
    return said
