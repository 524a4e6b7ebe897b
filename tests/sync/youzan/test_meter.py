"""Calls are paid for: none is forgotten, whoever makes it and whatever clocks say. The gateway is SIMULATED."""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import timedelta

import pytest

from storage.errors import KnownError
from storage.store import Store
from sync.engine import pull
from sync.noting import noting
from sync.source import NOTES
from sync.youzan.kept import Book
from sync.youzan.meter import Meter
from tests.sync.youzan.bodies import line
from tests.sync.youzan.conftest import SHOP, Connect, ShopClock, Sync
from tests.sync.youzan.server import Youzan
from tests.sync.youzan.shop import OPENED, Shop

MARCH = OPENED.timestamp()

_SPENDS = """
import pathlib, sys
from storage.errors import KnownError
from storage.store import open_store
from sync.noting import noting
from sync.youzan.kept import Book
from sync.youzan.meter import Meter
with open_store(pathlib.Path(sys.argv[1])) as store:
    book = Book()
    book.remember(noting(store, "youzan")(sys.argv[2]))
    meter = Meter(int(sys.argv[3]), book)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        for _ in range(150):
            meter.spend(float(sys.argv[4]))
    except KnownError:
        pass
    print(meter.made)
"""


def calls(store: Store) -> dict[str, int]:
    return dict(json.loads(store.cursor(SHOP.id, "youzan", NOTES) or "{}").get("calls", {}))


@pytest.mark.parametrize(("budget", "spent"), [(1000, 300), (202, 200)])
def test_two_programs_count_into_the_same(store: Store, budget: int, spent: int) -> None:
    """Of 202 calls two are left over, and no other is made by both or by nobody."""
    command = [sys.executable, "-c", _SPENDS, str(store.folder), SHOP.id, str(budget), str(MARCH)]
    programs = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for each in programs:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    made = [int(each.communicate()[0]) for each in programs]
    assert sum(made) == spent
    assert calls(store) == {"2026-03": spent}


def test_two_syncs_at_once_are_one(shop: Shop, youzan: Youzan, store: Store, connect: Connect) -> None:
    for number in range(30):
        shop.sell("c1", line(number, 41, "龙井", 100))
    shop.later(hours=1)
    said: list[str] = []
    met = threading.Barrier(2)
    youzan.meanwhile = lambda asked: None if asked else _meet(met)

    def other() -> None:
        met.wait(10)
        try:
            pull(store, SHOP.id, connect())
        except KnownError as error:
            said.append(error.say("zh"))
        met.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    assert pull(store, SHOP.id, connect()).outcome == "done"
    thread.join()
    assert "正在同步" in said[0]
    assert calls(store) == {"2026-03": len(youzan.asked)}
    assert [run.outcome for run in store.runs(SHOP.id)] == ["done"]


def _meet(met: threading.Barrier) -> None:
    """Nothing is answered until the other has been there."""
    met.wait(10)
    met.wait(10)


@pytest.mark.parametrize("days", [-40, 40])
def test_months_are_those_of_youzan(
    shop: Shop,
    youzan: Youzan,
    store: Store,
    connect: Connect,
    clock: ShopClock,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
) -> None:
    """A computer that believes for an evening to be in another month has not got its calls for nothing."""
    pull(store, SHOP.id, connect())
    shop.later(days=1)
    with monkeypatch.context() as wrong:
        wrong.setattr(ShopClock, "now", lambda self: (shop.clock + timedelta(days=days)).timestamp())
        with suppress(KnownError):  # it may be said
            pull(store, SHOP.id, connect())
    shop.later(days=1)
    pull(store, SHOP.id, connect())
    assert calls(store) == {"2026-03": len(youzan.asked)}


def test_a_wrong_evening_of_youzans_clock_spoils_no_other_month(shop: Shop, store: Store) -> None:
    book = Book()
    book.remember(noting(store, "youzan")(SHOP.id))
    meter = Meter(1000, book)
    for at, times in ((MARCH, 900), (MARCH + 31 * 86400, 5), (MARCH, 1)):
        for _ in range(times):
            meter.spend(at)
    assert calls(store) == {"2026-03": 901, "2026-04": 5}
    for _ in range(89):
        meter.spend(MARCH)
    with pytest.raises(KnownError, match="10 of this month"):
        meter.spend(MARCH)


def test_calls_before_the_shop_was_known_count(store: Store, youzan: Youzan, connect: Connect) -> None:
    """Asking for the name of the shop is one."""
    source = connect()
    source.shop()
    source.remember(noting(store, "youzan")(SHOP.id))
    source.remember(noting(store, "youzan")(SHOP.id))
    assert calls(store) == {"2026-03": 1} == {"2026-03": len(youzan.asked)}


def test_a_refused_kind_is_noted_beside_the_calls(youzan: Youzan, store: Store, synced: Sync) -> None:
    youzan.not_allowed = {"youzan.trade.refund.search"}
    synced()
    kept = json.loads(store.cursor(SHOP.id, "youzan", NOTES) or "")
    assert kept == {"calls": {"2026-03": len(youzan.asked) + 1}, "refused": ["refunds"]}  # asked counts those let in
