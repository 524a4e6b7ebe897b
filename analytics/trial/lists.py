"""The lists of a trial: who gets what, a table per arm, for whoever sends it out."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.dimension import id_codes
from analytics.dimensions.people import BUYER
from analytics.result import Column, Row, Shown, Table
from analytics.say import as_words
from analytics.trial.offers import offered
from analytics.trial.words import arm_name
from storage.facts import Facts
from storage.trial import HELD, Arm, Enrolled, Product
from storage.words import Words

_COLUMNS = (
    Column("customer_id", Words("客户编号", "Customer id"), Shown.ID),
    Column("name", Words("称呼", "Name"), Shown.TEXT),
)
LIST_NAMES = {
    "treated": Words("发", "treated"),
    HELD: Words("不发", "held out"),
    "a": Words("A", "A"),
    "b": Words("B", "B"),
}
"""What the file of an arm is called."""


def list_tables(facts: Facts, enrolled: Enrolled) -> tuple[Table, ...]:
    """A table per arm, a row per person."""
    return tuple(_table(facts, enrolled, place) for place in range(len(enrolled.ids)))


class Goods(Struct, frozen=True):
    """What goes out to the people of an arm, title and id of each product; no columns where that is no product."""

    columns: tuple[Column, ...]
    cells: list[tuple[str | None, ...]]
    """Per person."""


def goods_of(enrolled: Enrolled, arm: int) -> Goods:
    """As many columns as the longest list of the arm takes."""
    lists = enrolled.lists[arm] if enrolled.lists else ((),) * len(enrolled.ids[arm])
    many = max(map(len, lists), default=0)
    return Goods(
        tuple(column for place in range(1, many + 1) for column in _product(place)),
        [_cells([enrolled.products[place] for place in own], many) for own in lists],
    )


def _product(place: int) -> tuple[Column, Column]:
    return (
        Column(f"p{place}", Words(f"商品 {place}", f"Product {place}"), Shown.TEXT),
        Column(f"p{place}_id", Words(f"商品 {place} 编号", f"Product {place}, id"), Shown.ID),
    )


def _cells(products: Sequence[Product], many: int) -> tuple[str | None, ...]:
    cells = [cell for product in products for cell in (product.title, product.id)]
    return (*cells, *[None] * (2 * many - len(cells)))


def _table(facts: Facts, enrolled: Enrolled, place: int) -> Table:
    arm, goods, codes = enrolled.trial.arms[place], goods_of(enrolled, place), id_codes(facts, "customers")
    people = zip(enrolled.ids[place], goods.cells, strict=True)
    rows = tuple(
        Row((one, BUYER.label_of(facts, codes[one]) if one in codes else None, *cells)) for one, cells in people
    )
    return Table(arm.key, arm_name(arm), (*_COLUMNS, *goods.columns), rows, lead=_what_to_do(arm, bool(goods.columns)))


def _what_to_do(arm: Arm, goods: bool) -> Words:
    if arm.key == HELD:
        return Words("这些人先不发，也不要单独给别的优惠。", "Nothing goes to these, and no other offer of their own.")
    named = offered(arm)
    offer = Words("优惠", "")
    if named is not None:
        offer = Words(f"「{as_words(named).zh}」", f": {as_words(named).en}")
    each = Words("，每人发自己那一行的商品", ", each the products of their own line") if goods else Words("", "")
    return Words(f"给这些人发{offer.zh}{each.zh}。", f"These get the offer{offer.en}{each.en}.")
