"""Group-buy: what is opened, what fills, where, and what it brings."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.group_buy import GROUP_SIZE, LEADER_KIND
from analytics.dimensions.people import BUYER_KIND
from analytics.dimensions.place import PROVINCE
from analytics.dimensions.time import HOUR
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
from analytics.panels.fill_cells import fill_cells
from analytics.panels.fill_quadrants import quadrants
from analytics.panels.fill_said import EARLIER, FEWER, HELP, SMALLER, few_outcomes
from analytics.panels.group_aftermath import group_aftermath
from analytics.panels.open_groups import open_groups
from analytics.panels.time_to_fill import time_to_fill
from analytics.subject import Panel, Subject
from storage.words import Words

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
        Panel(
            "quadrants",
            Words("哪些地区开得多、成得少", "Which regions open many and fill few"),
            quadrants(PROVINCE, FEWER),
        ),
        Panel("still_open", Words("现在推哪个团最有用", "Which open group to push now"), open_groups),
        Panel("rate_by_size", Words("几人团容易成", "Which size fills"), quadrants(GROUP_SIZE, SMALLER)),
        Panel("by_product", Words("哪些商品在拼、容不容易成", "Which products fill"), quadrants(PRODUCT, FEWER)),
        Panel("by_hour", Words("几点开的团容易成", "Groups of which hour fill"), quadrants(HOUR, EARLIER)),
        Panel("by_leader_kind", Words("谁开的团容易成", "Whose groups fill"), quadrants(LEADER_KIND, HELP)),
        Panel("fill_cells", Words("什么组合最有把握", "Which combinations surely fill"), fill_cells),
        Panel("time_to_fill", Words("成团要多久", "How long does it take"), time_to_fill),
        Breakdown(
            "by_kind",
            Words("拼团带来新买家吗", "Does it bring new buyers"),
            BUYER_KIND,
            (GROUP_BUYER_COUNT, GROUP_ORDER_COUNT, GROUP_AMOUNT),
        ),
        Panel("aftermath", Words("拼团新客留得住吗", "Do newcomers of group-buys stay"), group_aftermath),
    ),
    notes=(few_outcomes,),
)
