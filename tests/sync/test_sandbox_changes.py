"""The sandbox shop goes on: what changed can be fetched, and only that."""

from typing import Any

import numpy as np
import pytest

from storage.records import KINDS
from sync.sandbox.changes import Changed
from sync.sandbox.cursor import Place, read_cursor, write_cursor
from sync.sandbox.ids import id_of, row_of
from sync.sandbox.state import State
from tests.sync.simulations import simulated


def items_since(state: State, kind: str, since: int, limit: int = 1000) -> list[dict[str, Any]]:
    page = state.page(kind, since, None, limit)
    assert not page.has_more
    return page.items


def changed_ids(changed: Changed, kind: str) -> set[str]:
    return {id for part in (changed.edited, changed.deleted, changed.added) for id in part.get(kind, [])}


@pytest.fixture
def state() -> State:
    return State(simulated(2000))


def change(state: State, n: int, seed: int) -> Changed:
    from sync.sandbox.changes import change as let_go_on

    return let_go_on(state, n, seed)


def test_exactly_the_changed_records_are_new(state: State) -> None:
    changed = change(state, 300, seed=4)
    assert changed.edited
    assert changed.deleted
    assert changed.added
    for kind in KINDS:
        found = {item["id"] for item in items_since(state, kind, state.simulated.until + 1)}
        assert found == changed_ids(changed, kind), kind


def test_each_record_is_listed_once_however_often_it_changed(state: State) -> None:
    for seed in range(5):
        change(state, 200, seed)
    for kind in KINDS:
        ids = [item["id"] for item in state.everything(kind)]
        assert len(ids) == len(set(ids))
        assert set(ids) >= {id_of(kind, row) for row in range(state.simulated.count(kind))}


def test_lists_stay_in_order_when_rows_moved_to_the_end(state: State) -> None:
    change(state, 400, seed=9)
    for kind in ("orders", "products", "visits"):
        keys = [(item["updated_at"], item["id"]) for item in state.everything(kind)]
        assert keys == sorted(keys)


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_paging_over_hidden_rows_loses_nothing(state: State, limit: int) -> None:
    change(state, 500, seed=2)
    whole = list(state.everything("campaigns"))
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = state.page("campaigns", 0, after, limit)
        found += page.items
        after = page.last or after
        if not page.has_more:
            break
    assert found == whole


def test_a_change_in_the_middle_of_a_reading_is_seen_at_its_end(state: State) -> None:
    first = state.page("products", 0, None, 50)
    seen = first.items[0]
    state.clock += 1
    state.put("products", seen | {"stock": 3})
    rest = state.page("products", 0, first.last, 1000)
    assert rest.items[-1] == seen | {"stock": 3, "updated_at": state.clock}
    assert len(rest.items) == state.simulated.count("products") - 50 + 1


def test_a_deleted_record_is_a_tombstone(state: State) -> None:
    changed = change(state, 300, seed=4)
    kind, ids = next(iter(changed.deleted.items()))
    (item,) = [item for item in items_since(state, kind, state.clock) if item["id"] == ids[0]]
    assert item == {"id": ids[0], "deleted": True, "updated_at": state.clock}


def test_an_added_order_adds_up(state: State) -> None:
    changed = change(state, 300, seed=4)
    lines = {item["order_id"]: item for item in items_since(state, "order_lines", state.clock)}
    for id in changed.added["orders"]:
        order = state.item("orders", id)
        assert order["payment_amount"] == lines[id]["amount"]
        assert order["list_amount"] - order["discount_amount"] == order["payment_amount"]
        assert order["created_at"] == order["paid_at"] == order["updated_at"] == state.clock


def test_the_simulated_shop_itself_stays_as_it_was(state: State) -> None:
    before = state.simulated.items("products", np.arange(5))
    change(state, 300, seed=4)
    assert state.simulated.items("products", np.arange(5)) == before


def test_the_same_seed_changes_the_same() -> None:
    one, other = State(simulated(2000)), State(simulated(2000))
    assert change(one, 100, seed=8) == change(other, 100, seed=8)
    assert list(one.everything("orders")) == list(other.everything("orders"))


def test_a_cursor_comes_back_as_it_was() -> None:
    place = Place(1_795_000_000_000, "E2019031210541504740")
    assert read_cursor(write_cursor(place)) == place
    with pytest.raises(ValueError, match="not a cursor"):
        read_cursor("WyJub3QiXQ")


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_finds_its_row(kind: str) -> None:
    for row in (0, 1, 12_345, 4_999_999):
        assert row_of(kind, id_of(kind, row)) == row
    with pytest.raises(ValueError):  # noqa: PT011 - int() words it
        row_of(kind, "somebody else's")
