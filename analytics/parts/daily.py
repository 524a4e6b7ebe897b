"""Parts of daily totals, for sources that give no single visits, shares or fans.

A day may have a row for the whole shop, rows per channel, or both; then only that of the whole shop is added up.
"""

import numpy as np

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import Log, by_day
from analytics.part import Part, column
from storage.columns import MISSING
from storage.words import Words

DAILY = Log("daily", "daily_traffic", Words("每天的流量合计", "daily totals of traffic"), by_day("daily_traffic"), (),
            may_begin_late=True)  # fmt: skip


def _of_shop(cut: Cut) -> Mask:
    """The row of the whole shop, or those of the channels on days that have none."""
    whole = cut.codes(("channel",)) < 0
    told = np.unique(cut.at[whole])
    kept: Mask = whole | ~np.isin(cut.at, told)
    return kept


def _of_channel(cut: Cut) -> Mask:
    told: Mask = cut.codes(("channel",)) >= 0
    return told


def _each_day(cut: Cut) -> Mask:
    """One row of each day with a known number of visitors."""
    rows = np.flatnonzero(_of_shop(cut) & (cut.column("visitors") != MISSING))
    first = np.zeros(len(cut), dtype=bool)
    first[rows[np.unique(cut.at[rows], return_index=True)[1]]] = True
    return first


DAILY_VISITORS = Part(
    "daily_visitors", DAILY, Words("访客人次", "Daily visitors"), where=_of_shop, amounts=column("visitors")
)
DAILY_VIEWS = Part("daily_views", DAILY, Words("浏览量", "Page views"), where=_of_shop, amounts=column("views"))
DAILY_SHARES = Part("daily_shares", DAILY, Words("分享次数", "Shares"), where=_of_shop, amounts=column("shares"))
DAILY_FANS = Part("daily_fans", DAILY, Words("新增粉丝", "Fans gained"), where=_of_shop, amounts=column("new_fans"))
DAILY_DAYS = Part("daily_days", DAILY, Words("有流量记录的天", "Days with traffic"), where=_each_day)

CHANNEL_VISITORS = Part(
    "channel_visitors", DAILY, Words("访客人次", "Daily visitors"), where=_of_channel, amounts=column("visitors")
)
CHANNEL_VIEWS = Part("channel_views", DAILY, Words("浏览量", "Page views"), where=_of_channel, amounts=column("views"))
CHANNEL_SHARES = Part("channel_shares", DAILY, Words("分享次数", "Shares"), where=_of_channel, amounts=column("shares"))
CHANNEL_FANS = Part(
    "channel_fans", DAILY, Words("新增粉丝", "Fans gained"), where=_of_channel, amounts=column("new_fans")
)
