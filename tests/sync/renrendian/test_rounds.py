"""Which calls are made, and that in the end nothing is missing, whatever ``offset`` counts. The shop is SIMULATED."""

from collections.abc import Callable

import pytest

from storage.errors import KnownError
from storage.runs import Run
from sync import resource
from sync.bookmark import Bookmark
from sync.cursors.offsets import Meaning
from sync.renrendian import trades
from tests.sync.renrendian.conftest import Rows
from tests.sync.renrendian.server import Refusal, Rrd
from tests.sync.renrendian.shop import Shop

Synced = Callable[[], Run]

DAYS = 24.0


def asked(rrd: Rrd) -> list[str]:
    """The orders that were asked for, one by one, since the last time."""
    numbers = [params["order_sn"] for params in rrd.methods("trade.details")]
    rrd.asked.clear()
    return numbers


@pytest.mark.parametrize("meaning", [Meaning.ROWS, Meaning.PAGES_FROM_1])
def test_all_that_was_ever_placed_comes_whatever_offset_counts(
    shop: Shop, rrd: Rrd, synced: Synced, rows: Rows, meaning: Meaning
) -> None:
    rrd.meaning = meaning
    numbers = []
    for count in range(100):
        numbers.append(shop.sell(shop.line(1, 100 + count)))
        shop.later(minutes=7)
    synced()
    assert sorted(asked(rrd)) == sorted(numbers), "one call for each"
    # 1.00 + 1.01 + ... + 1.99
    assert rows("SELECT count(*), sum(payment_amount) FROM orders") == [(100, 14950)]


def test_a_call_is_spent_only_on_what_is_new_or_may_change(shop: Shop, rrd: Rrd, synced: Synced) -> None:
    unpaid, sent, closed = (shop.sell(shop.line(1, 990), paid=False) for _ in range(3))
    shop.pay(sent)
    shop.send(sent)
    shop.close(closed, 12)
    shop.later(hours=2)
    synced()
    assert sorted(asked(rrd)) == sorted([unpaid, sent, closed])
    shop.later(hours=30)
    new = shop.sell(shop.line(1, 990))
    synced()
    first, *again = asked(rrd)
    assert first == new
    assert sorted(again) == [unpaid, sent], "then those that may change; what is closed never again"
    shop.finish(sent)
    shop.close(unpaid, 10)
    synced()
    assert sorted(asked(rrd)) == [unpaid, sent, new]
    shop.later(hours=29 * DAYS)
    synced()
    assert sorted(asked(rrd)) == [sent, new], "a buyer may send it back still"
    shop.later(hours=2 * DAYS)
    synced()
    synced()
    assert sorted(asked(rrd)) == [sent, new, new], "one last time"


def test_a_refund_long_after_is_seen_while_the_order_is_open(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 990))
    shop.send(number)
    synced()
    shop.later(hours=60 * DAYS)
    shop.finish(number)
    synced()
    shop.later(hours=29 * DAYS)
    shop.ask_back(number, 0, 990)
    shop.give_back(number, 0)
    synced()
    assert rows("SELECT status, amount FROM refunds") == [("done", 990)]


def test_after_ninety_days_it_is_looked_at_one_last_time(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 990))
    synced()
    shop.later(hours=200 * DAYS)  # the program was closed for half a year
    shop.send(number)
    asked(rrd)
    synced()
    assert asked(rrd) == [number]
    assert rows("SELECT status FROM orders") == [("shipped",)]
    shop.finish(number)
    synced()
    assert asked(rrd) == []
    assert rows("SELECT status FROM orders") == [("shipped",)], "this is what is lost, and documented"


def test_only_so_many_are_looked_at_again_in_one_run(
    shop: Shop, rrd: Rrd, synced: Synced, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trades, "AGAIN", 25)
    numbers = []
    for _ in range(60):
        numbers.append(shop.sell(shop.line(1, 990)))
        shop.later(minutes=1)
    synced()
    shop.later(hours=30)
    asked(rrd)
    turns = []
    for _ in range(5):
        synced()
        turns += asked(rrd)
    assert turns == [*numbers, *numbers[:50]], "in turn: 25, 25, 10, and from the beginning"


def test_a_history_that_breaks_off_goes_on_where_it_was(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    for _ in range(200):
        shop.sell(shop.line(1, 990))
        shop.later(hours=6)
    lists = iter(range(100))

    def break_off() -> None:
        if next(lists) == 5:
            raise Refusal(30013)

    rrd.meanwhile = break_off
    with pytest.raises(KnownError, match="30013"):
        synced()
    (before,) = rows("SELECT count(*) FROM orders")
    assert 20 < before[0] < 200
    first = asked(rrd)
    rrd.meanwhile = lambda: None
    synced()
    assert rows("SELECT count(*), sum(payment_amount) FROM orders") == [(200, 200 * 990)]
    second = asked(rrd)
    assert len(first) + len(second) < 200 + trades.TERMS.size + before[0], "what came is not read from the beginning"
    assert len(second) == len(set(second)), "and nothing twice"


def test_a_round_over_open_orders_that_breaks_off_goes_on_too(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    numbers = []
    for _ in range(50):
        numbers.append(shop.sell(shop.line(1, 990)))
        shop.later(minutes=1)
    synced()
    shop.later(hours=30)
    for number in numbers:
        shop.send(number)
    route, calls = rrd._route, iter(range(1000))

    def break_off(method: str, params: dict[str, str]) -> dict[str, object]:
        if method == "trade.details" and next(calls) == 30:
            raise Refusal(30013)
        return route(method, params)

    rrd._route = break_off  # type: ignore[method-assign]
    asked(rrd)
    with pytest.raises(KnownError, match="30013"):
        synced()
    assert rows("SELECT count(*) FROM orders WHERE status = 'shipped'") == [(20,)]
    rrd._route = route  # type: ignore[method-assign]
    first = asked(rrd)
    synced()
    assert rows("SELECT count(*) FROM orders WHERE status = 'shipped'") == [(50,)]
    assert asked(rrd) == [each for each in numbers if each not in first[:20]], "those that were left"
    synced()
    assert asked(rrd) == numbers, "then anew"


def test_an_order_that_is_gone_is_not_asked_for_for_ever(shop: Shop, rrd: Rrd, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 990))
    synced()
    del shop.orders[number]
    shop.later(hours=1)
    assert synced().outcome == "done"
    asked(rrd)
    shop.later(hours=10 * DAYS)
    synced()
    assert asked(rrd) == []
    assert rows("SELECT count(*) FROM orders WHERE NOT deleted") == [(1,)], "sold is sold; documented"


def test_what_is_kept_does_not_grow_with_the_orders_under_way(
    shop: Shop, synced: Synced, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    write = resource.write_bookmark

    def measured(bookmark: Bookmark) -> str:
        text = write(bookmark)
        kept.append(len(text))
        return text

    monkeypatch.setattr(resource, "write_bookmark", measured)
    for _ in range(200):
        shop.sell(shop.line(1, 990))
        shop.later(minutes=20)
    synced()
    shop.later(days=1)
    synced()
    assert max(kept) < 500
