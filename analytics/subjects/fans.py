"""Fans: who came and left, whether they are about, whether they buy, and who brings others."""

from msgspec.structs import replace

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.daily_only import by_day, daily_only
from analytics.dimensions.place import PROVINCE
from analytics.metrics.fans import (
    ACTIVE_FANS,
    ACTIVE_SHARE,
    BROUGHT_SHARE,
    DAILY_FANS_GAINED,
    FANS_BROUGHT,
    FANS_GAINED,
    FANS_LOST,
    FANS_NET,
    FANS_TOTAL,
)
from analytics.metrics.people import BUYER_COUNT, NEW
from analytics.panels.best_bringers import best_bringers
from analytics.panels.daily_channels import daily_fans
from analytics.panels.fan_activity import fan_activity
from analytics.panels.fan_conversion import fan_conversion
from analytics.panels.fan_growth import fan_growth
from analytics.panels.fan_sources import fan_sources
from analytics.parts.fans import CAME
from analytics.subject import Panel, Subject
from storage.facts import Facts
from storage.words import Words

FANS = Subject(
    catalogue.FANS,
    figures=(
        FANS_GAINED, FANS_LOST, FANS_NET, FANS_TOTAL, ACTIVE_FANS, ACTIVE_SHARE, FANS_BROUGHT, BROUGHT_SHARE,
    ),
    trend_title=Words("粉丝走势如何", "How did fans go"),
    judged=(FANS_GAINED, FANS_LOST),
    trend=(FANS_GAINED, FANS_LOST, FANS_NET, FANS_TOTAL),
    leading=("fans_gained", "fans_lost", "fans_net", "fans", "active_share", "brought_share"),
    tables=(
        Panel("conversion", Words("新粉会买吗", "Do new fans buy"), fan_conversion),
        Panel("activity", Words("粉丝还活跃吗", "Are the fans still about"), fan_activity),
        Panel("sources", Words("哪些来源的粉丝会买", "Which sources bring fans who buy"), fan_sources),
        Panel("bringers", Words("谁带来的粉丝最多", "Who brings the most fans"), best_bringers),
        Panel("growth", Words("粉丝在涨还是在掉", "Are fans becoming more"), fan_growth),
        Breakdown(
            "by_province", Words("新粉在哪些地区", "Where new fans are"), PROVINCE,
            (FANS_GAINED, FANS_TOTAL),
        ),
    ),
)  # fmt: skip

FANS_BY_DAY = replace(
    FANS,
    figures=(DAILY_FANS_GAINED, BUYER_COUNT, NEW),
    judged=(DAILY_FANS_GAINED,),
    trend=(DAILY_FANS_GAINED,),
    leading=("daily_fans", "buyers", "new_buyers"),
    tables=(
        Panel("by_channel", Words("新粉从哪些渠道来", "Which channels bring fans"), daily_fans),
        *by_day(FANS.tables, Words("单个粉丝的加入时间", "times at which fans came")),
    ),
)
"""For a source that only tells how many fans each day brought."""


def fans_of(facts: Facts) -> Subject:
    """The page as the source can fill it."""
    return FANS_BY_DAY if daily_only(facts, CAME, "new_fans") else FANS
