"""What a buyer is to the shop over a longer time: when last seen, how loyal, since which month."""

from msgspec.structs import replace

from analytics.dimension import fixed
from analytics.dimensions.people import GUESTS
from analytics.loyalty import RECENCIES, STANDINGS, recency, standing
from storage.words import Words

_KINDS = frozenset({"orders", "order_lines"})
_PEOPLE = frozenset({"customers"})

RECENCY = replace(
    fixed(
        "recency",
        Words("最近一次购买", "Last bought"),
        _KINDS,
        recency,
        {key: label for key, (_, label) in RECENCIES.items()},
    ),
    unknown=GUESTS,
    one_per=_PEOPLE,
)
STANDING = replace(
    fixed("standing", Words("客户分层", "Customer group"), _KINDS, standing, STANDINGS),
    unknown=GUESTS,
    one_per=_PEOPLE,
)
