"""Facts kept beside a real database: they follow every write, survive accidents, and never change under a reader."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from storage.columns import MISSING
from storage.errors import KnownError
from storage.facts_load import load_facts
from storage.progress import Cancelled, Progress
from storage.records import AdSpend, Commission, Customer, Order, Product
from storage.shop import Shop
from storage.store import Store, open_store
from storage.upsert import Tombstone

SHOP = Shop(id="s1", name="小店")
OTHER = Shop(id="s2", name="另一家")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        store.put_shop(OTHER)
        yield store


def order(name: str, amount: int | None = 100, version: int = 1, **fields: object) -> Order:
    return Order(id=name, updated_at=version, created_at=5, payment_amount=amount, **fields)  # type: ignore[arg-type]


def write(store: Store, *orders: Order, shop: Shop = SHOP) -> None:
    with store.write() as tx:
        tx.upsert(shop.id, "api", orders)


def amounts(store: Store, shop: Shop = SHOP) -> list[int]:
    return load_facts(store, shop.id)["orders"]["payment_amount"].tolist()


class Steps:
    """Counts the blocks that a load rebuilt."""

    def __init__(self) -> None:
        self.seen: list[Progress] = []

    def __call__(self, progress: Progress) -> None:
        self.seen.append(progress)


def test_every_unit_comes_back_from_the_file(store: Store) -> None:
    with store.write() as tx:
        tx.upsert("s1", "api", [order("a", -3, buyer_id="c", channel="微信\n\"'\\,\x00x"), order("b", None)])
        tx.upsert(
            "s1",
            "api",
            [Customer(id="c", updated_at=1, name="张三\x1f,", is_member=False), Customer(id="d", updated_at=1)],
        )
        tx.upsert(
            "s1",
            "api",
            [
                Commission(id="x", updated_at=1, created_at=1, rate=0.1 + 0.2),
                Commission(id="y", updated_at=1, created_at=2, rate=None),
                Commission(id="z", updated_at=1, created_at=2, rate=float("inf")),
            ],
        )
        tx.upsert("s1", "api", [AdSpend(id="d", updated_at=1, day="2024-02-29")])
    facts = load_facts(store, "s1")
    orders, customers = facts["orders"], facts["customers"]
    assert orders["payment_amount"].tolist() == [-3, MISSING]
    assert [facts.ids("customers")[code] for code in orders["buyer_id"] if code >= 0] == ["c"]
    assert orders.categories("channel")[orders["channel"][0]] == "微信\n\"'\\,\x00x"
    assert orders["channel"][1] == -1
    assert list(customers.labels("name")) == ["张三\x1f,", None]
    assert customers["is_member"].tolist() == [0, -1]
    assert facts["commissions"]["rate"][0] == 0.1 + 0.2
    assert np.isnan(facts["commissions"]["rate"][1])
    assert facts["commissions"]["rate"][2] == np.inf
    assert facts["ad_spend"]["day"].tolist() == [np.datetime64("2024-02-29").astype(int)]
    assert facts.position("customers")[orders["buyer_id"][0]] == 0
    assert facts.version == store.data_version("s1")
    assert facts.as_of == store.as_of("s1") == 1
    assert facts.shop == SHOP
    assert len(facts["groups"]["size"]) == 0


def test_facts_follow_what_is_written_changed_and_deleted(store: Store) -> None:
    write(store, order("a"), order("b"))
    assert amounts(store) == [100, 100]
    write(store, order("b", 250, version=2), order("c", 7))
    assert amounts(store) == [100, 250, 7]
    with store.write() as tx:
        tx.delete("s1", "api", "orders", [Tombstone("a", 9)])
    assert amounts(store) == [250, 7]


def test_shops_share_tables_but_not_facts(store: Store) -> None:
    write(store, order("a", 1, buyer_id="mine"))
    write(store, order("a", 2, buyer_id="theirs"), shop=OTHER)
    write(store, order("b", 3))
    assert amounts(store) == [1, 3]
    assert amounts(store, OTHER) == [2]
    assert list(load_facts(store, "s2").ids("customers")) == ["theirs"]
    assert load_facts(store, "s2")["orders"].row.tolist() == [2]


def test_an_unknown_shop_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        load_facts(store, "nobody")


def test_only_blocks_that_changed_are_read_again(store: Store) -> None:
    with store.write() as tx:
        tx.upsert("s1", "api", [order("a")])
        tx.upsert("s1", "api", [Product(id="p", updated_at=1, title="茶")])
    steps = Steps()
    load_facts(store, "s1", steps)
    assert [step.total for step in steps.seen] == [2, 2]
    unchanged = Steps()
    load_facts(store, "s1", unchanged)
    assert unchanged.seen == []
    write(store, order("b"))
    one = Steps()
    load_facts(store, "s1", one)
    assert [step.total for step in one.seen] == [1]


def test_codes_once_given_stay(store: Store) -> None:
    write(store, order("a", channel="甲"), order("b", channel="乙"))
    assert load_facts(store, "s1")["orders"].categories("channel") == ("甲", "乙")
    assert [load_facts(store, "s1").category("channel", name) for name in ("甲", "乙", "丁")] == [0, 1, -2]
    write(store, order("a", version=2, channel="丙"), order("c", channel="乙"))
    orders = load_facts(store, "s1")["orders"]
    assert orders.categories("channel")[:2] == ("甲", "乙")
    assert [orders.categories("channel")[code] for code in orders["channel"]] == ["丙", "乙", "乙"]


def test_merged_customers_count_as_one_and_apart_again_when_taken_back(store: Store) -> None:
    write(store, order("a", buyer_id="x"), order("b", buyer_id="y"))
    with store.write() as tx:
        tx.merge("s1", "y", "x", "the same person")
    assert len(set(load_facts(store, "s1")["orders"]["buyer_id"].tolist())) == 1
    with store.write() as tx:
        tx.unmerge("s1", "y")
    assert len(set(load_facts(store, "s1")["orders"]["buyer_id"].tolist())) == 2


def test_facts_stay_as_they_were_while_newer_ones_are_made(store: Store) -> None:
    write(store, order("a", 1, item_count=1))
    old = load_facts(store, "s1")
    assert old["orders"]["payment_amount"].tolist() == [1]
    write(store, order("a", 2, version=2, item_count=2), order("b", 3, item_count=3))
    new = load_facts(store, "s1")
    assert new["orders"]["item_count"].tolist() == [2, 3]
    assert old["orders"]["item_count"].tolist() == [1], "a column first asked for after the newer facts were made"
    assert old["orders"]["payment_amount"].tolist() == [1]
    assert list(old.ids("orders")) == ["a"]


def test_many_threads_may_ask_at_once(store: Store) -> None:
    write(store, *(order(str(number), number) for number in range(500)))
    facts = load_facts(store, "s1")
    seen: list[object] = []
    ask = lambda: seen.append((id(facts["orders"]["payment_amount"]), facts["orders"]["payment_amount"].sum()))  # noqa: E731
    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert set(seen) == {(id(facts["orders"]["payment_amount"]), sum(range(500)))}


def test_threads_that_load_at_once_get_the_same(store: Store) -> None:
    write(store, *(order(str(number), number) for number in range(2000)))
    seen: list[int] = []
    threads = [Thread(target=lambda: seen.append(sum(amounts(store)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [sum(range(2000))] * 4


def test_a_cancelled_refresh_leaves_the_old_state_and_the_next_one_completes(store: Store) -> None:
    write(store, order("a", 1))
    load_facts(store, "s1")
    write(store, order("b", 2))
    with store.write() as tx:
        tx.upsert("s1", "api", [Product(id="p", updated_at=1, title="茶")])
    steps = Steps()
    with pytest.raises(Cancelled):
        load_facts(store, "s1", steps, stop=lambda: len(steps.seen) == 1)
    facts = load_facts(store, "s1", steps)
    assert facts["orders"]["payment_amount"].tolist() == [1, 2]
    assert list(facts["products"].labels("title")) == ["茶"]
    assert [step.total for step in steps.seen] == [2, 2, 2], "what the cancelled one had read was not kept"


def test_a_killed_refresh_leaves_the_old_state_and_the_next_one_completes(store: Store) -> None:
    write(store, order("a", 1))
    load_facts(store, "s1").close()
    write(store, order("b", 2))
    with store.write() as tx:
        tx.upsert("s1", "api", [Product(id="p", updated_at=1, title="茶")])
    script = (
        "import os, sys; from pathlib import Path; from storage.store import open_store; "
        "from storage.facts_load import load_facts; "
        "load_facts(open_store(Path(sys.argv[1])), 's1', lambda step: os._exit(9) if step.done == 1 else None)"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", script, str(store.folder)], cwd=root, check=False)
    assert killed.returncode == 9
    steps = Steps()
    facts = load_facts(store, "s1", steps)
    assert facts["orders"]["payment_amount"].tolist() == [1, 2]
    assert [step.total for step in steps.seen] == [2, 2]


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _not_a_database(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


def _overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:] = os.urandom(len(data) - 100)
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.unlink()
    with open_store(path.parent / "elsewhere") as elsewhere:
        elsewhere.put_shop(SHOP)
        write(elsewhere, order("theirs", 999))
        load_facts(elsewhere, "s1").close()
        (elsewhere.folder / "facts.db").rename(path)


def _other_sqlite(path: Path) -> None:
    path.unlink()
    with open_store(path.parent / "elsewhere") as elsewhere:
        elsewhere.path.rename(path)


@pytest.mark.parametrize("key", [None, "geheim"])
@pytest.mark.parametrize("accident", [_cut, _not_a_database, _overwritten, _empty, _foreign, _other_sqlite])
def test_a_damaged_or_foreign_file_is_made_anew(
    tmp_path: Path, accident: Callable[[Path], None], key: str | None
) -> None:
    with open_store(tmp_path, key) as store:
        store.put_shop(SHOP)
        write(store, *(order(str(number), number) for number in range(3000)))
        facts = load_facts(store, "s1")
        facts.close()
        accident(tmp_path / "facts.db")
        write(store, order("later", 5))
        assert sum(amounts(store)) == sum(range(3000)) + 5


def test_the_file_of_another_profile_is_made_anew_even_where_every_version_agrees(tmp_path: Path) -> None:
    for name, amount in (("mine", 1), ("theirs", 2)):
        with open_store(tmp_path / name) as store:
            store.put_shop(SHOP)
            write(store, order("a", amount))
            assert amounts(store) == [amount]
    (tmp_path / "theirs" / "facts.db").replace(tmp_path / "mine" / "facts.db")
    with open_store(tmp_path / "mine") as store:
        assert amounts(store) == [1]


def test_facts_of_other_columns_are_made_anew(store: Store) -> None:
    write(store, order("a", 1))
    load_facts(store, "s1").close()
    database = store.beside("facts.db")
    with database.write() as connection:
        connection.execute("UPDATE meta SET value = x'00' WHERE name = 'signature'")
        connection.execute("UPDATE columns SET data = x'63'")
    database.close()
    assert amounts(store) == [1]


def test_a_file_that_breaks_while_in_use_says_so_and_is_mended_by_the_next_load(store: Store) -> None:
    write(store, *(order(str(number), number) for number in range(5000)))
    facts = load_facts(store, "s1")
    facts.close()
    facts = load_facts(store, "s1")
    _cut(store.folder / "facts.db")
    with pytest.raises(KnownError, match="cache for analysis is damaged"):
        [facts["orders"][column] for column in facts["orders"]]
    facts.close()
    assert sum(amounts(store)) == sum(range(5000))


@pytest.mark.parametrize("key", [None, "geheim"])
def test_the_file_is_as_secret_as_the_database(tmp_path: Path, key: str | None) -> None:
    with open_store(tmp_path, key) as store:
        store.put_shop(SHOP)
        with store.write() as tx:
            tx.upsert("s1", "api", [Customer(id="customer-of-mine", updated_at=1, name="a private person")])
        load_facts(store, "s1").close()
        everything = b"".join(path.read_bytes() for path in tmp_path.glob("facts.db*"))
    assert (b"a private person" in everything) == (key is None)
    assert (b"customer-of-mine" in everything) == (key is None)


def test_nothing_is_kept_of_a_forgotten_shop(store: Store) -> None:
    write(store, order("a"), shop=OTHER)
    load_facts(store, "s2").close()
    store.forget_shop("s2")
    load_facts(store, "s1").close()
    database = store.beside("facts.db")
    with database.reader() as reader:
        for table in ("blocks", "columns", "texts"):
            assert reader.execute(f"SELECT count(*) FROM {table} WHERE shop_id = 's2'").fetchone() == (0,)
    database.close()


def test_facts_that_nobody_uses_let_go_of_the_file(store: Store) -> None:
    write(store, order("a"))
    facts = load_facts(store, "s1")
    facts["orders"].labels  # noqa: B018 - a table that was looked at holds nothing back
    assert (store.folder / "facts.db-wal").exists()
    del facts
    assert not (store.folder / "facts.db-wal").exists(), "the last connection removes it when it closes"


def test_closed_facts_keep_what_they_have_loaded(store: Store) -> None:
    write(store, order("a", 3))
    facts = load_facts(store, "s1")
    assert facts["orders"]["payment_amount"].tolist() == [3]
    facts.close()
    assert facts["orders"]["payment_amount"].tolist() == [3]


def test_facts_let_go_of_the_file_when_the_profile_closes(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        write(store, order("a", 3))
        facts = load_facts(store, "s1")
    assert sorted(path.name for path in tmp_path.glob("facts.db*")) == ["facts.db"]
    facts.close()
