"""What a tired owner is told to check stands in the form in front of them, under that very name."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from starlette.requests import Request
from starlette.responses import Response

from storage.errors import KnownError
from storage.words import Language
from sync.connector import YES
from sync.connectors import CONNECTORS, connector_of
from sync.retry import Patience
from sync.youzan import connector as youzan
from tests.sync.little_server import LittleServer, answer, closed_port, little_server
from tests.sync.quick_clock import QuickClock

ANSWERS = {
    "client_id": "who",
    "client_secret": "quiet-words",
    "username": "boss",
    "password": "quiet-words",
    "secret": "cs_quiet-words",
    "key": "ck_who",
    "kdt_id": "1",
    "appid": "who",
    "grant": "code-of-one-use",
    "return_address": "http://shop.example",
}
KINDS = [each.id for each in CONNECTORS]
TROUBLES: dict[str, Callable[[Request], Response]] = {
    "no such path": answer(404),
    "no such question": answer(418),
    "forbidden": answer(403),
    "not let in": answer(401),
    "failed": answer(500),
    "a page": answer(200, "<html>"),
    "a portal": answer(302, b"", Location="http://10.0.0.1/in"),
    "https wanted": answer(301, b"", Location="https://127.0.0.1/"),
    "another answer": answer(200, b'{"fine": true}'),
    "broken": answer(200, b'{"fine'),
    "a business error": answer(
        200, b'{"code": 50000, "success": false, "message": "x", "errCode": 31, "errors": [{}]}'
    ),
}


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server() as server:
        server.lets_in = lambda _request: True
        yield server


def error_of(kind: str, url: str, monkeypatch: pytest.MonkeyPatch) -> KnownError | None:
    monkeypatch.setattr(youzan, "GATEWAY", url)
    form = ANSWERS | {"url": url, "plain_http": YES}
    asked = {ask.id: form.get(ask.id, "") for ask in connector_of(kind).asks}
    with closing(connector_of(kind).open(asked, QuickClock(), Patience(tries=2, few_tries=2))) as source:
        try:
            source.shop()
        except KnownError as error:
            return error
    return None


def labels(kind: str, language: Language) -> set[str]:
    return {re.split(r"[（(：]", ask.label.say(language))[0].strip() for ask in connector_of(kind).asks}


def strange_fields(kind: str, error: KnownError, language: Language) -> set[str]:
    """Fields of other forms that the words name, and this form does not have."""
    own = labels(kind, language)
    others = set.union(*(labels(each, language) for each in KINDS)) - {
        "",
        "店名",
        "Name of the shop",
        "密钥",
        "Password",
    }
    said = error.say(language).replace("访问密码", "")  # a site's own, for everybody
    named = {label for label in others if label in said}
    return {label for label in named if not any(label in each for each in own)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_no_error_names_a_field_that_the_form_has_not(
    line: LittleServer, monkeypatch: pytest.MonkeyPatch, kind: str, trouble: str
) -> None:
    line.otherwise, line.token_script = TROUBLES[trouble], [TROUBLES[trouble]] * 9
    error = error_of(kind, line.url, monkeypatch)
    assert error is not None or kind == "youzan", "which is known by its id alone"
    if error is not None:
        assert error.next_step.zh
        assert strange_fields(kind, error, "zh") | strange_fields(kind, error, "en") == set()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("youzan", None),
        ("api", "接口地址"),
        ("vendure", "管理接口地址"),
        ("woocommerce", "店铺网址"),
        ("renrendian", "接口地址"),
    ],
)
def test_an_address_is_checked_under_its_own_name(monkeypatch: pytest.MonkeyPatch, kind: str, said: str | None) -> None:
    error = error_of(kind, f"http://127.0.0.1:{closed_port()}", monkeypatch)
    assert error is not None
    assert (f"请核对「{said}」" in error.next_step.zh) == (said is not None)
    if said is None:
        assert "网址" not in error.say("zh")
        assert "地址" not in error.say("zh")


def test_a_network_that_wants_a_login_first(line: LittleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    line.otherwise = answer(302, b"", Location="http://10.0.0.1/in?back=x")
    error = error_of("renrendian", line.url, monkeypatch)
    assert error is not None
    assert error.what.zh == "请求被转到了 10.0.0.1。"
    assert "先用浏览器登录上网" in error.next_step.zh


def test_a_line_without_encryption_names_the_box_to_tick() -> None:
    for kind in ("vendure", "woocommerce"):
        form = ANSWERS | {"url": "http://shop.example"}
        with pytest.raises(KnownError) as caught:
            connector_of(kind).open(form, QuickClock(), Patience())
        (box,) = [ask.label for ask in connector_of(kind).asks if ask.form == "consent"]
        for language in ("zh", "en"):
            named = re.split("[：]", box.say(language))[0]
            assert named in caught.value.next_step.say(language)
    with pytest.raises(KnownError) as caught:
        connector_of("api").open(ANSWERS | {"url": "http://shop.example"}, QuickClock(), Patience())
    assert "勾选" not in caught.value.next_step.zh


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "youzan"])
@pytest.mark.parametrize(
    "typed", ["shop", "https://a..b", "https://shop.example/?a=1", "ftp://shop.example", "https://a@b"]
)
def test_an_address_that_cannot_be_right_is_told_in_words_of_every_form(kind: str, typed: str) -> None:
    asked = {ask.id: (ANSWERS | {"url": typed, "plain_http": YES}).get(ask.id, "") for ask in connector_of(kind).asks}
    try:
        connector_of(kind).open(asked, QuickClock(), Patience()).close()
    except KnownError as error:
        said = error
    else:
        assert kind == "woocommerce", "which makes an address of nearly everything"
        return
    assert strange_fields(kind, said, "zh") | strange_fields(kind, said, "en") == set()


def test_an_unknown_host_of_a_platform_is_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = error_of("youzan", "https://open.youzanyun.com", monkeypatch)
    assert error is not None
    assert error.say("zh") == (
        "连不上店铺接口：找不到 open.youzanyun.com。请检查这台电脑的网络；已有的数据可继续离线查看。"
    )
