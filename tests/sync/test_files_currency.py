"""In which currency a file is: told by its lines, by the shop that is there, or chosen; never guessed."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Struct

from storage.errors import KnownError
from storage.fields import Key, Money, Record, Text
from storage.records import Order, Product
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.files import Choice, import_files, undo_import
from sync.files import preview as preview_all
from sync.files.lines import column, perhaps
from sync.files.preset import ANY, Group, Preset, Reading, one_by_one
from sync.files.presets import PRESETS
from tests.sync.one_file import import_file, preview
from tests.sync.retail import LANTERN, new_store, retail_file, rows, write

SHOP = Shop(id="bazaar", name="集市", currency=ANY, timezone="Europe/Paris")


class Sold(Struct, frozen=True):
    """A line of an order; the currency stands on its first line alone."""

    order: Annotated[Key, column("Order")]
    paid: Annotated[Money, column("Paid")]
    currency: Annotated[Text, perhaps("Money")]


class Offered(Struct, frozen=True):
    """A product with its price."""

    code: Annotated[Key, column("Product")]
    price: Annotated[Money, column("Price")]


def read_sold(group: Group, reading: Reading) -> Iterable[Record]:
    amount = sum(line.paid for line in group.lines)
    yield Order(id=group.key, updated_at=reading.as_of, created_at=reading.as_of, payment_amount=amount)


def read_offered(group: Group, reading: Reading) -> Iterable[Record]:
    yield Product(id=group.key, updated_at=reading.as_of, price=group.lines[0].price)


ORDERS = Preset(
    id="bazaar_orders",
    name=Words("集市订单", "Bazaar orders"),
    line=Sold,
    key="order",
    kind="orders",
    shop=SHOP,
    read=one_by_one(read_sold),
    currency="currency",
    blanks=frozenset("-"),
    after=("bazaar_products",),
)
PRODUCTS = Preset(
    id="bazaar_products",
    name=Words("集市商品", "Bazaar products"),
    line=Offered,
    kind="products",
    shop=SHOP,
    read=one_by_one(read_offered),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setitem(PRESETS, ORDERS.id, ORDERS)
    monkeypatch.setitem(PRESETS, PRODUCTS.id, PRODUCTS)
    with new_store(tmp_path) as store:
        yield store


def orders(folder: Path, *lines: str, name: str = "orders.csv") -> Path:
    return write(folder, "\n".join(("Order,Money,Paid", *lines)) + "\n", name)


def products(folder: Path) -> Path:
    return write(folder, "Product,Price\nT-1,1200\n", "products.csv")


def money(store: Store) -> list[tuple[str, int, str]]:
    return [(shop.currency, shop.exponent, shop.timezone) for shop in store.shops()]


def test_a_new_shop_has_the_currency_of_most_lines_and_the_others_are_kept_aside(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, "1,USD,10.00", "1,,2.50", "2,EUR,7.00", "2,,1.00", "3,usd,3.00", "4,-,1.00")
    seen = preview(store, path)
    assert seen.shop.currency == "USD"
    assert [(each.line, each.reason.zh) for each in seen.rejected] == [
        (4, "金额是 EUR，店铺用的是 USD，不能相加"),
        (5, "文件第 4 行有问题，它属于 2，整单先不导入"),
    ]
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [("1", 1250), ("3", 300), ("4", 100)]
    assert money(store) == [("USD", 2, "Europe/Paris")]


@pytest.mark.parametrize(("currency", "exponent", "amount"), [("JPY", 0, 1200), ("KWD", 3, 1_200_000)])
def test_amounts_are_in_the_minor_units_of_their_currency(
    store: Store, tmp_path: Path, currency: str, exponent: int, amount: int
) -> None:
    import_file(store, orders(tmp_path, f'1,{currency},"1,200"'))
    assert rows(store, "orders", "payment_amount") == [(amount,)]
    assert money(store) == [(currency, exponent, "Europe/Paris")]


def test_a_shop_that_is_there_decides_what_can_be_added_to_it(store: Store, tmp_path: Path) -> None:
    store.put_shop(Shop(id="bazaar", name="Mon Bazar", currency="EUR", timezone="Asia/Tokyo"))
    seen = preview(store, orders(tmp_path, "1,USD,10.00", "2,USD,7.00", "3,EUR,5.00"))
    assert [each.line for each in seen.rejected] == [2, 3]
    with pytest.raises(KnownError, match="is in USD, the shop “Mon Bazar” in EUR"):
        preview(store, orders(tmp_path, "1,USD,10.00", "2,USD,7.00", name="none.csv"))


def test_a_file_that_does_not_tell_is_read_as_its_shop_or_not_at_all(store: Store, tmp_path: Path) -> None:
    path = products(tmp_path)
    with pytest.raises(KnownError) as refused:
        preview(store, path)
    assert refused.value.say("zh").startswith("文件「products.csv」没写金额是哪种货币。请先导入")
    store.put_shop(Shop(id="mine", name="茶铺", currency="JPY", exponent=0))
    import_file(store, path, Choice(shop_id="mine"))
    assert rows(store, "products", "id", "price") == [("T-1", 1200)]


def test_of_several_files_one_tells_it_for_all_though_it_is_read_last(store: Store, tmp_path: Path) -> None:
    told = orders(tmp_path, "1,JPY,500")
    imported = import_files(store, [products(tmp_path), told])
    assert [list(run.counts) for run in imported.runs] == [["products"], ["orders"]]
    assert rows(store, "products", "price") == [(1200,)]
    assert money(store) == [("JPY", 0, "Europe/Paris")]


def test_two_files_of_one_new_shop_do_not_mix_their_currencies(store: Store, tmp_path: Path) -> None:
    first, second = orders(tmp_path, "1,USD,1.00", name="a.csv"), orders(tmp_path, "2,EUR,1.00", name="b.csv")
    found = preview_all(store, [first, second])
    assert len(found.tables) == len(found.refused) == 1


def test_a_currency_may_be_chosen(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, "1,USD,10.00", "2,USD,7.00", "3,EUR,5.00")
    assert [each.line for each in preview(store, path, Choice(currency="eur")).rejected] == [2, 3]
    import_file(store, products(tmp_path), Choice(currency="JPY"))
    assert rows(store, "products", "price") == [(1200,)]
    with pytest.raises(KnownError, match="is in USD, the shop “集市” in JPY"):
        import_file(store, path, Choice(currency="USD"))
    with pytest.raises(KnownError, match="no currency “元”"):
        preview(store, path, Choice(currency="元"))


def test_a_platform_of_one_currency_is_never_read_in_that_of_a_shop(store: Store, tmp_path: Path) -> None:
    store.put_shop(Shop(id="mine", name="小店", currency="USD"))
    with pytest.raises(KnownError, match="is in GBP"):
        preview(store, retail_file(tmp_path, LANTERN), Choice(shop_id="mine"))


def test_a_shop_that_was_made_in_the_wrong_currency_and_undone_may_be_made_anew(store: Store, tmp_path: Path) -> None:
    wrong = import_file(store, products(tmp_path), Choice(currency="EUR"))
    with pytest.raises(KnownError):
        import_file(store, orders(tmp_path, "1,USD,12.50"), Choice(currency="USD"))
    undo_import(store, wrong)
    import_file(store, orders(tmp_path, "1,USD,12.50"))
    assert [shop.currency for shop in store.shops()] == ["USD"]
