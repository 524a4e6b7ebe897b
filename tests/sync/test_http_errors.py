"""What people are told when the shop cannot be reached or does not answer as it should."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from storage.errors import KnownError
from storage.progress import Cancelled
from sync import http
from sync.http import Client
from tests.sync.little_server import (
    LittleServer,
    answer,
    closed_port,
    keys,
    little_server,
    silent_for,
)
from tests.sync.quick_clock import QuickClock

decode = msgspec.json.Decoder(dict[str, bool]).decode


def told(url: str, clock: QuickClock | None = None) -> KnownError:
    """The error of one request."""
    with pytest.raises(KnownError) as caught, Client(url, keys(), clock or QuickClock()) as client:
        client.get("/v1/orders", {}, decode)
    error = caught.value
    assert error.next_step.zh
    assert error.next_step.en
    return error


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer(403), "不让读取"),
        (answer(404), "没有店铺接口"),
        (answer(418), "不接受这个请求（418）"),
        (answer(302, b"", Location="https://login.hotel.example/in?from=x"), "请求被转到了 login.hotel.example。"),
        (answer(307, b"", Location="https://127.0.0.1/v1/orders"), "127.0.0.1 要求加密连接"),
        (answer(302, b"", Location="/login"), "请求被转到了 127.0.0.1。"),
        (answer(302, b"", Location="http://[broken"), "请求被转到了 ?"),
        (answer(200, "<!DOCTYPE html><html>请登录</html>"), "网页"),
        (answer(200, "\ufeff  <html>"), "网页"),
    ],
)
def test_a_lasting_answer_is_told_at_once(server: LittleServer, given: object, words: str) -> None:
    server.seen.clear()
    server.otherwise = given  # type: ignore[assignment]
    assert words in told(server.url).what.zh
    assert server.paths == ["/oauth/token", "/v1/orders"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer(500, "<html>"), "出了故障（500）"),
        (answer(429), "限制了访问次数"),
        (answer(200, b'{"fine": '), "数据不完整"),
        (answer(200, b'{"fine": "yes"}'), "不像店铺接口"),
    ],
)
def test_an_answer_that_might_have_passed_is_told_in_the_end(server: LittleServer, given: object, words: str) -> None:
    server.otherwise = given  # type: ignore[assignment]
    assert words in told(server.url).what.zh


def test_what_goes_to_the_log_holds_no_token(server: LittleServer) -> None:
    server.token_script = [answer(200, b'{"access_token": "precious", "expires_in": "soon"}')] * 20
    error = told(server.url)
    server.token_script.clear()
    assert "不像店铺接口" in error.what.zh
    assert "expires_in" in error.detail
    assert "precious" not in f"{error} {error.detail}"


@pytest.mark.parametrize("url", ["http://shop.example.com", "http://10.0.0.7:8080/api", "http://127.0.0.1.example.com"])
def test_a_secret_never_travels_in_the_clear(url: str) -> None:
    assert "不加密" in told(url).what.zh


@pytest.mark.parametrize("url", ["", "shop.example.com", "ftp://a.b", "https://", "https://a:port", "https://a..b"])
def test_what_is_no_address_is_told_so(url: str) -> None:
    assert "不是完整的地址" in told(url).what.zh


def test_nobody_there() -> None:
    clock = QuickClock()
    error = told(f"http://127.0.0.1:{closed_port()}", clock)
    assert "没有应答" in error.what.zh
    assert clock.slept < 15, "somebody offline wants to hear it soon"


def resolver(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise socket.gaierror(number, "as the system says it")

    monkeypatch.setattr(socket, "getaddrinfo", fail)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, socket.EAI_AGAIN)
    assert told("https://shop.example.com").say("zh") == (
        "连不上店铺接口：网络已断开。可继续离线查看；联网后点「同步」。"
    )


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, socket.EAI_NONAME)
    assert "找不到 shop.example.com" in told("https://shop.example.com").what.zh


def test_an_unknown_host_in_chinese_is_not_taken_for_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that is looked up has other letters than the one that was typed."""

    def fail(host: str | bytes, *rest: object) -> object:
        assert host in ("xn--hxtq42j.xn--fiqs8s", b"xn--hxtq42j.xn--fiqs8s")
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "找不到 店铺.中国" in told("https://店铺.中国").what.zh


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "certificate.pem", folder / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:shop.example.com", "-keyout", str(key), "-out", str(made)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return made, key


def test_a_certificate_nobody_vouches_for(certificate: tuple[Path, Path]) -> None:
    clock = QuickClock()
    with little_server(certificate) as server:
        error = told(server.url, clock)
        assert "安全证书不可信" in error.what.zh
        assert "先用浏览器打开任意网页、登录上网" in error.next_step.zh, "likelier than a wrong clock"
        assert server.seen == []
    assert clock.naps == [], "trying again would not help"


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """The certificate, on a system that trusts it and finds every shop on this computer."""
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, port, *rest: look_up("127.0.0.1", port, *rest))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    http._trusted.cache_clear()
    yield certificate
    http._trusted.cache_clear()


def test_a_certificate_the_system_trusts(trusted: tuple[Path, Path]) -> None:
    with little_server(trusted) as server:
        url = server.url.replace("127.0.0.1", "shop.example.com")
        with Client(url, keys(), QuickClock()) as client:
            assert client.get("/v1/orders", {}, decode) == {"fine": True}


def test_a_stop_hangs_up_a_secure_line(trusted: tuple[Path, Path]) -> None:
    asked = threading.Event()
    with little_server(trusted) as server:
        server.otherwise = silent_for(3.0, asked)
        url = server.url.replace("127.0.0.1", "shop.example.com")
        start = time.monotonic()
        with Client(url, keys(), QuickClock()) as client, pytest.raises(Cancelled):
            client.get("/v1/orders", {}, decode, asked.is_set)
        assert time.monotonic() - start < 2


def test_a_server_without_tls(server: LittleServer) -> None:
    assert "建不起安全连接" in told(server.url.replace("http://", "https://")).what.zh


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://localhost:{closed_port()}")
    error = told("https://shop.example.com")
    assert "代理 localhost 不通" in error.what.zh


def test_a_proxy_that_lets_nobody_through(server: LittleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.url.replace("127.0.0.1", "localhost"))
    assert "代理 localhost 不通" in told("https://shop.example.com").what.zh


def test_a_proxy_of_another_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "quic://localhost:1")
    assert "代理类型用不了" in told("https://shop.example.com").what.zh


def test_this_very_computer_needs_no_proxy(server: LittleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    server.otherwise = answer(200, b'{"fine": true}')
    with Client(server.url, keys(), QuickClock()) as client:
        assert client.get("/v1/orders", {}, decode) == {"fine": True}
