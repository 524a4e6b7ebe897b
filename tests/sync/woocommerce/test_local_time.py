"""WooCommerce sorts by the site's local time and finds by UTC; and it sorts what is of one second by chance.

The shop is SIMULATED.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop
from tests.sync.woocommerce.test_stories import Sync, orders, rows


def sell(shop: Shop, count: int, every: float) -> list[int]:
    sold = []
    for _ in range(count):
        sold.append(shop.sell(bodies.line(1, 10, 1, "10.00")))
        shop.later(seconds=every)
    return sold


def test_a_sale_in_the_hour_that_comes_twice_hides_none_before_it(shop: Shop, store: Store, synced: Sync) -> None:
    shop.zone = ZoneInfo("Europe/Berlin")
    sold: list[int] = []
    for day, hour, minute, count, every in (
        (24, 12, 0, 50, 60),
        (25, 0, 20, 40, 60),  # 02:20 to 02:59, for the first time
        (25, 1, 0, 150, 6),  # 02:00 to 02:15, for the second time
        (25, 9, 0, 50, 60),
    ):
        shop.clock = datetime(2026, 10, day, hour, minute, tzinfo=UTC)
        sold += sell(shop, count, every)
    synced()
    assert orders(store) == sorted(map(str, sold))


def test_a_zone_that_is_set_after_an_import_hides_no_product(shop: Shop, store: Store, synced: Sync) -> None:
    shop.zone = UTC  # as WordPress is installed
    for number in range(5000, 5400):
        shop.add("products", bodies.product(number, "杯", "1.00"))
        shop.later(seconds=40)
    shop.zone = ZoneInfo("America/Los_Angeles")
    for number in range(5000, 5150):
        shop.change("products", number, price="2.00")
        shop.later(seconds=2)
    synced()
    assert rows(store, "SELECT price, count(*) FROM products GROUP BY price") == [(100, 250), (200, 150)]


def test_where_nothing_changed_each_list_is_one_page(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    sell(shop, 350, 60)
    for number in range(5000, 5250):
        shop.add("products", bodies.product(number, "杯", "1.00", type="variable"))
        shop.variations[number] = []
        shop.later(minutes=1)
    shop.later(days=1)
    synced()
    shop.later(hours=1)
    woo.asked.clear()
    synced()
    by_change = [(name, known["status"], known.get("type")) for name, known in woo.asked if "modified_after" in known]
    assert len(by_change) == len(set(by_change)) == 3, "orders, products and those with variations; nothing was binned"


def test_edits_of_an_importers_second_do_not_hold_up_what_is_newer(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    imported = sell(shop, 1500, 0)
    shop.later(days=3)
    newer = sell(shop, 20, 180)

    def meanwhile(asked: int) -> None:
        shop.later(seconds=2)
        shop.change("orders", imported[asked * 37 % 1500], customer_note=f"改 {asked}")

    woo.meanwhile = meanwhile
    synced()
    assert {str(number) for number in newer} <= set(orders(store))
    assert len(orders(store)) == 1520
    walked = [name for name, known in woo.asked if known.get("status") == "any" and "offset" in known]
    assert walked.count("orders") == 16


def test_orders_that_leave_while_pages_are_turned_take_no_other_along(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    """Each is paid for by a sale, so that their number stays the same."""
    many = sell(shop, 700, 20)

    def meanwhile(asked: int) -> None:
        for _ in range(7):
            shop.delete("orders", many.pop(0))
            sell(shop, 1, 1)

    woo.meanwhile = meanwhile
    synced()
    assert {str(number) for number in many} <= set(orders(store))
