"""The gateway's clock or this computer's is wrong for a while, over a real line. The shop is SIMULATED."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from email.utils import format_datetime

import pytest
from starlette.requests import Request
from starlette.responses import Response

from storage.errors import KnownError
from storage.store import Store
from sync.youzan import traffic
from tests.sync.little_server import LittleServer
from tests.sync.youzan.bodies import line as line_of
from tests.sync.youzan.conftest import SHOP, ShopClock, Sync
from tests.sync.youzan.server import Youzan
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import LI, fill, rows

TRADES, FLOW = "youzan.trades.sold.get", "youzan.bigdata.team.flowoverview.query"
YEARS = timedelta(days=4000)

Told = Callable[[timedelta | None, str], None]


@pytest.fixture
def told(line: LittleServer, youzan: Youzan, shop: Shop) -> Told:
    """By how much the gateway's clock is ahead from now on (None: it tells none), in answers to this path."""

    def tell(ahead: timedelta | None, path: str = "/") -> None:
        def answer(request: Request) -> Response:
            told = youzan.answer(request, line.seen[-1].body)
            if request.url.path.startswith(path):
                del told.headers["date"]
                if ahead is not None:
                    told.headers["date"] = format_datetime(shop.clock + ahead, usegmt=True)
            return told

        line.otherwise = answer

    return tell


def a_day(shop: Shop) -> None:
    shop.sell(LI, line_of(shop.number(), 41, "龙井", 8800))
    shop.later(days=1)


def days_with_a_wrong_clock(shop: Shop, synced: Sync) -> None:
    for _ in range(3):
        a_day(shop)
        with suppress(KnownError):
            synced()


def good_days(shop: Shop, synced: Sync) -> None:
    for _ in range(2):
        a_day(shop)
        synced()


def orders(store: Store) -> int:
    return len(rows(store, "SELECT id FROM orders"))


@pytest.mark.parametrize("path", ["/", "/auth/token"])
@pytest.mark.parametrize("ahead", [timedelta(hours=20), timedelta(days=40), YEARS, -timedelta(days=40), -YEARS, None])
def test_a_week_of_a_wrong_date_loses_nothing(
    shop: Shop, store: Store, synced: Sync, told: Told, ahead: timedelta | None, path: str
) -> None:
    fill(shop)
    good_days(shop, synced)
    told(ahead, path)
    days_with_a_wrong_clock(shop, synced)
    told(timedelta())
    good_days(shop, synced)
    assert orders(store) == len(shop.trades)
    assert not store.quarantined(SHOP.id)


def test_a_date_far_from_this_computers_is_told(shop: Shop, store: Store, synced: Sync, told: Told) -> None:
    fill(shop)
    told(YEARS)
    with pytest.raises(KnownError, match="differ by 4000 days"):
        synced()
    assert orders(store) == len(shop.trades), "they are read all the same"


@pytest.mark.parametrize("ahead", [YEARS, timedelta(days=9), -timedelta(days=9)])
def test_a_week_of_a_wrong_clock_here_loses_nothing(
    shop: Shop, store: Store, synced: Sync, clock: ShopClock, monkeypatch: pytest.MonkeyPatch, ahead: timedelta
) -> None:
    fill(shop)
    good_days(shop, synced)
    right = clock.now
    monkeypatch.setattr(clock, "now", lambda: right() + ahead.total_seconds())
    days_with_a_wrong_clock(shop, synced)
    monkeypatch.setattr(clock, "now", right)
    good_days(shop, synced)
    assert orders(store) == len(shop.trades)
    assert not store.quarantined(SHOP.id)


def test_days_of_traffic_asked_for_before_their_time_are_asked_for_again(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    shop.later(days=1)
    future = '{"state":"' + '{\\"until\\":\\"2037-12-30\\"}' + '"}'
    with store.write() as tx:
        tx.set_cursor(SHOP.id, "youzan", "daily_traffic", future)
    shop.flows = {f"{shop.clock.date() - timedelta(days=1)}": {"uv": "800", "pv": "900"}}
    synced()
    assert len(youzan.calls(FLOW)) == traffic.FIRST_DAYS
    assert rows(store, "SELECT visitors FROM daily_traffic") == [(800,)]
