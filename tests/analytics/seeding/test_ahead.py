"""Samples held against what came: a shop cut half a year before its end, as ``python -m tests.long samples`` does."""

from tests.long.samples import Case, case


def test_our_list_brings_more_than_big_buyers_and_lot_and_about_what_was_said() -> None:
    found = case(6)
    assert isinstance(found, Case)
    assert found.low <= found.came["ours"] <= found.high
    assert found.came["ours"] > found.came["buyers"]
    assert found.came["ours"] > 2 * found.came["by_lot"]
    assert found.low < found.said < found.high
