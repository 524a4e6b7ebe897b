"""What Youzan does not tell today and tells tomorrow: nothing of the past is missing in the end. SIMULATED."""

import pytest
from msgspec import structs

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.store import Store
from sync.engine import pull
from sync.source import NOTES
from sync.youzan import promoters, trades
from sync.youzan.connector import CONNECTOR
from tests.sync.youzan.bodies import Body, line
from tests.sync.youzan.conftest import SHOP, Connect, Sync
from tests.sync.youzan.server import PAID, Youzan, business, gateway
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import AN, BO, CHEN, LI, WANG, fill, rows

TRADES, GROUPS = "youzan.trades.sold.get", "youzan.ump.groupon.ordergroupdetails.get"
ACCOUNTS, LOG = "youzan.salesman.accounts.get", "youzan.salesman.customer.record.list"
PROMOTED = "SELECT id, promoter_id FROM orders WHERE promoter_id IS NOT NULL ORDER BY created_at"
EARNED = "SELECT order_id, level, customer_id FROM commissions ORDER BY order_id, level"
BUSY = business(50000, "系统繁忙，请稍后再试")


def on_the_card(store: Store) -> list[str]:
    """What the card says beside the count of calls."""
    return [said.zh for said in CONNECTOR.notes(store.cursor(SHOP.id, "youzan", NOTES), {}, 0)[1:]]


def failing(synced: Sync) -> str:
    with pytest.raises(KnownError) as caught:
        synced()
    return caught.value.say("zh")


