"""The client against a real server: login, trying again, waiting, stopping."""

import gzip
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from email.utils import formatdate

import msgspec
import pytest

from storage.errors import KnownError
from storage.progress import Cancelled
from sync import http
from sync.http import Client
from sync.retry import Patience
from tests.sync.little_server import (
    LittleServer,
    answer,
    half_of,
    keys,
    little_server,
    silent_server,
    trickling_server,
)
from tests.sync.quick_clock import QuickClock

FINE = {"fine": True}
decode = msgspec.json.Decoder(dict[str, bool]).decode


@pytest.fixture(scope="module")
def running_server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture
def server(running_server: LittleServer) -> LittleServer:
    url = running_server.url
    running_server.__init__()  # type: ignore[misc]
    running_server.url = url
    return running_server


@pytest.fixture
def clock() -> QuickClock:
    return QuickClock()


@pytest.fixture
def client(server: LittleServer, clock: QuickClock) -> Iterator[Client]:
    with Client(server.url, keys(), clock) as client:
        yield client


def test_one_login_and_one_connection_serve_many_requests(server: LittleServer, client: Client) -> None:
    for page in range(5):
        assert client.get("/v1/orders", {"cursor": f"第{page}页&="}, decode) == FINE
    assert server.paths == ["/oauth/token"] + ["/v1/orders"] * 5
    assert [seen.query.get("cursor") for seen in server.seen[1:]] == [f"第{page}页&=" for page in range(5)]
    assert len({seen.connection for seen in server.seen}) == 1
    assert server.tokens_given == 1


def test_a_compressed_answer_is_asked_for_and_understood(server: LittleServer, client: Client) -> None:
    server.script = [answer(200, gzip.compress(b'{"fine": true}'), content_encoding="gzip")]
    assert client.get("/v1/orders", {}, decode) == FINE
    assert server.seen[-1].headers["accept-encoding"] == "gzip"


def test_a_base_address_may_have_a_path_and_a_slash(server: LittleServer, clock: QuickClock) -> None:
    with Client(server.url + "/", keys(), clock) as client:
        client.get("/v1/orders", {}, decode)
    assert server.paths == ["/oauth/token", "/v1/orders"]


def test_the_token_is_renewed_shortly_before_it_ends(server: LittleServer, client: Client, clock: QuickClock) -> None:
    client.get("/v1/orders", {}, decode)
    clock.time += 3600 - 61
    client.get("/v1/orders", {}, decode)
    assert server.tokens_given == 1
    clock.time += 2
    client.get("/v1/orders", {}, decode)
    assert server.tokens_given == 2
    assert all(seen.headers.get("authorization") != "Bearer " for seen in server.seen)


def test_a_token_of_a_short_life_is_used_at_least_half_of_it(
    server: LittleServer, client: Client, clock: QuickClock
) -> None:
    server.token_life = 10
    client.get("/v1/orders", {}, decode)
    clock.time += 4
    client.get("/v1/orders", {}, decode)
    assert server.tokens_given == 1
    clock.time += 2
    client.get("/v1/orders", {}, decode)
    assert server.tokens_given == 2


def test_a_token_that_ended_early_is_renewed_at_once(server: LittleServer, client: Client, clock: QuickClock) -> None:
    client.get("/v1/orders", {}, decode)
    server.good_token = "another"
    assert client.get("/v1/orders", {}, decode) == FINE
    assert server.tokens_given == 2
    assert clock.naps == []


def test_a_shop_that_took_the_permission_back_is_told_soon(server: LittleServer, client: Client) -> None:
    server.otherwise = answer(401, b"{}")
    with pytest.raises(KnownError, match="no longer accepts") as caught:
        client.get("/v1/orders", {}, decode)
    assert "重新连接" in caught.value.say("zh")
    assert server.paths.count("/v1/orders") == 2 * Patience().few_tries


@pytest.mark.parametrize(
    "refusal",
    [answer(401, b"{}"), answer(400, b'{"error": "invalid_client"}'), answer(403, b'{"error": "unauthorized_client"}')],
)
def test_a_wrong_secret_is_never_tried_twice(
    server: LittleServer, client: Client, clock: QuickClock, refusal: object
) -> None:
    server.token_script = [refusal] * 5  # type: ignore[list-item]
    with pytest.raises(KnownError) as caught:
        client.get("/v1/orders", {}, decode)
    assert caught.value.say("zh").startswith("应用编号或密钥不对")
    assert server.paths == ["/oauth/token"]
    assert clock.naps == []


def test_a_login_that_is_out_of_order_is_not_blamed_on_the_secret(server: LittleServer, client: Client) -> None:
    server.token_script = [answer(500), answer(429, b"", Retry_After="2")]
    assert client.get("/v1/orders", {}, decode) == FINE
    assert server.paths == ["/oauth/token"] * 3 + ["/v1/orders"]


PASSING = {
    "500": answer(500, "<h1>oops</h1>"),
    "502": answer(502),
    "503": answer(503),
    "408": answer(408),
    "429": answer(429),
    "half a body": half_of(b'{"fine": true}' * 1000),
    "half a JSON": answer(200, b'{"fine": tr'),
    "nothing": answer(200, b""),
    "broken gzip": answer(200, b"no gzip at all", content_encoding="gzip"),
    "half a gzip": answer(200, gzip.compress(b'{"fine": true}')[:-12], content_encoding="gzip"),
    "another shape": answer(200, b"[1, 2]"),
}


