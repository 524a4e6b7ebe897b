"""What a merchant is to know of a connection beside its runs: how many calls are left, and what is missing."""

from collections.abc import Sequence

from storage.words import Words
from sync.noting import noted
from sync.youzan.kept import Kept
from sync.youzan.meter import month_of
from sync.youzan.resources import REFUSABLE

LEFT = Words("本月有赞接口额度还剩 {left} 次", "{left} of this month's calls to Youzan are left")
SPENT = Words("本月已调用有赞接口 {used} 次", "{used} calls to Youzan this month")
NOT_ALLOWED = Words(
    "有赞没有让读取的数据（接口能力或功能没有开通）：{kinds}", "What Youzan does not let the application read: {kinds}"
)
UNREAD = Words(
    "有赞这次没有给出、下次再读的数据：{kinds}", "What Youzan did not tell this time, to be read next time: {kinds}"
)


def notes(text: str | None, budget: int | None, now: float) -> Sequence[Words]:
    """What there is to know; ``now`` is seconds since 1970."""
    kept = noted(text, Kept)
    used = kept.calls.get(month_of(now), 0)
    said = [SPENT.fill(used=f"{used:,}") if budget is None else LEFT.fill(left=f"{max(budget - used, 0):,}")]
    for words, kinds in ((NOT_ALLOWED, kept.refused), (UNREAD, kept.unread)):
        names = [REFUSABLE[kind] for kind in kinds if kind in REFUSABLE]
        if names:
            zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
            said.append(Words(words.zh.format(kinds=zh), words.en.format(kinds=en)))
    return said
