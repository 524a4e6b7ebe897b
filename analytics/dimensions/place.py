"""Where something happened: the channel it came by, and the region."""

from msgspec.structs import replace

from analytics.dimension import category
from storage.words import Words

_PEOPLE = frozenset({"customers"})

CHANNEL = category(
    "channel",
    Words("渠道", "Channel"),
    "channel",
    {
        "orders": ("channel",),
        "order_lines": ("order_id.channel",),
        "refunds": ("channel", "order_id.channel"),
        "visits": ("channel",),
        "groups": ("channel",),
        "ad_spend": ("channel",),
        "daily_traffic": ("channel",),
        "commissions": ("order_id.channel",),
        "settlements": ("order_id.channel",),
    },
)
PROVINCE = category(
    "province",
    Words("地区", "Region"),
    "province",
    {
        "orders": ("province",),
        "order_lines": ("order_id.province",),
        "refunds": ("province", "order_id.province"),
        "visits": ("province",),
        "groups": ("province",),
        "customers": ("province",),
        "commissions": ("order_id.province",),
        "settlements": ("order_id.province",),
    },
)
PROVINCE = replace(PROVINCE, elsewhere=_PEOPLE)
CITY = category(
    "city",
    Words("城市", "City"),
    "city",
    {
        "orders": ("city",),
        "order_lines": ("order_id.city",),
        "refunds": ("order_id.city",),
        "customers": ("city",),
    },
)
CITY = replace(CITY, elsewhere=_PEOPLE)