def test_an_application_that_is_upgraded_gets_the_past_as_well(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    made = fill(shop)
    group = shop.open_group(77, 2, shop.sell(LI, line(9, 41, "龙井", 8800)))
    shop.join_group(group, shop.sell(WANG, line(10, 41, "龙井", 8800)))
    shop.later(days=1)
    youzan.not_allowed = set(PAID)
    assert synced().outcome == "done"
    assert rows(store, PROMOTED) == rows(store, "SELECT id FROM groups") == []
    (said,) = on_the_card(store)
    assert "没有让读取" in said
    assert "拼团" in said
    youzan.not_allowed = set()
    shop.later(days=2)
    assert synced().outcome == "done"
    assert rows(store, PROMOTED) == [(made["promoted"], AN), (made["invited"], BO)]
    assert rows(store, "SELECT id, joined, status FROM groups") == [(str(group), 2, "completed")]
    assert len(rows(store, "SELECT id FROM group_members")) == 2
    assert {row[0] for row in rows(store, "SELECT group_id FROM orders WHERE type = 'group'")} == {str(group)}
    assert len(rows(store, EARNED)) == 3
    assert on_the_card(store) == []
    shop.later(days=2)
    youzan.asked.clear()
    synced()
    assert len(youzan.calls(TRADES)) == 1  # what was owed is paid once


def test_the_past_that_was_read_after_what_is_new_is_owed_as_well(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    """The last weeks are read first, so the first debt is the younger one."""
    shop.register(AN, "o21Zag", 13912345604, "安")
    old = shop.sell(WANG, line(1, 41, "龙井", 8800), promoter=AN)
    shop.later(days=60)
    new = shop.sell(WANG, line(2, 41, "龙井", 8800), promoter=AN)
    shop.later(hours=1)
    youzan.not_allowed = {ACCOUNTS}
    synced()
    youzan.not_allowed = set()
    shop.later(days=1)
    synced()
    assert rows(store, PROMOTED) == [(old, AN), (new, AN)]


@pytest.mark.parametrize(
    "trouble", [BUSY, business(987654321, "谁也没见过的错误"), gateway(5002, "业务异常"), {"code": 200, "data": {}}]
)
def test_what_fails_for_once_is_not_taken_for_a_missing_right(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, trouble: Body
) -> None:
    made = fill(shop)
    youzan.instead = {ACCOUNTS: trouble}
    failing(synced)  # the run is not called done
    assert len(rows(store, "SELECT id FROM orders")) == 4
    assert on_the_card(store) == ["有赞这次没有给出、下次再读的数据：分销员、邀请关系"]
    youzan.instead.clear()
    shop.later(minutes=30)
    assert synced().outcome == "done"
    assert rows(store, PROMOTED) == [(made["promoted"], AN), (made["invited"], BO)]
    assert [row[2] for row in rows(store, EARNED)].count(None) == 0
    assert on_the_card(store) == []


def test_only_the_orders_since_the_failure_are_read_again(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred orders of last week are not paid for again because of one of today."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=500))
    shop.register(AN, "o21Zag", 13912345604, "安")
    for number in range(100):
        shop.sell(LI, line(number, 41, "龙井", 100))
        shop.later(minutes=1)
    shop.later(days=7)
    synced()
    tid = shop.sell(WANG, line(200, 41, "龙井", 8800), promoter=AN)
    shop.later(hours=1)
    youzan.instead = {ACCOUNTS: BUSY}
    failing(synced)
    youzan.instead.clear()
    youzan.asked.clear()
    shop.later(hours=1)
    synced()
    assert rows(store, PROMOTED) == [(tid, AN)]
    assert len(youzan.calls(TRADES)) <= 2


def test_a_group_that_is_not_told_once_is_told_the_next_time(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    group = shop.open_group(77, 3, shop.sell(LI, line(1, 42, "茶杯", 3000)))
    shop.later(hours=1)
    youzan.instead = {GROUPS: BUSY}
    synced()
    assert rows(store, "SELECT id FROM groups") == []
    assert on_the_card(store) == ["有赞这次没有给出、下次再读的数据：拼团"]
    shop.later(hours=1)
    youzan.asked.clear()
    synced()
    assert len(youzan.calls(TRADES)) == 1  # the orders are not read again before it is told
    youzan.instead.clear()
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT id FROM groups") == [(str(group),)]
    assert on_the_card(store) == []


@pytest.mark.parametrize("spoilt", [0, 7, 19])
def test_one_order_that_spoils_a_batch_takes_no_other_group_along(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, spoilt: int
) -> None:
    made = [shop.sell(LI, line(number, 42, "茶杯", 3000)) for number in range(20) if shop.later(minutes=1) is None]
    for tid in made:
        shop.open_group(77, 3, tid)
    shop.later(hours=1)
    youzan.spoilt = made[spoilt]
    for _ in range(3):
        synced()
        assert len(rows(store, "SELECT id FROM groups")) == 19
        shop.later(hours=1)
    assert len(youzan.calls(TRADES)) <= 4  # nobody reads the past again for it
    youzan.spoilt = ""
    synced()
    assert len(rows(store, "SELECT id FROM groups")) == 20
    assert on_the_card(store) == []


@pytest.mark.parametrize("spoilt", [0, 7, 19])
@pytest.mark.parametrize("trouble", [None, BUSY])
def test_one_order_that_is_never_told_keeps_no_past_group_owed(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, trouble: Body | None, spoilt: int
) -> None:
    """Of a trial application, or while Youzan was busy, no group was told at all; then all but one are."""
    made = [shop.sell(LI, line(number, 42, "茶杯", 3000)) for number in range(20) if shop.later(minutes=1) is None]
    for tid in made:
        shop.open_group(77, 3, tid)
    shop.later(hours=1)
    youzan.spoilt = made[spoilt]
    youzan.not_allowed, youzan.instead = (set(), {GROUPS: trouble}) if trouble else ({GROUPS}, {})
    synced()
    assert rows(store, "SELECT id FROM groups") == []
    youzan.not_allowed, youzan.instead = set(), {}
    shop.later(days=2)
    synced()
    assert len(rows(store, "SELECT id FROM groups")) == 19
    youzan.asked.clear()
    for _ in range(3):
        shop.later(days=2)
        synced()
    assert len(youzan.calls(TRADES)) == 3  # nobody reads the past again for the one
    youzan.instead = {GROUPS: BUSY}
    late = [shop.open_group(78, 3, shop.sell(WANG, line(number, 42, "茶杯", 3000))) for number in (30, 31)]
    shop.later(hours=1)
    synced()
    youzan.instead = {}
    shop.later(hours=1)
    synced()
    assert {(str(group),) for group in late} <= set(rows(store, "SELECT id FROM groups"))
    youzan.spoilt = ""
    shop.later(hours=1)
    synced()
    assert len(rows(store, "SELECT id FROM groups")) == 22


def test_what_may_not_be_asked_is_not_asked_page_by_page(
    shop: Shop, youzan: Youzan, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls are paid for, also those that are turned away."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=100))
    for number in range(60):
        shop.open_group(77, 3, shop.sell(LI, line(number, 42, "茶杯", 3000)))
        shop.later(minutes=1)
    shop.later(hours=1)
    refused: list[str] = []
    youzan.refused = refused.append
    youzan.not_allowed = {GROUPS}
    synced()
    assert refused == [GROUPS]


def test_reading_the_past_again_goes_on_where_it_was_stopped(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=10))
    shop.register(AN, "o21Zag", 13912345604, "安")
    for number in range(60):
        shop.sell(WANG, line(number, 41, "龙井", 100), promoter=AN)
        shop.later(hours=1)
    youzan.not_allowed = {ACCOUNTS}
    pull(store, SHOP.id, connect())
    youzan.not_allowed = set()
    shop.later(hours=1)
    known = []
    for _ in range(40):
        asked = len(youzan.calls(TRADES))

        def stop(asked: int = asked) -> bool:
            return len(youzan.calls(TRADES)) >= asked + 8

        try:
            pull(store, SHOP.id, connect(), stop=stop)
        except Cancelled:
            known.append(len(rows(store, PROMOTED)))
        else:
            break
    assert len(rows(store, PROMOTED)) == 60
    assert known == sorted(known)
    assert len(known) > 3


def test_what_is_new_comes_before_the_past(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=10))
    shop.register(AN, "o21Zag", 13912345604, "安")
    for number in range(60):
        shop.sell(WANG, line(number, 41, "龙井", 100), promoter=AN)
        shop.later(hours=1)
    youzan.not_allowed = {ACCOUNTS}
    pull(store, SHOP.id, connect())
    youzan.not_allowed = set()
    for number in range(3):
        new = shop.sell(WANG, line(100 + number, 41, "龙井", 100), promoter=AN)
        shop.later(hours=1)
        asked = len(youzan.calls(TRADES))
        with pytest.raises(Cancelled):
            pull(store, SHOP.id, connect(), stop=lambda asked=asked: len(youzan.calls(TRADES)) >= asked + 4)
        assert rows(store, f"SELECT promoter_id FROM orders WHERE id = '{new}'") == [(AN,)]
    pull(store, SHOP.id, connect())
    assert len(rows(store, PROMOTED)) == 63


def test_reading_the_past_again_stays_within_the_calls_of_a_month(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=10))
    shop.register(AN, "o21Zag", 13912345604, "安")
    for number in range(60):
        shop.sell(WANG, line(number, 41, "龙井", 100), promoter=AN)
        shop.later(hours=1)
    youzan.not_allowed = {ACCOUNTS}
    pull(store, SHOP.id, connect())
    youzan.not_allowed = set()
    shop.later(hours=1)
    spent = len(youzan.asked)
    with pytest.raises(KnownError, match="stopped here"):
        pull(store, SHOP.id, connect(budget=spent + 10))
    assert len(youzan.asked) < spent + 10
    assert 0 < len(rows(store, PROMOTED)) < 60
    shop.later(days=31)
    pull(store, SHOP.id, connect(budget=1000))
    assert len(rows(store, PROMOTED)) == 60


@pytest.mark.parametrize("turned_away", [gateway(4204, "无权限访问"), BUSY])
def test_a_page_that_is_refused_does_not_cut_the_list(
    shop: Shop, youzan: Youzan, store: Store, connect: Connect, turned_away: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five promoters two are on each page, and the second page does not come."""
    monkeypatch.setattr(promoters, "_SIZE", 2)
    for number, who in enumerate((AN, BO, CHEN, LI, WANG)):
        shop.register(who, f"s{number}", 13912345600 + number, who[:2])
    shop.sell(CHEN, line(1, 41, "龙井", 8800), promoter=WANG)
    shop.later(hours=1)
    youzan.pages = {(ACCOUNTS, 2): turned_away}
    try:
        pull(store, SHOP.id, connect())
    except KnownError:
        assert turned_away is BUSY
    assert rows(store, "SELECT id FROM customers WHERE is_promoter") == []
    assert len(on_the_card(store)) == 1
    youzan.pages = {}
    shop.later(hours=1)
    pull(store, SHOP.id, connect())
    assert len(rows(store, "SELECT id FROM customers WHERE is_promoter")) == 5
    assert [row[1] for row in rows(store, PROMOTED)] == [WANG]


def test_a_list_that_is_too_long_is_said_to_be_cut(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more than two pages of two may be turned here; of the third Youzan says that it lies too deep."""
    monkeypatch.setattr(promoters, "_SIZE", 2)
    youzan.reach["accounts"] = 4
    for number, who in enumerate((AN, BO, CHEN, LI, WANG)):
        shop.register(who, f"s{number}", 13912345600 + number, who[:2])
    shop.later(hours=1)
    assert synced().outcome == "done"
    assert len(rows(store, "SELECT id FROM customers WHERE is_promoter")) == 4
    assert on_the_card(store) == ["有赞这次没有给出、下次再读的数据：名单后面的分销员"]
    youzan.reach["accounts"] = 100
    shop.later(hours=1)
    synced()
    assert len(rows(store, "SELECT id FROM customers WHERE is_promoter")) == 5
    assert on_the_card(store) == []


@pytest.mark.parametrize("method", ["youzan.trade.refund.search", "youzan.scrm.customer.list"])
def test_one_list_that_fails_stops_no_other_and_is_named(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, method: str
) -> None:
    fill(shop)
    youzan.instead = {method: BUSY}
    assert "50000" in failing(synced)
    assert len(rows(store, EARNED)) == 3
    assert len(rows(store, "SELECT id FROM referrals")) == 3
    assert on_the_card(store)[0].startswith("有赞这次没有给出")
    youzan.instead.clear()
    shop.later(minutes=30)
    assert synced().outcome == "done"
    assert len(rows(store, "SELECT id FROM refunds")) == 2
    assert on_the_card(store) == []
