"""Group-buy: what is opened, what fills, where, and what it brings."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.group_buy import GROUP, GROUP_SIZE, LEADER, OFFER
from analytics.dimensions.people import BUYER_KIND
from analytics.dimensions.place import CHANNEL
from analytics.listing import Field, Listing, identified, moment, named, number
from analytics.metrics.group_buy import (
    FILL_RATE,
    FILLED_GROUPS,
    GROUP_AMOUNT,
    GROUP_BUYER_COUNT,
    GROUP_ORDER_COUNT,
    GROUP_SHARE,
    JOINERS,
    LEADER_COUNT,
    OPEN_GROUPS,
    OPENED_GROUPS,
    PEOPLE_PER_GROUP,
)
from analytics.panels.fill_rates import by, quadrants
from analytics.panels.time_to_fill import time_to_fill
from analytics.parts.group_buy import STILL_OPEN
from analytics.result import Column, Shown
from analytics.subject import Panel, Subject
from storage.words import Words

_OPEN = (
    Field(Column("group_id", Words("团编号", "Group id"), Shown.ID), identified(GROUP)),
    Field(Column("offer", OFFER.name, Shown.TEXT), named(OFFER)),
    Field(Column("leader", LEADER.name, Shown.TEXT), named(LEADER)),
    Field(Column("size", GROUP_SIZE.name, Shown.COUNT), number("size")),
    Field(Column("joined", Words("已有人数", "People so far"), Shown.COUNT, bar=True), number("joined")),
    Field(Column("expires", Words("截止时间", "Ends"), Shown.TIME), number("expires_at")),
    Field(Column("opened", Words("开团时间", "Opened"), Shown.TIME), moment),
)

GROUP_BUY = Subject(
    catalogue.GROUP_BUY,
    figures=(
        OPENED_GROUPS,
        FILLED_GROUPS,
        FILL_RATE,
        OPEN_GROUPS,
        LEADER_COUNT,
        JOINERS,
        PEOPLE_PER_GROUP,
        GROUP_AMOUNT,
        GROUP_ORDER_COUNT,
        GROUP_BUYER_COUNT,
        GROUP_SHARE,
    ),
    trend_title=Words("拼团走势如何", "How did group-buying go"),
    trend=(OPENED_GROUPS, FILLED_GROUPS, FILL_RATE, GROUP_AMOUNT),
    leading=("groups_opened", "fill_rate", "groups_open", "followers", "group_amount", "group_share"),
    judged=(OPENED_GROUPS, GROUP_AMOUNT),
    tables=(
        Panel("quadrants", Words("哪些地区开得多、成得少", "Which regions open many and fill few"), quadrants),
        Listing(
            "still_open",
            Words("还在拼的团", "Groups still open"),
            STILL_OPEN,
            GROUP,
            _OPEN,
            "amount",
            200,
            Words("没有还在拼的团。", "No group is open."),
        ),
        Panel("rate_by_size", Words("几人团容易成", "Which size fills"), by(GROUP_SIZE)),
        Panel("rate_by_offer", Words("哪个活动容易成", "Which offer fills"), by(OFFER)),
        Panel("time_to_fill", Words("成团要多久", "How long does it take"), time_to_fill),
        Breakdown(
            "by_kind",
            Words("拼团带来新买家吗", "Does it bring new buyers"),
            BUYER_KIND,
            (GROUP_BUYER_COUNT, GROUP_ORDER_COUNT, GROUP_AMOUNT),
        ),
        Panel("by_product", Words("哪些商品在拼、容不容易成", "Which products fill"), by(PRODUCT)),
        Panel("by_channel", Words("哪些渠道的团长容易成团", "Which channels' leaders fill"), by(CHANNEL)),
        Panel("top_leaders", Words("开团最多的团长", "Leaders with most groups"), by(LEADER)),
    ),
)
