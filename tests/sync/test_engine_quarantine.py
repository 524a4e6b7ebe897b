"""Records that cannot be understood: set aside whole, shown, asked for again, let out when they fit."""

import msgspec
import pytest

from storage.store import Store
from storage.words import Words
from sync.bookmark import TIMES
from sync.engine import pull, retry_quarantine
from sync.neutral import NeutralSource
from sync.sandbox.faults import Fault
from sync.sandbox.server import Sandbox
from tests.sync.shop_fixtures import sandbox, small_shop, source, store
from tests.sync.twin import differences, lacking

__all__ = ["sandbox", "source", "store"]

SHOP = small_shop().shop.id


def test_damage_on_the_way_heals_in_the_same_sync(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    sandbox.faults.on(Fault.WRONG_TYPES, count=2, resource="orders")
    run = pull(store, SHOP, source)
    assert len(sandbox.faults.damaged) == 2
    assert differences(store, sandbox) == {}
    assert store.quarantined(SHOP) == []
    assert run.counts["orders"].quarantined == 0


def spoil(sandbox: Sandbox, kind: str, **wrong: object) -> str:
    """Let the shop itself hold a record that does not fit."""
    item = next(sandbox.state.everything(kind)) | wrong
    sandbox.state.put(kind, item)
    return str(item["id"])


def test_a_record_the_shop_holds_wrong_is_kept_aside_and_its_neighbours_come(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    wrong = spoil(sandbox, "orders", payment_amount="12.50", receiver_name="小明")
    run = pull(store, SHOP, source)
    assert lacking(store, sandbox) == {("orders", wrong)}
    (kept,) = store.quarantined(SHOP)
    assert (kept.kind, kept.record_id, kept.source) == ("orders", wrong, source.name)
    assert kept.reason.zh == "「payment_amount」应为整数或空值，收到的是文字"
    assert msgspec.json.decode(kept.raw)["receiver_name"] == "小明"
    assert run.counts["orders"].quarantined == 1
    assert run.outcome == "done"


def test_a_record_from_the_future_waits_until_the_shop_mends_it(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    pull(store, SHOP, source)
    before = store.as_of(SHOP)
    assert before is not None
    late = 10 * 365 * 86_400_000
    sandbox.state.clock += late
    wrong = spoil(sandbox, "orders", buyer_note="未来")
    sandbox.state.clock -= late
    pull(store, SHOP, source)
    (kept,) = store.quarantined(SHOP)
    assert (kept.record_id, kept.reason.zh) == (wrong, "「更新时间」在未来，先放一边，等店铺改正")
    assert store.as_of(SHOP) == before
    retry_quarantine(store, SHOP)
    assert len(store.quarantined(SHOP)) == 1
    sandbox.state.clock += 60_000
    item = next(each for each in sandbox.state.everything("orders") if each["id"] == wrong)
    sandbox.state.put("orders", item | {"buyer_note": "现在"})
    pull(store, SHOP, source)
    assert store.quarantined(SHOP) == []
    assert differences(store, sandbox) == {}
    now = store.as_of(SHOP)
    assert now is not None
    assert before < now < before + late


def test_a_page_in_doubt_is_asked_for_again_a_few_times_and_then_left(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    spoil(sandbox, "orders", payment_amount="12.50")
    sandbox.state.clock += 10**9
    sandbox.change(40, seed=1)  # newer records, so that the overlap does not reach the wrong one
    for _ in range(TIMES + 2):
        pull(store, SHOP, source)
    (kept,) = store.quarantined(SHOP)
    assert kept.attempts == 1 + TIMES
    bookmark = store.cursor(SHOP, source.name, "orders")
    assert bookmark is not None
    assert "doubts" not in bookmark


@pytest.mark.parametrize("mended_by", ["a good copy", "a deletion"])
def test_what_the_shop_mends_leaves_quarantine(
    store: Store, sandbox: Sandbox, source: NeutralSource, mended_by: str
) -> None:
    good = next(sandbox.state.everything("orders"))
    spoil(sandbox, "orders", payment_amount="12.50")
    pull(store, SHOP, source)
    sandbox.state.clock += 1
    if mended_by == "a good copy":
        sandbox.state.put("orders", good)
    else:
        sandbox.state.delete("orders", good["id"])
    pull(store, SHOP, source)
    assert store.quarantined(SHOP) == []
    assert differences(store, sandbox) == {}


def test_an_older_good_copy_does_not_let_a_newer_wrong_one_go(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    pull(store, SHOP, source)
    good = next(sandbox.state.everything("orders"))
    sandbox.state.clock += 1
    spoil(sandbox, "orders", id=good["id"], payment_amount="12.50")
    sandbox.faults.on(Fault.DUPLICATE_IDS)
    pull(store, SHOP, source)
    assert [kept.record_id for kept in store.quarantined(SHOP)] == [good["id"]] * len(store.quarantined(SHOP))
    assert store.quarantined(SHOP)


def test_a_newer_program_lets_out_what_now_fits(store: Store) -> None:
    fits = b'{"id":"o1","updated_at":2,"created_at":1700000000000,"payment_amount":990}'
    never = b'{"id":"o2","updated_at":2,"created_at":"x"}'
    gone = b'{"id":"o3","updated_at":2,"deleted":true}'
    old = Words("从前读不懂", "once not understood")
    with store.write() as tx:
        for raw in (fits, never, gone):
            tx.quarantine(SHOP, "api", "orders", raw, old, None)
        tx.quarantine(SHOP, "file:1", "orders", b"a,b", old, None)
    run = retry_quarantine(store, SHOP)
    assert (run.counts["orders"].inserted, run.counts["orders"].quarantined) == (1, 1)
    assert run.outcome == "done"
    kept = {each.raw: each for each in store.quarantined(SHOP)}
    assert set(kept) == {never, b"a,b"}
    assert kept[never].attempts == 2
    assert kept[never].reason.zh == "「created_at」应为整数，收到的是文字"
    with store.reader() as reader:
        assert reader.execute("SELECT id, payment_amount, deleted FROM orders ORDER BY id").fetchall() == [
            ("o1", 990, 0),
            ("o3", None, 1),
        ]
