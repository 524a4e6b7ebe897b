"""Fans: where they came from, who brought them, and when they were last seen."""

from msgspec.structs import replace

from analytics.arrays import Codes
from analytics.content_fans import content_of_fan
from analytics.cut import Cut
from analytics.dimension import category, fixed, reference
from analytics.fan_history import bringer, by_code
from analytics.last_seen import band_by_code
from storage.words import Words

_PEOPLE = frozenset({"customers"})

SOURCE = category("source", Words("来源", "Source"), "source", {"customers": ("source",)})


def _brought_by(cut: Cut) -> Codes:
    """Who brought the fan, or the buyer of the order."""
    people = cut.codes(("buyer_id",) if cut.log.kind == "orders" else ("id",))
    return by_code(cut.facts, bringer(cut.facts), -1)[people]


def _by_content(cut: Cut) -> Codes:
    """The content by which the fan, or the buyer of the order, came."""
    people = cut.codes(("buyer_id",) if cut.log.kind == "orders" else ("id",))
    return by_code(cut.facts, content_of_fan(cut.facts), -1)[people]


def _last_seen(cut: Cut) -> Codes:
    return band_by_code(cut.facts, cut.period.bounds(cut.facts.shop.zone)[1])[cut.codes(("id",))]


BRINGER = replace(
    reference(
        "bringer",
        Words("带人的粉丝", "Fan who brought"),
        "customers",
        "name",
        {"customers": ("id",), "orders": ("buyer_id",)},
        Words("不是老粉带来的", "not brought by a fan"),
        Words("粉丝编号", "Fan id"),
    ),
    codes=_brought_by,
    paths={},
)
CAME_BY_CONTENT = replace(
    reference(
        "came_by_content",
        Words("带来粉丝的内容", "Content they came by"),
        "contents",
        "title",
        {"customers": ("id",), "orders": ("buyer_id",)},
        Words("不是从内容来的", "not by a content"),
        Words("内容编号", "Content id"),
    ),
    codes=_by_content,
    paths={},
)
LAST_SEEN = fixed(
    "last_seen",
    Words("多久没来", "Last seen"),
    _PEOPLE,
    _last_seen,
    {
        "7": Words("7 天内来过", "Within 7 days"),
        "30": Words("8 – 30 天", "8 – 30 days ago"),
        "90": Words("31 – 90 天", "31 – 90 days ago"),
        "180": Words("91 – 180 天", "91 – 180 days ago"),
        "older": Words("半年以上没来", "Longer than 180 days"),
    },
)
