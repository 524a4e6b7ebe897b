"""Whatever somebody types into the form of a connector: it is sent as it was meant, or told why not."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import JSONResponse

from storage.errors import KnownError
from sync import address, connect
from sync.connect import open_connection, try_connection
from sync.connector import YES
from sync.connectors import CONNECTORS, connector_of
from sync.retry import Patience
from sync.youzan import connector as youzan
from tests.sync.little_server import LittleServer, closed_port, little_server
from tests.sync.quick_clock import QuickClock

VENDURE = {"url": "https://shop.example/admin-api", "username": "boss", "password": "quiet-words"}
seen = st.text(st.sampled_from("渠１²٣😀：/\\?#@%&=;+\"'<>[]{}()*.。_-a1"), min_size=1, max_size=12)
texts = seen | seen | seen | st.text(st.characters(exclude_categories=()), max_size=6)
"""Mostly what can be typed, now and then what only a program can make."""
hosts = texts | st.sampled_from(
    ["a..b", "a" * 64 + ".com", "-坏-.中国", "127.0.0.1", "[::1]", "店铺.中国", "x.example"]
)
addresses = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["https://", "HTTPS://", "http://", "HtTp://", "https：//", "https:", "//", "ftp://", ""]),
    hosts,
    st.sampled_from(["", ":", ":0", ":8443", ":99999", ":８０", ":-1", ":x"]),
    st.sampled_from(["", "/", "/admin-api", "/%zz", "/a b"]),
    texts,
)


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server() as server:
        server.lets_in = lambda _request: True
        server.otherwise = lambda _request: JSONResponse({"err_code": "²", "errCode": "²", "code": "²"})
        yield server


@pytest.fixture(autouse=True)
def nobody_out_there(line: LittleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is not this computer is asked for through a proxy that is not there."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setattr(youzan, "GATEWAY", line.url)
    monkeypatch.setattr(connect, "_SOMEBODY_WAITS", Patience(tries=1, few_tries=1))
    monkeypatch.setattr(connect, "SystemClock", QuickClock)


def tried(kind: str, answers: dict[str, str]) -> None:
    """It connects, or says in words why not; anything else raises."""
    try:
        try_connection(kind, answers)
    except KnownError as error:
        said = error
    else:
        return
    assert said.what.zh
    assert said.next_step.zh
    said.say("zh").encode()  # a screen can show it


@pytest.mark.parametrize("kind", [each.id for each in CONNECTORS])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_that_is_typed_crashes(line: LittleServer, kind: str, data: st.DataObject) -> None:
    """Once with any address, once with that of a server that answers, so that what was typed is really sent."""
    asks = connector_of(kind).asks
    answers = {ask.id: data.draw(texts, ask.id) for ask in asks if ask.form != "consent"}
    likely = {"kdt_id": "18163424", "budget": "", "timezone": "", "key": f"ck_{answers.get('key')}", "secret": "cs_1"}
    answers |= {name: text for name, text in likely.items() if name in answers and data.draw(st.booleans(), name)}
    agreed = {"plain_http": YES}
    tried(kind, answers | agreed | {"url": data.draw(addresses, "url")})
    tried(kind, answers | agreed | {"url": line.url})


@pytest.mark.parametrize(
    "url",
    [
        "https://a..b",
        "https://" + "a" * 64 + ".com",
        "https://" + "a." * 140 + "com",
        "https://-坏-.中国",
        "https://*.shop.example",
        "https://exa mple.com",
        "https://a\\b.example",
        "https://shop.example:99999",
        "https:///admin-api",
        "https://[::1",
    ],
)
def test_what_no_network_can_be_asked_for_is_no_address(url: str) -> None:
    with pytest.raises(KnownError, match="not a complete address"):
        address.check(url, None)


@pytest.mark.parametrize("url", ["https://shop.example/a?b=1", "https://shop.example/#top", "https://shop.example?"])
def test_an_address_ends_with_its_path(url: str) -> None:
    with pytest.raises(KnownError) as caught:
        address.check(url, None)
    assert "请删去「?」或「#」" in caught.value.next_step.zh


@pytest.mark.parametrize(
    "url", ["https://店铺.中国", "HTTPS://SHOP.EXAMPLE:8443/a/", "https://a_b.example", "https://[2001:db8::1]/"]
)
def test_addresses_that_can_be_used(url: str) -> None:
    assert not address.check(url, None)
    assert address.check("HTTP://LOCALHOST:80/x", None), "this very computer"


def test_what_a_chat_put_around_a_copied_text_does_no_harm() -> None:
    around = {name: f"\u200b\ufeff {text}\u2028\r\n" for name, text in VENDURE.items()}
    open_connection("vendure", around).close()
    renrendian = {"url": "HTTP://APIS.WXRRD.COM", "appid": "a", "secret": "b", "grant": "c", "plain_http": YES}
    open_connection("renrendian", renrendian).close()


@pytest.mark.parametrize("inside", ["a\nX-Evil: 1", "a\0b", "a\u200bb", "a\ud83db"])
def test_a_sign_that_nobody_sees_is_told_with_its_field(inside: str) -> None:
    for kind, name, label in (
        ("vendure", "channel", "渠道令牌"),
        ("vendure", "password", "密码"),
        ("youzan", "secret", "client_secret"),
    ):
        with pytest.raises(KnownError) as caught:
            open_connection(kind, VENDURE | {"client_id": "a", "secret": "b", "kdt_id": "1"} | {name: inside})
        assert label in caught.value.what.zh
        assert "看不见的字符" in caught.value.what.zh


def test_a_channel_in_wide_letters_is_none() -> None:
    with pytest.raises(KnownError) as caught:
        open_connection("vendure", VENDURE | {"channel": "渠道１"})
    assert "核对渠道令牌" in caught.value.next_step.zh
