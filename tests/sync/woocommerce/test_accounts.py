"""Accounts, of which no list tells what changed: all once a day, in between only the new ones. SIMULATED."""

from collections.abc import Callable

from storage.runs import Run
from storage.store import Store
from tests.sync.quick_clock import QuickClock
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]


def names(store: Store) -> dict[str, str]:
    with store.reader() as reader:
        return dict(reader.execute("SELECT id, name FROM customers WHERE NOT deleted").fetchall())


def open_accounts(shop: Shop, *numbers: int) -> None:
    for number in numbers:
        shop.add("customers", bodies.customer(number, f"{number}", "Li"))


def pages_asked(woo: Woo) -> int:
    asked = sum(name == "customers" and "include" not in params for name, params in woo.asked)
    woo.asked.clear()
    return asked


def test_new_accounts_come_with_one_question(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    open_accounts(shop, *range(1, 251))
    synced()
    assert len(names(store)) == 250
    assert pages_asked(woo) == 3
    open_accounts(shop, 251, 252)
    synced()
    assert len(names(store)) == 252
    assert pages_asked(woo) == 1


def test_a_changed_name_is_found_the_next_day(
    shop: Shop, woo: Woo, store: Store, synced: Sync, clock: QuickClock
) -> None:
    open_accounts(shop, *range(1, 151))
    synced()
    shop.later(minutes=5)
    shop.change("customers", 3, first_name="New")
    synced()
    assert names(store)["3"] == "3 Li"
    clock.time += 24 * 3600
    synced()
    assert names(store)["3"] == "New Li"


def test_an_account_closed_while_pages_are_turned_hides_no_other(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    open_accounts(shop, *range(1, 321))
    closed = iter(range(1, 20))

    def meanwhile(asked: int) -> None:
        if shop.lists["customers"]:
            shop.delete("customers", next(closed))

    woo.meanwhile = meanwhile
    synced()
    assert {str(number) for number in shop.lists["customers"]} <= names(store).keys()


def test_a_clock_that_was_a_year_ahead_reads_all_once_more(
    shop: Shop, woo: Woo, synced: Sync, clock: QuickClock
) -> None:
    open_accounts(shop, *range(1, 151))
    clock.time += 365 * 86400
    synced()
    pages_asked(woo)
    clock.time -= 365 * 86400
    synced()
    assert pages_asked(woo) == 2
