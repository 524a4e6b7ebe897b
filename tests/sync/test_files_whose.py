"""A file that says it is of another shop goes nowhere without a word: nobody could tell the two apart any more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.destination import Destination, Into
from storage.errors import KnownError
from storage.store import Store
from sync.files import Choice, import_files, preview, undo_import
from tests.sync.presets import taobao, youzan
from tests.sync.retail import new_store, write

TEA, OTHER, RENAMED = "老茶客旗舰店", "另一家店", "老茶客官方旗舰店"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def line(number: int, shop: str, shop_number: str = "0") -> str:
    """An order of Taobao. Most files write 0 for the number of the shop."""
    return taobao.order(
        taobao.LIST_2019,
        订单编号=f"3210000000000{number:06}",
        总金额="100.00",
        买家实际支付金额="100.00",
        订单创建时间="2026-01-05 10:00:00",
        订单付款时间="2026-01-05 10:00:10",
        店铺名称=shop,
        店铺Id=shop_number,
    )


def orders(folder: Path, shop: str, first: int, shop_number: str = "0") -> Path:
    """Five orders of a shop."""
    lines = [line(number, shop, shop_number) for number in range(first, first + 5)]
    return write(folder, taobao.encoded(taobao.LIST_2019, *lines), f"{shop}{first}.csv")


def both(folder: Path, first: int) -> Path:
    """One file with orders of two shops."""
    lines = [line(first, TEA), line(first + 1, OTHER)]
    return write(folder, taobao.encoded(taobao.LIST_2019, *lines), f"both{first}.csv")


def of_youzan(folder: Path, shop: str, number: int) -> Path:
    """One order of Youzan."""
    cells = {"订单号": f"E{number}", "订单创建时间": "2026-01-05 10:00:00", "订单实付金额": "98.00", "归属店铺": shop}
    line = youzan.order(youzan.ORDERS_2026, **cells)
    return write(folder, youzan.encoded(youzan.ORDERS_2026, line), f"youzan{number}.csv")


def counted(store: Store) -> dict[str, int]:
    """How many orders each shop has, by its id."""
    with store.reader() as reader:
        return dict(reader.execute("SELECT shop_id, count(*) FROM orders WHERE NOT deleted GROUP BY 1").fetchall())


def asked(store: Store, *paths: Path, into: Into | None = None) -> Destination:
    """What is said of the one platform before these files are let in."""
    (found,) = preview(store, paths, Choice(into={} if into is None else {"taobao": into})).destinations
    return found


def test_a_file_of_another_shop_is_not_let_in_before_somebody_says_where_it_goes(store: Store, tmp_path: Path) -> None:
    import_files(store, [orders(tmp_path, TEA, 1)])
    assert asked(store, orders(tmp_path, TEA, 100)).asks == ()
    other = orders(tmp_path, OTHER, 200)
    found = asked(store, other)
    assert (found.asks, found.told_shops, found.known_as) == (("shop",), (OTHER,), (TEA,))
    with pytest.raises(KnownError, match=f"of the shop “{OTHER}”; earlier files of “淘宝店” are of “{TEA}”"):
        import_files(store, [other])
    assert counted(store) == {"taobao": 5}
    assert asked(store, other, into=Into(name="二店")).asks == ()
    import_files(store, [other], Choice(shop_name="二店"))
    assert counted(store) == {"taobao": 5, "taobao_2": 5}


def test_of_two_shops_the_one_is_meant_whose_files_say_the_same(store: Store, tmp_path: Path) -> None:
    import_files(store, [orders(tmp_path, TEA, 1)])
    import_files(store, [orders(tmp_path, OTHER, 200)], Choice(shop_name="二店"))
    for shop, first, name in ((TEA, 300, "淘宝店"), (OTHER, 400, "二店")):
        found = asked(store, orders(tmp_path, shop, first))
        assert (found.shop.name, found.because, found.asks) == (name, "told", ())
    assert asked(store, orders(tmp_path, "第三家店", 500)).asks == ("shop",)


def test_a_shop_that_was_renamed_is_asked_about_once(store: Store, tmp_path: Path) -> None:
    import_files(store, [orders(tmp_path, TEA, 1)])
    (run,) = import_files(store, [orders(tmp_path, RENAMED, 100)], Choice(shop_id="taobao")).runs
    for name in (TEA, RENAMED):
        assert asked(store, orders(tmp_path, name, 200)).asks == ()
    undo_import(store, run)  # that was a mistake, and it is as if it had never been said
    assert asked(store, orders(tmp_path, RENAMED, 200)).asks == ("shop",)


def test_the_number_of_a_shop_tells_more_than_its_name(store: Store, tmp_path: Path) -> None:
    import_files(store, [orders(tmp_path, TEA, 1, "111")])
    assert asked(store, orders(tmp_path, RENAMED, 100, "111")).asks == ()
    found = asked(store, orders(tmp_path, TEA, 200, "222"))
    assert (found.asks, found.told_shops, found.known_as) == (("shop",), (f"{TEA} 222",), (f"{TEA} 111",))
    assert asked(store, orders(tmp_path, TEA, 300)).asks == ()


def test_orders_of_two_shops_in_one_import_are_asked_about_at_the_first_import_too(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match=f"several shops: “{TEA}”, “{OTHER}”"):
        import_files(store, [both(tmp_path, 1)])
    assert asked(store, orders(tmp_path, TEA, 1), orders(tmp_path, OTHER, 200)).asks == ("shop",)
    assert counted(store) == {}
    import_files(store, [both(tmp_path, 1)], Choice(shop_name="两家店"))  # who wants them together has them so
    assert counted(store) == {"taobao": 2}
    assert asked(store, both(tmp_path, 10)).asks == ()


def test_a_few_lines_of_another_shop_among_many_are_seen(store: Store, tmp_path: Path) -> None:
    import_files(store, [orders(tmp_path, TEA, 1)])
    lines = [line(number, TEA) for number in range(1000, 1300)]
    path = write(tmp_path, taobao.encoded(taobao.LIST_2019, *lines, line(2000, OTHER)), "many.csv")
    assert asked(store, path).told_shops == (TEA, OTHER)


def test_files_of_other_platforms_are_let_in_meanwhile(store: Store, tmp_path: Path) -> None:
    import_files(store, [of_youzan(tmp_path, TEA, 1)])
    done = import_files(store, [of_youzan(tmp_path, OTHER, 2), orders(tmp_path, TEA, 1)])
    assert [run.shop_id for run in done.runs] == ["taobao"]
    assert [Path(refused.path).name for refused in done.refused] == ["youzan2.csv"]
    assert counted(store) == {"taobao": 5, "youzan": 1}
