"""The lists of a trial: who gets what, a table per arm, for whoever sends it out."""

from collections.abc import Sequence

from analytics.dimension import id_codes
from analytics.dimensions.people import BUYER
from analytics.result import Column, Row, Shown, Table
from analytics.trial.words import arm_name
from storage.facts import Facts
from storage.trial import HELD, Arm, Enrolled
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
    arms = zip(enrolled.trial.arms, enrolled.ids, strict=True)
    return tuple(Table(arm.key, arm_name(arm), _COLUMNS, _rows(facts, ids), lead=_what_to_do(arm)) for arm, ids in arms)


def _rows(facts: Facts, ids: Sequence[str]) -> tuple[Row, ...]:
    codes = id_codes(facts, "customers")
    return tuple(Row((one, BUYER.label_of(facts, codes[one]) if one in codes else None)) for one in ids)


def _what_to_do(arm: Arm) -> Words:
    if arm.key == HELD:
        return Words("这些人先不发，也不要单独给别的优惠。", "Nothing goes to these, and no other offer of their own.")
    offer = Words(f"「{arm.offer}」", f": {arm.offer}") if arm.offer else Words("优惠", "")
    return Words(f"给这些人发{offer.zh}。", f"These get the offer{offer.en}.")
