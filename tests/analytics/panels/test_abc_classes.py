"""Classes of products by their money, a second time in plain Python."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from analytics.abc import classes
from tests.analytics.panels.given import (
    answer,
    behind_of,
    known,
    random_shop,
    simulated,
)
from tests.analytics.panels.test_buyers import WHOLE


def class_of(amounts: dict[str, int], product: str) -> str:
    more = sum(amount for amount in amounts.values() if amount > max(amounts[product], 0))
    part = more / sum(amount for amount in amounts.values() if amount > 0)
    return "C" if amounts[product] <= 0 or part >= 0.95 else "A" if part < 0.8 else "B"


@pytest.mark.parametrize("seed", range(4))
def test_classes_hold_the_products_they_name(seed: int) -> None:
    given = random_shop(seed) if seed else simulated()
    question = given.last(60) if seed == 0 else WHOLE
    table = answer(given, "products", "abc", question)
    amounts: Counter[str] = Counter()
    for _, line in given.sold(question.period):
        if known(line.product_id) is not None:
            amounts[line.product_id] += known(line.amount) or 0
    if len(amounts) < 5:
        assert not table.rows
        return
    for row, name in zip(table.rows, "ABC", strict=True):
        mine = [product for product in amounts if class_of(amounts, product) == name]
        assert row.cells[1] == len(mine) == given.count(row.rows)
        assert row.cells[3] == sum(amounts[product] for product in mine)
        assert given.sum(behind_of(table, row, "goods_amount")) == row.cells[3]


@holds(st.lists(st.integers(-5, 40), min_size=1, max_size=60))
@settings(deadline=None)
def test_products_with_the_same_money_are_in_the_same_class(amounts: list[int]) -> None:
    found = classes(np.array(amounts))
    named = {str(number): amount for number, amount in enumerate(amounts)}
    if max(amounts) > 0:
        assert ["ABC"[code] for code in found] == [class_of(named, product) for product in named]
    assert len({(amount, code) for amount, code in zip(amounts, found.tolist(), strict=True)}) == len(set(amounts))
