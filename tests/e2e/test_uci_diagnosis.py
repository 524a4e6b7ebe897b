"""The diagnosis of a real shop: its numbers are those that pandas finds in the file, its parts add up to the penny.

The twin reads the text of the file itself and shares nothing with the program.
"""

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache, partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from tests import online_retail as retail
from tests.online_retail import needs_file

MONTHS = {
    "October": ("2011-09-30", "2011-09-01", "2011-10-01", "2011-10-31"),
    "November": ("2011-10-31", "2011-10-01", "2011-11-01", "2011-11-30"),
}

NO_GOODS = ["POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"]
"""Postage, fees, corrections: money, but not pieces."""

pytestmark = needs_file

Json = dict[str, Any]
Shown = Callable[[str, str], Json]
Told = Callable[[str, str], dict[str, float]]


@pytest.fixture(scope="module")
def lines() -> Any:
    """The lines of the file; what is no goods has no pieces."""
    lines = retail.lines()
    return lines.assign(pieces=lines.pieces.where(~lines.StockCode.str.upper().isin(NO_GOODS), 0))


@pytest.fixture(scope="module")
def told(lines: Any) -> Told:
    """The numbers of the tree for the days from first to last, each counted once."""
    return cache(partial(counted, lines))


def counted(lines: Any, first: str, last: str) -> dict[str, float]:
    """The numbers of the tree for the days from first to last."""
    import pandas

    orders = (
        lines[~lines.is_refund]
        .groupby("InvoiceNo")
        .agg(day=("day", "min"), pence=("pence", "sum"), pieces=("pieces", "sum"), buyer=("CustomerID", "first"))
    )
    begins = (pandas.Timestamp(first) - pandas.Timedelta(days=365)).strftime("%Y-%m-%d")
    earlier = set(orders[(orders.day >= begins) & (orders.day < first)].buyer) - {""}
    own = orders[(orders.day >= first) & (orders.day <= last)]
    known, guests = own[own.buyer != ""], own[own.buyer == ""]
    people = set(known.buyer)
    refunded = -int(lines[lines.is_refund & (lines.day >= first) & (lines.day <= last)].pence.sum())
    return {
        "payment_amount": int(own.pence.sum()),
        "buyers": len(people),
        "aov": own.pence.sum() / len(people),
        "new_buyers": len(people - earlier),
        "returning_buyers": len(people & earlier),
        "orders_per_buyer": len(known) / len(people),
        "items_per_order": known.pieces.sum() / len(known),
        "price_per_item": known.pence.sum() / known.pieces.sum(),
        "guest_amount": int(guests.pence.sum()),
        "net_amount": int(own.pence.sum()) - refunded,
        "refund_amount": refunded,
    }


@pytest.fixture(scope="module")
def shown(online_retail: Path) -> Shown:
    """What ``show diagnosis --json`` prints of the days from first to last, each asked once."""

    @cache
    def printed(first: str, last: str) -> Json:
        asked = ["show", "diagnosis", "--from", first, "--to", last, "--compare", "previous", "--json"]
        with redirect_stdout(StringIO()) as out:
            assert main([*asked, "--profile", str(online_retail)]) == 0
        shown: Json = json.loads(out.getvalue())
        return shown

    return printed


@pytest.mark.parametrize("month", MONTHS)
def test_every_node_is_what_pandas_finds(shown: Shown, told: Told, month: str) -> None:
    last_before, first_before, first, last = MONTHS[month]
    now, before = told(first, last), told(first_before, last_before)
    nodes = {node["id"]: node for node in shown(first, last)["diagnosis"]["nodes"]}
    assert nodes.keys() - now.keys() == {"visitors", "conversion"}
    for name in now:
        slack = 0.5 if nodes[name]["unit"] == "money" else 1e-12
        assert nodes[name]["value"] == pytest.approx(now[name], abs=slack), name
        assert nodes[name]["previous"] == pytest.approx(before[name], abs=slack), name
    for name in ("visitors", "conversion"):
        assert (nodes[name]["value"], nodes[name]["contribution"]) == (None, None)
        assert nodes[name]["reason"]


@pytest.mark.parametrize("month", MONTHS)
def test_contributions_add_up_to_the_penny(shown: Shown, told: Told, month: str) -> None:
    last_before, first_before, first, last = MONTHS[month]
    now, before = told(first, last), told(first_before, last_before)
    view = shown(first, last)
    nodes = view["diagnosis"]["nodes"]
    parts = {node["id"]: node["contribution"] for node in nodes}
    assert parts["payment_amount"] == now["payment_amount"] - before["payment_amount"]
    for name in ("guest_amount", "refund_amount", "net_amount"):
        assert parts[name] == pytest.approx(now[name] - before[name], abs=1)
    ways = {(node["parent"], node["way"]) for node in nodes if node["parent"] and node["contribution"] is not None}
    assert ways == {
        ("payment_amount", "buyers"), ("payment_amount", "kept"), ("buyers", "kinds"), ("aov", "basket"),
    }  # fmt: skip
    for parent, way in ways:
        of_way = [node for node in nodes if (node["parent"], node["way"]) == (parent, way)]
        assert sum(node["contribution"] for node in of_way) == parts[parent]
    money = now["payment_amount"] - now["guest_amount"] - before["payment_amount"] + before["guest_amount"]
    for name, table in view["tables"].items():
        if name.startswith("mix_aov"):
            assert sum(row[-1] for row in table["rows"]) == money
            assert all(sum(row[-4:-1]) == row[-1] for row in table["rows"])


def test_october_is_split_as_by_hand(shown: Shown, told: Told) -> None:
    """Shapley of buyers x amount per buyer: each half way between its part before and after the other moved."""
    now, before = told("2011-10-01", "2011-10-31"), told("2011-09-01", "2011-09-30")
    view = shown("2011-10-01", "2011-10-31")["diagnosis"]
    assert view["rule"] == "shapley"  # a single buyer came from Singapore, where nobody was before
    each = [(of["payment_amount"] - of["guest_amount"]) / of["buyers"] for of in (before, now)]
    buyers = (now["buyers"] - before["buyers"]) * sum(each) / 2
    parts = {node["id"]: node["contribution"] for node in view["nodes"]}
    assert parts["buyers"] == pytest.approx(buyers, abs=1)
    assert parts["new_buyers"] == pytest.approx((now["new_buyers"] - before["new_buyers"]) * sum(each) / 2, abs=1)
