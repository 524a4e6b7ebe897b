"""Dates of the future. This computer's clock alone lets nobody in if it is wrong. The shop is SIMULATED."""

from collections.abc import Callable
from datetime import UTC

import pytest

from storage.runs import Run
from storage.store import Store
from tests.sync.renrendian.conftest import SHOP, Rows
from tests.sync.renrendian.shop import BEIJING, Shop

Synced = Callable[[], Run]


@pytest.mark.usefixtures("rrd")
def test_an_order_changed_in_the_future_does_not_make_the_data_as_of_then(
    shop: Shop, store: Store, synced: Synced, rows: Rows
) -> None:
    number = shop.sell(shop.line(1, 10000))
    shop.sell(shop.line(1, 500))
    shop.orders[number]["updated_at"] = "2099-01-01 00:00:00"
    synced()
    as_of = store.as_of(SHOP.id)
    assert as_of is not None
    assert as_of <= (shop.now - BEIJING).replace(tzinfo=UTC).timestamp() * 1000
    assert len(store.quarantined(SHOP.id)) == 1
    shop.send(number)
    shop.later(days=1)
    synced()
    assert rows("SELECT count(*) FROM orders") == [(2,)]
    assert not store.quarantined(SHOP.id)