@pytest.mark.parametrize("trouble", PASSING)
def test_a_passing_trouble_is_waited_out(server: LittleServer, client: Client, clock: QuickClock, trouble: str) -> None:
    server.script = [PASSING[trouble]] * 3
    assert client.get("/v1/orders", {}, decode) == FINE
    assert server.paths.count("/v1/orders") == 4
    assert clock.slept > 0


def test_a_lasting_trouble_ends_in_bounded_time(server: LittleServer, client: Client, clock: QuickClock) -> None:
    server.otherwise = answer(500)
    with pytest.raises(KnownError) as caught:
        client.get("/v1/orders", {}, decode)
    assert "500" in caught.value.what.zh
    assert server.paths.count("/v1/orders") == Patience().tries
    assert clock.slept < Patience().waiting


def test_waits_double_up_to_a_bound_with_full_jitter(server: LittleServer) -> None:
    server.otherwise = answer(503)
    clock = QuickClock(chance=0.999)
    with (
        Client(server.url, keys(), clock, Patience(waiting=1e9)) as client,
        pytest.raises(KnownError),
    ):
        client.get("/v1/orders", {}, decode)
    assert clock.slept == pytest.approx(0.999 * (0.5 + 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30))
    assert max(clock.naps) <= 0.2, "a wait looks up at least every 0.2 s"

    lucky = QuickClock(chance=0.0)
    with Client(server.url, keys(), lucky) as client, pytest.raises(KnownError):
        client.get("/v1/orders", {}, decode)
    assert lucky.slept == 0


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(server: LittleServer, clock: QuickClock, form: str) -> None:
    asked = "7" if form == "seconds" else formatdate(clock.time + 7, usegmt=True)
    server.script = [answer(429, b"", Retry_After=asked)]
    with Client(server.url, keys(), clock) as client:
        assert client.get("/v1/orders", {}, decode) == FINE
    assert 7 <= clock.slept <= 7.5


@pytest.mark.parametrize("asked", ["soon", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", ""])
def test_a_senseless_retry_after_does_no_harm(
    server: LittleServer, client: Client, clock: QuickClock, asked: str
) -> None:
    server.script = [answer(429, b"", Retry_After=asked)]
    assert client.get("/v1/orders", {}, decode) == FINE
    assert clock.slept <= 0.5


def test_a_shop_that_makes_us_wait_an_hour_is_told_at_once(
    server: LittleServer, client: Client, clock: QuickClock
) -> None:
    server.otherwise = answer(429, b"", Retry_After="3600")
    with pytest.raises(KnownError) as caught:
        client.get("/v1/orders", {}, decode)
    assert "限制了访问次数" in caught.value.what.zh
    assert clock.slept == 0
    assert server.paths.count("/v1/orders") == 1


def test_a_stop_ends_the_waiting(server: LittleServer) -> None:
    server.otherwise = answer(429, b"", Retry_After="100")
    clock = QuickClock()
    with Client(server.url, keys(), clock) as client, pytest.raises(Cancelled):
        client.get("/v1/orders", {}, decode, stop=lambda: clock.slept >= 1)
    assert clock.slept == pytest.approx(1, abs=0.3)


def test_a_stop_hangs_up_on_a_server_that_says_nothing() -> None:
    asked = threading.Event()
    threading.Timer(0.3, asked.set).start()
    before = threading.active_count() - 1  # the timer
    start = time.monotonic()
    with silent_server() as url, Client(url, keys()) as client, pytest.raises(Cancelled):
        client.get("/v1/orders", {}, decode, asked.is_set)
    assert time.monotonic() - start < 2, "not the 30 s of the timeout"
    assert threading.active_count() <= before  # a thread of an earlier test may end meanwhile


def test_an_answer_that_unpacks_without_end_is_not_taken_in(server: LittleServer, client: Client) -> None:
    """Hundreds of bytes for each that is sent: what was sent in a second can fill a computer."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 1_000_000
    server.otherwise = answer(200, bomb, content_encoding="gzip")
    tracemalloc.start()
    with pytest.raises(KnownError) as caught:
        client.get("/v1/orders", {}, decode)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "超过 64 MB" in caught.value.what.zh
    assert server.paths.count("/v1/orders") == 1, "it would be no smaller the next time"
    assert most < 80_000_000
    server.otherwise = answer(200, gzip.compress(b'{"fine": true}' + b" " * 60_000_000, 1), content_encoding="gzip")
    assert client.get("/v1/orders", {}, decode) == FINE


@pytest.mark.parametrize("where", ["headers", "body"])
def test_an_answer_that_trickles_for_ever_has_an_end(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(http, "_LONGEST_EXCHANGE", 0.4)
    start = time.monotonic()
    with (
        trickling_server(where) as url,
        Client(url, keys(), QuickClock(), Patience(few_tries=2)) as client,
        pytest.raises(KnownError) as caught,
    ):
        client.get("/v1/orders", {}, decode)
    assert "太久没有回答" in caught.value.what.zh
    assert "no end" in caught.value.detail
    assert time.monotonic() - start < 3


def test_a_stop_that_was_asked_before_sends_nothing(server: LittleServer, client: Client) -> None:
    with pytest.raises(Cancelled):
        client.get("/v1/orders", {}, decode, lambda: True)
    assert server.seen == []


def test_a_closed_idle_connection_is_no_trouble(server: LittleServer, client: Client, clock: QuickClock) -> None:
    server.script = [answer(200, b'{"fine": true}', Connection="close")]
    assert client.get("/v1/orders", {}, decode) == FINE
    assert client.get("/v1/orders", {}, decode) == FINE
    assert len({seen.connection for seen in server.seen}) == 2
