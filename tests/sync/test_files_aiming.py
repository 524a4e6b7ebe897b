"""To which shop files go: as chosen, else where their records are, else where such files went last, else a new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from storage.destination import Into
from storage.errors import KnownError
from storage.records import Order
from storage.shop import Shop
from storage.store import Store
from sync.files import Choice, import_files, preview, undo_import
from tests.sync.presets.one_shop import as_shopify, as_taobao, sales
from tests.sync.presets.shopify import CUSTOMERS, encoded, line
from tests.sync.retail import new_store, rows, write

AMY = {"Customer ID": "'8779761975521", "First Name": "Amy", "Email": "amy@example.com", "Total Spent": "1.00"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def taobao(folder: Path, shop: int = 1, count: int = 20) -> Path:
    """The first orders of a shop; the numbers of each shop are its own."""
    orders = [structs.replace(each, number=each.number + shop * 1000) for each in sales(count)]
    return write(folder, as_taobao(orders)["list.csv"], f"list {shop} {count}.csv")


def shops(store: Store) -> dict[str, int]:
    """How many orders each shop has, by name."""
    with store.reader() as reader:
        counted = dict(reader.execute("SELECT shop_id, count(*) FROM orders WHERE NOT deleted GROUP BY 1").fetchall())
    return {shop.name: counted.get(shop.id, 0) for shop in store.shops()}


def test_the_first_files_make_a_shop_and_the_next_go_there(store: Store, tmp_path: Path) -> None:
    first = taobao(tmp_path)
    (found,) = preview(store, [first]).destinations
    assert (found.shop.id, found.is_new, found.because, found.asks) == ("taobao", True, "", ())
    import_files(store, [first])
    (again,) = preview(store, [first]).destinations
    assert (again.shop.id, again.is_new, again.because) == ("taobao", False, "last")
    assert again.new_name == "淘宝店 2"


def test_a_second_shop_of_the_same_platform_gets_a_name_and_an_id_of_its_own(store: Store, tmp_path: Path) -> None:
    import_files(store, [taobao(tmp_path)])
    (run,) = import_files(store, [taobao(tmp_path, 2)], Choice(into={"taobao": Into(name="二店")})).runs
    assert run.shop_id == "taobao_2"
    assert shops(store) == {"淘宝店": 20, "二店": 20}


def test_of_two_shops_the_one_that_has_the_orders_is_meant(store: Store, tmp_path: Path) -> None:
    import_files(store, [taobao(tmp_path, 1)])
    import_files(store, [taobao(tmp_path, 2)], Choice(into={"taobao": Into(name="二店")}))
    (found,) = preview(store, [taobao(tmp_path, 1, count=30)]).destinations
    assert (found.shop.name, found.because) == ("淘宝店", "same")
    (found,) = preview(store, [taobao(tmp_path, 2, count=30)]).destinations
    assert (found.shop.name, found.because) == ("二店", "same")
    # Who asks for files at a shop means that one, if it is of their platform.
    for at, name in (("taobao_2", "二店"), ("taobao", "淘宝店"), ("nowhere", "淘宝店")):
        (found,) = preview(store, [taobao(tmp_path, 1, count=30)], Choice(at_shop=at)).destinations
        assert found.shop.name == name
    # None of the orders of a third is known anywhere: they go where such files went last.
    (found,) = preview(store, [taobao(tmp_path, 3)]).destinations
    assert (found.shop.name, found.because) == ("二店", "last")


def test_the_numbers_of_a_preview_are_those_of_the_shop_that_was_chosen(store: Store, tmp_path: Path) -> None:
    path = taobao(tmp_path)
    import_files(store, [path])
    assert preview(store, [path]).tables[0].already_imported
    anew = preview(store, [path], Choice(into={"taobao": Into(name="二店")}))
    assert anew.counts["orders"].inserted == 20
    assert preview(store, [path], Choice(into={"taobao": Into(shop_id="taobao")})).tables[0].already_imported


def test_a_shop_that_syncs_by_itself_takes_the_files_of_its_platform(store: Store, tmp_path: Path) -> None:
    store.put_shop(Shop(id="taobao:77", name="小林手作"))
    with store.write() as tx:
        run = tx.start_run("taobao:77", "taobao", "sync", 1)
        tx.upsert("taobao:77", "taobao", [Order(id="1", updated_at=1, created_at=1)])
        tx.finish_run(run, "done", {}, 2)
    (found,) = preview(store, [taobao(tmp_path)]).destinations
    assert (found.shop.name, found.is_new) == ("小林手作", False)


def test_a_shop_of_which_nothing_is_left_is_made_anew_under_its_name(store: Store, tmp_path: Path) -> None:
    path = taobao(tmp_path)
    (run,) = import_files(store, [path], Choice(shop_name="小林手作")).runs
    undo_import(store, run)
    (found,) = preview(store, [path]).destinations
    assert (found.shop.id, found.shop.name, found.is_new) == ("taobao", "小林手作", True)


def test_what_files_of_every_currency_and_zone_do_not_tell_is_asked_for(store: Store, tmp_path: Path) -> None:
    orders = write(tmp_path, as_shopify(sales(5))["orders_export.csv"], "orders_export.csv")
    people = write(tmp_path, encoded(CUSTOMERS, line(CUSTOMERS, AMY)), "customers.csv")
    alone = preview(store, [people])
    (asked,) = alone.destinations
    assert asked.asks == ("currency", "timezone")
    assert asked.waiting == (str(people),)
    assert (asked.shop.currency, alone.tables) == ("", ())

    (told,) = preview(store, [people, orders]).destinations
    assert (told.asks, told.told, told.shop.currency) == (("timezone",), ("CNY",), "CNY")

    chosen = Choice(into={"shopify": Into(name="Tea", currency="USD", timezone="America/New_York")})
    found = preview(store, [people], chosen)
    assert found.destinations[0].asks == ()
    import_files(store, [people], chosen)
    (shop,) = store.shops()
    assert (shop.id, shop.name, shop.currency, shop.timezone) == ("shopify", "Tea", "USD", "America/New_York")
    # It is kept with the shop, and not asked again; orders in yuan are not its own.
    (next_time,) = preview(store, [people]).destinations
    assert (next_time.asks, next_time.worldwide, next_time.shop) == ((), True, shop)
    (misfit,) = preview(store, [orders]).destinations
    assert misfit.misfit
    assert misfit.told == ("CNY",)
    with pytest.raises(KnownError, match="in USD"):
        import_files(store, [orders])
    import_files(store, [orders], Choice(into={"shopify": Into(name="茶", timezone="Asia/Shanghai")}))
    assert shops(store) == {"Tea": 0, "茶": 5}


def test_every_platform_of_an_import_has_its_own_choice(store: Store, tmp_path: Path) -> None:
    paths = [taobao(tmp_path), write(tmp_path, as_shopify(sales(5))["orders_export.csv"], "orders_export.csv")]
    found = preview(store, paths).destinations
    assert sorted((each.platform, each.asks) for each in found) == [("shopify", ("timezone",)), ("taobao", ())]
    import_files(store, paths, Choice(into={"shopify": Into(name="Tea", timezone="Asia/Tokyo")}))
    assert [(shop.name, shop.timezone) for shop in store.shops()] == [
        ("Tea", "Asia/Tokyo"),
        ("淘宝店", "Asia/Shanghai"),
    ]
    assert len(rows(store, "orders", "id")) == 25
