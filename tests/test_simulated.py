"""Facts straight from the columns of a simulated shop are those made record by record."""

import numpy as np
import pytest

from storage.columns import DTYPES, facts_columns
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Unit
from storage.records import KINDS
from sync.sandbox.shop import simulate
from tests.simulated import simulated_facts

SHOP = simulate(600, seed=5, cause="out_of_stock")


def spelled(facts: Facts, kind: str, name: str) -> list[object]:
    """A column with codes as the texts they stand for."""
    column = facts_columns(kind)[name]
    if column.unit is Unit.LABEL:
        return list(facts.texts_of(kind, name))
    values = facts[kind][name].tolist()
    if column.unit is Unit.ID:
        texts = facts.ids(column.refers_to or kind)
    elif column.unit is Unit.CATEGORY:
        texts = facts.categories(name)
    else:
        return values
    return [None if code < 0 else texts[code] for code in values]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_that_of_the_records(kind: str) -> None:
    quick = simulated_facts(SHOP)
    slow = facts_of(SHOP.shop, [record for of in SHOP.tables for record in SHOP.records(of)], as_of=SHOP.until)
    assert len(quick[kind]) == len(slow[kind]) > 0
    assert (quick[kind].row == slow[kind].row).all()
    for name, column in facts_columns(kind).items():
        if column.unit in DTYPES and column.unit is not Unit.LABEL:
            assert quick[kind][name].dtype == slow[kind][name].dtype, name
        one, other = spelled(quick, kind, name), spelled(slow, kind, name)
        if column.unit is Unit.RATIO:
            np.testing.assert_array_equal(one, other)
        else:
            assert one == other, name
