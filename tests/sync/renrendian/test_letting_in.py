"""How 人人店 lets us in, and in which words it does not. The interface is SIMULATED; signatures it checks by itself."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from storage.errors import KnownError
from storage.runs import Run
from storage.store import Store
from sync.connector import YES
from sync.renrendian.connector import CONNECTOR, GATEWAY, NOT_AGREED, code_in
from sync.renrendian.source import RrdSource
from sync.retry import Patience
from tests.sync.little_server import LittleServer
from tests.sync.quick_clock import QuickClock
from tests.sync.renrendian.conftest import SHOP, Rows, typed
from tests.sync.renrendian.server import APPID, CODE, RETURN, SECRET, Rrd
from tests.sync.renrendian.shop import Shop

QUICK = Patience(tries=3, few_tries=2)


def opened(line: LittleServer, clock: QuickClock, **other: str) -> RrdSource:
    source = CONNECTOR.open(typed(line, **other), clock, QUICK)
    assert isinstance(source, RrdSource)
    return source


def refusal(source: RrdSource) -> KnownError:
    with closing(source), pytest.raises(KnownError) as caught:
        source.shop()
    return caught.value


def test_nothing_is_sent_in_the_open_without_consent(line: LittleServer, clock: QuickClock) -> None:
    with pytest.raises(KnownError) as caught:
        opened(line, clock, url="")
    assert caught.value.what == NOT_AGREED.what
    assert "不加密" in caught.value.what.zh
    opened(line, clock, url=GATEWAY, plain_http=YES).close()
    opened(line, clock, url="https://apis.wxrrd.example").close()
    opened(line, clock).close()  # this very computer needs none
    for wrong in ("apis.wxrrd.com", "http://", "ftp://apis.wxrrd.com"):
        with pytest.raises(KnownError, match="complete address"):
            opened(line, clock, url=wrong, plain_http=YES)


def test_a_code_is_good_once_and_what_it_brought_is_kept(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    kept: list[Any] = []
    with closing(opened(line, clock)) as source:
        source.on_renewed(kept.append)
        assert source.shop() == SHOP
    assert kept == [{"grant": rrd.refresh_token}]
    assert "请在人人店重新授权" in refusal(opened(line, clock)).say("zh")
    with closing(opened(line, clock, **kept[0])) as source:
        assert source.shop() == SHOP


def test_what_another_program_was_given_meanwhile_is_used(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    kept: dict[str, Any] = {}
    with closing(opened(line, clock)) as window, closing(opened(line, clock)) as command:
        for source in (window, command):
            source.on_renewed(kept.update, lambda: dict(kept))
        for source in (window, command, window):
            assert source.shop() == SHOP


def test_two_programs_that_ask_at_the_same_moment(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    kept: dict[str, Any] = {}
    with closing(opened(line, clock)) as quicker:
        quicker.on_renewed(kept.update)
        quicker.shop()
    looked = iter([{"grant": CODE}])  # before the other one had kept its new one
    with closing(opened(line, clock)) as slower:
        slower.on_renewed(kept.update, lambda: next(looked, kept))
        assert slower.shop() == SHOP


@pytest.mark.parametrize(
    "pasted", [CODE, f"{RETURN}?code={CODE}", f"http://shop.example/index.php?c=Ibmall&a=index&state=1&code={CODE}"]
)
def test_the_code_may_be_pasted_with_the_address_it_came_in(pasted: str) -> None:
    assert code_in(pasted) == CODE


def test_a_refresh_token_of_another_program_will_do(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    rrd.refresh_token, rrd.rotates = "b8fe232b" * 4, False
    kept: list[Any] = []
    with closing(opened(line, clock, grant=rrd.refresh_token)) as source:
        source.on_renewed(kept.append)
        source.shop()
    assert kept == [], "it stays as it is"
    rrd.codes.add("c" * 32)
    with closing(opened(line, clock, grant="c" * 32)) as source:
        assert source.shop() == SHOP, "a long code looks like a refresh token, and is tried as both"


def test_the_secret_is_sent_only_where_it_must_be(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    with closing(opened(line, clock)) as source:
        source.shop()
        assert SECRET not in str([seen.query for seen in line.seen])
        rrd.needs_secret = True
        source.shop()
        source.shop()
    sent = ["secret" in params for _, params in rrd.asked]
    assert sent == [False, True, True]
    assert len([seen for seen in line.seen if seen.path == "/token"]) == 1


def test_a_token_that_ended_is_replaced_once(line: LittleServer, rrd: Rrd, shop: Shop, clock: QuickClock) -> None:
    kept: list[Any] = []
    with closing(opened(line, clock)) as source:
        source.on_renewed(kept.append)
        source.shop()
        rrd.tokens.clear()  # taken back before its time
        source.shop()
        shop.later(hours=3)  # known to be over: nobody asks with it
        source.shop()
    assert [each["grant"] for each in kept][-1] == rrd.refresh_token
    assert len(kept) == 3
    paths = [seen.path for seen in line.seen]
    assert paths == ["/token", *["/router/rest"] * 2, "/token", "/router/rest", "/token", "/router/rest"]


def test_a_clock_that_is_wrong_by_years_does_no_harm(
    rrd: Rrd, shop: Shop, source: RrdSource, synced: Callable[[], Run], rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = source._calls._clock.now
    monkeypatch.setattr(source._calls._clock, "now", lambda: right() - 3 * 365 * 86400)
    shop.sell(shop.line(1, 990))
    synced()
    assert rows("SELECT count(*) FROM orders") == [(1,)]


def test_a_clock_that_nobody_sets_right_is_told(line: LittleServer, rrd: Rrd, clock: QuickClock) -> None:
    wrong = QuickClock()
    wrong.time = clock.now() + 42 * 60
    rrd.tells_date = lambda path: path != "/token"
    assert "快了 42 分钟" in refusal(opened(line, wrong)).what.zh
    rrd.codes.add(CODE)
    wrong.time = clock.now() - 60 * 60
    assert "慢了 60 分钟" in refusal(opened(line, wrong)).what.zh
    rrd.codes.add(CODE)
    rrd.tells_date = lambda path: False
    assert "时间与店铺的相差太多" in refusal(opened(line, wrong)).what.zh


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (30009, "给别的应用的"),
        (30017, "授权已失效"),
        (30003, "已被停用"),
        (30011, "secret 不对"),
        (30018, "限制了访问次数"),
        (30013, "30013"),
    ],
)
def test_every_no_has_its_words(line: LittleServer, rrd: Rrd, clock: QuickClock, code: int, words: str) -> None:
    rrd.refused = {"shop.details": code, "trade.lists": code}
    error = refusal(opened(line, clock))
    assert words in error.what.zh
    for secret in (SECRET, rrd.refresh_token, *rrd.tokens):
        assert secret not in error.detail


@pytest.mark.parametrize(
    ("answer", "typed_wrong", "words"),
    [
        ("appid", "x", "没有这个应用"),
        ("secret", "x", "secret 不对"),
        ("return_address", "http://shop.example/", "回调地址"),
        ("grant", "x", "不认这个授权码"),
    ],
)
def test_what_was_typed_wrong_is_named(
    line: LittleServer, rrd: Rrd, clock: QuickClock, answer: str, typed_wrong: str, words: str
) -> None:
    assert words in refusal(opened(line, clock, **{answer: typed_wrong})).what.zh


def test_what_the_application_may_not_read_is_left_out_and_told(
    shop: Shop, rrd: Rrd, store: Store, synced: Callable[[], Run], rows: Rows
) -> None:
    rrd.refused = {"user.lists": 30016, "guider.lists": 30016}
    shop.sell(shop.line(1, 990))
    shop.stock(990)
    assert synced().outcome == "done"
    assert rows("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM products)") == [(1, 1)]
    (kept,) = rows("SELECT state FROM sync_state WHERE state LIKE '%refused%'")
    assert [note.zh for note in CONNECTOR.notes(kept[0], {}, 0)] == ["人人店应用没有开通的数据：会员、推客"]
    rrd.refused = {}
    shop.later(days=1)
    synced()
    (kept,) = rows("SELECT state FROM sync_state WHERE state LIKE '%refused%'")
    assert CONNECTOR.notes(kept[0], {}, 0) == ()
    rrd.refused = {"trade.lists": 30016}
    with pytest.raises(KnownError, match="may not read"):
        synced()


def test_a_shop_that_may_not_tell_its_name_has_its_applications(
    line: LittleServer, rrd: Rrd, clock: QuickClock
) -> None:
    rrd.refused = {"shop.details": 30012}
    with closing(opened(line, clock)) as source:
        assert (source.shop().id, source.shop().name) == (f"renrendian-{APPID}", f"人人店 {APPID}")
