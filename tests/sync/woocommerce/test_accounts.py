"""Accounts, of which no list tells what changed: all once a day, in between only the new ones. SIMULATED."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.runs import Run
from storage.store import Store
from tests.sync.little_server import LittleServer
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


def buy_as_guests(shop: Shop, count: int) -> None:
    for number in range(count):
        shop.sell(bodies.line(1, 10, 1, "10.00"), billing=bodies.address("丽", "陈", email=f"{number}@x.example"))
        shop.later(minutes=1)


def test_a_list_of_accounts_that_is_empty_for_some_evenings_closes_none(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    """Guests, who are there whatever the list says, are no witnesses that the shop answers."""
    open_accounts(shop, *range(1, 201))
    buy_as_guests(shop, 20)
    synced()
    everybody = names(store)
    assert len(everybody) == 220
    line.otherwise = lambda request: (
        JSONResponse([]) if request.url.path.endswith("/customers") else woo.answer(request)
    )
    for _ in range(12):
        shop.later(hours=20)
        synced()
    assert names(store) == everybody


def test_accounts_whose_role_the_list_no_longer_shows_are_there_by_their_number(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    open_accounts(shop, *range(1, 41))
    buy_as_guests(shop, 5)
    synced()
    everybody = names(store)
    away = {number: shop.lists["customers"][number] for number in range(1, 21)}

    def answer(request: Request) -> Response:
        """Lists leave half of them out; each is there all the same."""
        is_list = request.url.path.endswith("/customers")
        shop.lists["customers"] = {n: each for n, each in every.items() if not (is_list and n in away)}
        return woo.answer(request)

    every = dict(shop.lists["customers"])
    line.otherwise = answer
    for _ in range(4):
        shop.later(hours=20)
        synced()
    assert names(store) == everybody
