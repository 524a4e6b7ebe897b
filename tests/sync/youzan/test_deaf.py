"""A gateway that does not heed what it is asked, or counts wrongly, costs a few calls and no orders."""

import pytest

from storage.errors import KnownError
from storage.store import Store
from tests.sync.youzan import server
from tests.sync.youzan.bodies import line as line_of
from tests.sync.youzan.conftest import Sync
from tests.sync.youzan.server import Body, Youzan
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import LI, rows

TRADES = "youzan.trades.sold.get"


def sell(shop: Shop, orders: int) -> list[Body]:
    """So many orders; as a page of the list has them."""
    for number in range(orders):
        shop.sell(LI, line_of(1000 + number, 41, "龙井", 100))
    shop.later(minutes=10)
    return [{"full_order_info": trade} for trade in shop.trades.values()]


def answered(page: list[Body], total: int) -> Body:
    data = {"total_results": total, "full_order_info_list": page}
    return {"trace_id": "", "code": 200, "success": True, "message": "", "data": data}


def test_the_same_orders_whatever_days_are_asked_for_cost_a_few_calls(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    youzan.instead[TRADES] = answered(sell(shop, 100), total=12_000)
    with pytest.raises(KnownError, match="whatever days"):
        synced()
    assert len(youzan.calls(TRADES)) < 12


@pytest.mark.usefixtures("youzan")
def test_a_total_that_stops_at_a_page_loses_no_order(
    shop: Shop, store: Store, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop, 154)
    version, right = server._METHODS[TRADES]

    def stale(gateway: Youzan, asked: Body) -> Body:
        told = right(gateway, asked)
        told["data"]["total_results"] = min(told["data"]["total_results"], 100)
        return told

    monkeypatch.setitem(server._METHODS, TRADES, (version, stale))
    synced()
    assert rows(store, "SELECT count(*) FROM orders") == [(154,)]
