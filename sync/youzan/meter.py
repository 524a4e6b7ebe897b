"""The calls of a month, which Youzan sells by number: counted before each is sent, and ended before they run out.

The count is kept before the call is made, so that neither a lost line nor a killed process forgets what was spent, and
two processes count into the same. The months are those of Youzan's clock, each with a count of its own: a clock that is
wrong for an evening spoils no other month. It knows the calls of this profile alone: those of other programs are told
in Youzan's console.
"""

from datetime import datetime

from msgspec import structs

from storage.words import Words
from sync.beijing import BEIJING
from sync.messages import Trouble
from sync.youzan.kept import Book, Kept

LEFT_OVER = 100
"""One part in so many of a month's calls is left for the merchant: to connect anew, to try something out."""

USED_UP = Trouble(
    Words(
        "本月有赞接口额度还剩 {left} 次，先停在这里。", "{left} of this month's calls to Youzan are left: stopped here."
    ),
    Words(
        "已收到的都存好了，下个月接着同步；额度加了就到「数据」页重新连接，填上新的次数。",
        "What arrived is safe and the sync goes on next month; if you have bought more, connect anew on the Data page.",
    ),
)


class Meter:
    """Counts the calls of one connection. ``budget`` is how many a month has; None: no limit."""

    def __init__(self, budget: int | None, book: Book) -> None:
        self.budget = budget
        self.made = 0
        """Calls of this connection."""
        self._book = book

    def spend(self, now: float) -> None:
        """Count one call, made at ``now`` (seconds since 1970, by the server's clock).

        Raises KnownError instead where it is one of those to be left over.
        """
        month = month_of(now)
        self._book.change(lambda kept: self._one_more(kept, month))
        self.made += 1

    def _one_more(self, kept: Kept, month: str) -> Kept:
        used = kept.calls.get(month, 0)
        if self.budget is not None and self.budget - used <= self.budget // LEFT_OVER:
            raise USED_UP.known(left=f"{max(self.budget - used, 0):,}")
        return structs.replace(kept, calls={**kept.calls, month: used + 1})


def month_of(now: float) -> str:
    """The month in Beijing of seconds since 1970."""
    return f"{datetime.fromtimestamp(now, BEIJING):%Y-%m}"
