"""Decoding that no side issue stops, and that misreads nothing that weighs."""

import json
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from sync.forgiving import ESSENTIAL, fitted, forgiving


class Buyer(Struct):
    phone: str | None = None
    is_member: bool | None = None
    visits: int | None = None
    tags: list[str] = []


class Line(Struct):
    id: int | str
    title: str = ""
    amount: Annotated[str | float | None, ESSENTIAL] = None


class Order(Struct, rename="camel"):
    id: str
    buyer: Buyer | None = None
    note: str = "-"
    paid_at: Annotated[str | None, ESSENTIAL] = None
    lines: list[Line] = []


decode = forgiving(Order)
GOOD = {"id": "1", "buyer": {"phone": "139"}, "note": "快", "paidAt": "now", "lines": [{"id": 7, "amount": "8.00"}]}


def told(**changes: Any) -> Order:
    return decode(json.dumps(GOOD | changes).encode())


def test_what_fits_is_taken_as_it_is() -> None:
    assert told() == Order("1", Buyer("139"), "快", "now", [Line(7, amount="8.00")])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": 1}, {"id": "1"}),
        ({"buyer": []}, {"buyer": Buyer()}),
        ({"buyer": {"phone": 139}}, {"buyer": Buyer("139")}),
        ({"buyer": {"is_member": 1, "visits": "3"}}, {"buyer": Buyer(is_member=True, visits=3)}),
        ({"buyer": {"is_member": "False", "visits": 3.0}}, {"buyer": Buyer(is_member=False, visits=3)}),
        ({"buyer": {"is_member": 2, "visits": "²", "phone": True}}, {"buyer": Buyer()}),
        ({"buyer": {"visits": "9" * 5000, "tags": {}}}, {"buyer": Buyer()}),
        ({"buyer": "Li"}, {"buyer": None}),
        ({"note": None}, {"note": "-"}),
        ({"note": ["x"]}, {"note": "-"}),
        ({"lines": {}}, {"lines": []}),
        ({"lines": [{"id": 7, "title": {}, "amount": 8}]}, {"lines": [Line(7, amount=8)]}),
    ],
)
def test_what_plainly_means_the_same_is_taken_and_other_side_issues_are_left_out(
    changes: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert told(**changes) == msgspec.structs.replace(told(), **expected)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": None}, "$.id"),
        ({"id": True}, "$.id"),
        ({"paidAt": []}, "$.paidAt"),
        ({"lines": None}, "$.lines"),
        ({"lines": "none"}, "$.lines"),
        ({"lines": [{"title": "x"}]}, "$.lines[0]"),
        ({"note": [], "lines": [{"id": 1, "amount": True}]}, "$.lines[0].amount"),
    ],
)
def test_what_weighs_is_neither_left_out_nor_guessed(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        told(**changes)
    assert place in str(caught.value)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("phone", "is_member", "visits", "tags"), ANY)))
def test_no_object_is_refused_where_nothing_weighs(anything: dict[str, Any]) -> None:
    assert isinstance(fitted(anything, Buyer), Buyer)


@given(ANY)
def test_an_amount_is_what_was_told_or_refused(amount: Any) -> None:
    item = {"id": 1, "title": [], "amount": amount}
    is_amount = amount is None or (isinstance(amount, (str, int, float)) and not isinstance(amount, bool))
    if is_amount:
        assert fitted(item, Line).amount == amount
    else:
        with pytest.raises(msgspec.ValidationError):
            fitted(item, Line)
