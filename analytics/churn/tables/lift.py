"""How much of the money a list of any length catches: ours, "who came last", and anybody."""

import numpy as np

from analytics.churn.tables.words import looked
from analytics.lifetime.backtest import RECENCY, Judged
from analytics.result import Column, Curves, Row, Shown, Table
from analytics.say import percent
from storage.words import Words

_FIRST = 1  # the place of the first two tenths, which the sentence names
_COLUMNS = (
    Column("part", Words("联系前多少人", "First of all buyers"), Shown.RATIO),
    Column(
        "ours",
        Words("按这里排", "Ranked here"),
        Shown.RATIO,
        Words(
            "这些人后来付的钱占全部的多少，几次回看平均。",
            "The part of the money they paid later, mean over the looks.",
        ),
    ),
    Column("recency", Words("按多久没来排", "By who came last"), Shown.RATIO),
    Column("anybody", Words("随便挑", "Anybody"), Shown.RATIO),
)


def lift_table(found: Judged) -> Table:
    """A row per tenth of the buyers."""
    ours, plain = (_mean(found, name) for name in (found.chosen, RECENCY))
    size = len(ours)
    rows = tuple(
        Row(((place + 1) / size, mine, theirs, (place + 1) / size))
        for place, (mine, theirs) in enumerate(zip(ours, plain, strict=True))
    )
    said = Words(
        f"只联系排在前 20% 的人，能碰到后来付钱的 {percent(ours[_FIRST])}；按多久没来排是 {percent(plain[_FIRST])}，"
        "随便挑是 20.0%。",
        f"The first 20% of the ranking paid {percent(ours[_FIRST])} of what came; those who came last "
        f"{percent(plain[_FIRST])}, anybody 20.0%.",
    )
    title = Words("少找些人能碰到多少钱", "How much a short list catches")
    drawn = Curves("part", ("ours", "recency", "anybody"))
    return Table("lift", title, _COLUMNS, rows, looked(found), drawn=drawn, lead=said)


def _mean(found: Judged, name: str) -> list[float]:
    means: list[float] = np.mean([look.scores[name].caught for look in found.looks], axis=0).tolist()
    return means
