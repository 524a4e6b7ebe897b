"""How customers and products stand in the cells of all these tables."""

import numpy as np

from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.people import BUYER
from analytics.network.ever import behind
from analytics.recommend.shop.odds import Chances
from analytics.result import Column, Selection, Shown, Value
from storage.facts import Facts
from storage.words import Words

MANY_TIMES, WHOLE = 100, 10
"""Above the one nothing is told but that; from the other on there is no fraction."""
PEOPLE = Words("客户", "Customer")
CHANCE = Column(
    "chance",
    Words("30 天内会买", "Buys within 30 days"),
    Shown.RATIO,
    Words(
        "过去回放时，同样久没买的客户、名单上同样突出的商品，30 天内真买了的比例，带 95% 区间；大促时会比这多。",
        "In replays of the past: of products that stood out as much for customers as long away, the part that was "
        "bought within 30 days, with its 95% interval; more in a festival.",
    ),
)
_UNKNOWN = Words(
    "“—”是说不出机会：没有回放过，或回放里一次也没应验过。",
    "“—”: the chance is not known, as nothing was replayed, or nothing of it ever came true.",
)
WHY = Column("why", Words("为什么", "Why"), Shown.TEXT)


def noted(note: Words | None, chances: Chances) -> Words | None:
    """The note of a table with chances, which says why they are missing where they are."""
    if not np.isnan(chances.value).any():
        return note
    return _UNKNOWN if note is None else Words(note.zh + _UNKNOWN.zh, f"{note.en} {_UNKNOWN.en}")


def customer_columns() -> tuple[Column, ...]:
    """Name and id."""
    return (
        Column("customer", PEOPLE, Shown.TEXT),
        Column("customer_id", Words("客户编号", "Customer id"), Shown.ID),
    )


def customer_cells(facts: Facts, code: int) -> tuple[Value, ...]:
    """Name and id."""
    return BUYER.label_of(facts, code), BUYER.key_of(facts, code)


def product_columns(name: Words) -> tuple[Column, ...]:
    """Title and id."""
    return (
        Column("product", name, Shown.TEXT),
        Column("product_id", PRODUCT.id_name or name, Shown.ID),
    )


def product_cells(facts: Facts, code: int) -> tuple[Value, ...]:
    """Title and id."""
    return PRODUCT.label_of(facts, code), PRODUCT.key_of(facts, code)


def times(value: float) -> Words:
    """3.2 times, 43 times, over 100 times: how far above that nobody can tell from one shop."""
    if value > MANY_TIMES:
        return Words(f"{MANY_TIMES} 倍以上", f"over {MANY_TIMES} times")
    said = f"{value:.0f}" if value >= WHOLE else f"{value:.1f}"
    return Words(f"{said} 倍", f"{said} times")


def orders_of(facts: Facts, code: int) -> Selection:
    """The orders of a customer."""
    return behind(facts, "orders", "buyer_orders", ("buyer", BUYER.key_of(facts, code)))
