"""When it happened: weekday and hour of the shop's local time."""

from analytics.dimension import fixed
from analytics.local_time import hours, weekdays
from storage.words import Words

_TIMED = frozenset({"orders", "order_lines", "refunds", "visits", "shares", "groups", "coupon_claims"})

WEEKDAY = fixed(
    "weekday",
    Words("星期", "Weekday"),
    _TIMED,
    lambda cut: weekdays(cut.at, cut.facts.shop.zone),
    {
        "1": Words("周一", "Mon"),
        "2": Words("周二", "Tue"),
        "3": Words("周三", "Wed"),
        "4": Words("周四", "Thu"),
        "5": Words("周五", "Fri"),
        "6": Words("周六", "Sat"),
        "7": Words("周日", "Sun"),
    },
)
HOUR = fixed(
    "hour",
    Words("钟点", "Hour"),
    _TIMED,
    lambda cut: hours(cut.at, cut.facts.shop.zone),
    {str(hour): f"{hour:02d}:00" for hour in range(24)},
)
