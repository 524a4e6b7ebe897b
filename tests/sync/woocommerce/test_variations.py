"""Variations have no list of changes: those of a product come all together, page by page. The shop is SIMULATED."""

from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop
from tests.sync.woocommerce.test_stories import Sync, rows


def variable(shop: Shop, number: int, count: int) -> None:
    shop.add("products", bodies.product(number, "杯", "1.00", type="variable"))
    dates = {name: shop.lists["products"][number][name] for name in ("date_created_gmt", "date_modified_gmt")}
    dates["date_created"] = dates["date_created_gmt"]
    shop.variations[number] = [
        bodies.variation(number * 1000 + each, "1.00", str(each)) | dates for each in range(count)
    ]


def test_all_variations_of_one_second_come(shop: Shop, store: Store, synced: Sync) -> None:
    variable(shop, 20, 600)
    synced()
    assert rows(store, "SELECT count(*) FROM skus") == [(600,)]


def test_a_variation_that_is_deleted_between_two_pages_takes_no_other_along(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    variable(shop, 20, 600)

    def meanwhile(page: int) -> None:
        if page == 3:
            del shop.variations[20][3:12]

    woo.meanwhile_variations = meanwhile
    synced()
    kept = {str(each["id"]) for each in shop.variations[20]}
    assert len(kept) == 591
    assert kept <= {row[0] for row in rows(store, "SELECT id FROM skus")}


def skus(store: Store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT id FROM skus WHERE NOT deleted ORDER BY id")]


def test_a_variation_that_was_deleted_is_gone_once_its_product_is_saved(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    variable(shop, 20, 3)
    variable(shop, 21, 2)
    synced()
    shop.later(hours=1)
    del shop.variations[20][1]
    shop.change("products", 20, price="2.00")
    synced()
    assert skus(store) == ["20000", "20002", "21000", "21001"]
    shop.later(hours=1)
    shop.variations[21].clear()
    shop.change("products", 21, price="3.00")
    synced()
    assert skus(store) == ["20000", "20002"]


def test_an_empty_list_of_variations_takes_none_away_that_the_product_names(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    variable(shop, 20, 3)
    synced()
    shop.later(hours=1)
    shop.change("products", 20, price="2.00")
    woo.loses_variations = True
    synced()
    assert skus(store) == ["20000", "20001", "20002"]
