"""A site is made anew at the same address: its orders, numbered from one again, never come into the copy of the former
shop. And whatever happens in the life of one shop, it is still known. Both are SIMULATED."""

import pytest

from storage.errors import KnownError
from storage.store import Store
from tests.sync.little_server import Answer
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo, html, told
from tests.sync.woocommerce.shop import Shop
from tests.sync.woocommerce.test_stories import Sync, rows

SUMS = "SELECT count(*), sum(payment_amount) FROM orders WHERE NOT deleted"


def sell(shop: Shop, count: int, price: str) -> list[int]:
    return [shop.sell(bodies.line(1, 10, 1, price)) for _ in range(count) if shop.later(minutes=7) is None]


def made_anew(woo: Woo, shop: Shop, numbered_after: int = 1000) -> Shop:
    """Another shop at the address of this one, a month later."""
    shop.later(days=30)
    woo.shop = other = Shop()
    other.clock, other._number = shop.clock, numbered_after
    return other


def refused(synced: Sync) -> None:
    with pytest.raises(KnownError) as caught:
        synced()
    assert "像是换了一家店" in caught.value.what.zh


@pytest.mark.parametrize(("old", "new"), [(200, 60), (3, 1), (50, 200)])
def test_another_shop_at_the_address_is_kept_out(
    shop: Shop, woo: Woo, store: Store, synced: Sync, old: int, new: int
) -> None:
    sell(shop, old, "10.00")
    synced()
    other = made_anew(woo, shop)
    sell(other, new, "77.00")
    for _ in range(12):
        other.later(days=1)
        shop.clock = other.clock
        refused(synced)
        assert rows(store, SUMS) == [(old, old * 1000)]
    assert store.runs("s1")[0].outcome == "failed"


def test_another_shop_whose_orders_have_quite_other_numbers_is_kept_out(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    sell(shop, 50, "10.00")
    synced()
    sell(made_anew(woo, shop, numbered_after=9000), 5, "77.00")
    refused(synced)
    assert rows(store, SUMS) == [(50, 50_000)]


def test_orders_that_are_all_hidden_for_a_day_are_no_other_shop(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    made = sell(shop, 50, "10.00")
    synced()
    shop.hidden = set(made)
    shop.later(days=1)
    assert synced().outcome == "done"
    shop.hidden = set()
    shop.later(days=1)
    assert synced().outcome == "done"
    assert rows(store, SUMS) == [(50, 50_000)]


def test_a_shop_that_was_not_synced_for_half_a_year_is_the_same(shop: Shop, store: Store, synced: Sync) -> None:
    sell(shop, 60, "10.00")
    synced()
    shop.later(days=180)
    sell(shop, 90, "12.00")
    assert synced().outcome == "done"
    assert rows(store, SUMS) == [(150, 60_000 + 108_000)]


def test_a_shop_whose_only_order_was_edited_is_the_same(shop: Shop, store: Store, synced: Sync) -> None:
    (order,) = sell(shop, 1, "10.00")
    synced()
    shop.later(days=9)
    shop.change("orders", order, total="25.00", line_items=[bodies.line(1, 10, 1, "25.00")])
    assert synced().outcome == "done"
    assert rows(store, SUMS) == [(1, 2500)]


def test_a_shop_that_deleted_its_first_tries_is_the_same(shop: Shop, store: Store, synced: Sync) -> None:
    tries = sell(shop, 12, "0.01")
    synced()
    for order in tries:
        shop.delete("orders", order)
    sell(shop, 30, "10.00")
    assert synced().outcome == "done"
    assert rows(store, "SELECT count(*) FROM orders WHERE payment_amount = 1000") == [(30,)]


def test_a_shop_that_was_set_back_to_its_backup_is_the_same(shop: Shop, store: Store, synced: Sync) -> None:
    """The numbers of its last 45 orders are given once more."""
    made = sell(shop, 130, "10.00")
    synced()
    for order in made[-45:]:
        shop.delete("orders", order)
    shop._number = made[-46]
    shop.later(days=4)
    sell(shop, 60, "12.00")
    assert synced().outcome == "done"
    assert rows(store, SUMS) == [(145, 85_000 + 72_000)]


@pytest.mark.parametrize("closed", [html(403), html(502), told(401, "rest_user_cannot_view")])
def test_where_orders_are_closed_the_other_lists_are_read(
    shop: Shop, woo: Woo, store: Store, synced: Sync, closed: Answer
) -> None:
    sell(shop, 3, "10.00")
    synced()
    shop.later(days=1)
    shop.add("customers", bodies.customer(7, "明", "王"))
    woo.closed = {"orders": closed}
    with pytest.raises(KnownError):
        synced()
    assert rows(store, "SELECT id FROM customers WHERE id = '7'") == [("7",)]


def test_it_costs_one_question(shop: Shop, woo: Woo, synced: Sync) -> None:
    sell(shop, 130, "10.00")
    synced()
    woo.asked.clear()
    synced()
    looked = [asked for path, asked in woo.asked if path == "orders" and asked["_fields"].startswith("id,currency")]
    assert len(looked) == 1
    assert len(looked[0]["include"].split(",")) == 40
