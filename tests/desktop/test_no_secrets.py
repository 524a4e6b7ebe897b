"""Secrets are planted in every connector, and everything that people and helpers read afterwards is searched for them.

The servers are as nasty as real ones: portals put the address that was asked for into another, proxies print it on an
error page, frameworks repeat what they were sent in the text of an error.
"""

import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import keyring
import pytest
from keyring.backends import fail
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from desktop import crash, secrets, syncing
from desktop.connections import Address, save
from desktop.log import start_log
from storage.errors import KnownError
from storage.shop import Shop
from storage.store import open_store
from sync import connect, engine
from sync.exchange import Question
from sync.http import Client
from sync.retry import Patience
from sync.woocommerce.access import Key
from sync.youzan import connector as youzan
from sync.youzan.access import LOGIN
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.vendure.simulated import recorded
from ui.doors import Connection

SECRET, TOKEN, RENEWED = "Geheim/äö+=%7 & more", "token-4711-abcdef", "renewed-0815-fedcba"
"""With signs that each way of writing writes differently."""
CODE = "code-of-one-use"
FORMS: dict[str, dict[str, str]] = {
    "api": {"client_id": "who", "client_secret": SECRET},
    "vendure": {"username": "boss", "password": SECRET},
    "youzan": {"client_id": "who", "secret": SECRET, "kdt_id": "18163424"},
    "renrendian": {"appid": "who", "secret": SECRET, "grant": CODE, "return_address": "http://shop.example"},
    "woocommerce": {"key": "ck_who", "secret": "cs_" + SECRET},
}
QUICK = Patience(tries=2, few_tries=2)


def echo(request: Request, line: LittleServer, kind: str) -> str:
    given = " ".join(FORMS[kind].values())
    return f"{request.url} {dict(request.headers)} {line.seen[-1].body.decode()} {given}"


def portal(text: str) -> Response:
    return RedirectResponse(f"http://10.0.0.1/in/{quote(text, safe='')}?from={quote_plus(text)}")


def in_every_form_of_error(text: str) -> Response:
    both = {"message": text, "extensions": {"code": "ODD"}}
    said = {"errors": [both], "gw_err_resp": {"err_code": 1000, "err_msg": text}, "errCode": 9, "errMsg": text}
    return JSONResponse({**said, "code": text[:300], "error": text, "data": None})


NASTY: dict[str, Callable[[str], Response]] = {
    "a portal": portal,
    "an error page": lambda text: Response(f"<h1>502</h1>{text}", 502),
    "an error": in_every_form_of_error,
    "no data": lambda text: Response(text, 200),
    "not found": lambda text: JSONResponse({"code": "rest_no_route", "message": text}, 404),
    "forbidden": lambda text: JSONResponse({"message": text}, 403, {"WWW-Authenticate": quote(text)}),
}


def lets_in(request: Request, body: bytes) -> Response | None:
    """The answer to a login of any connector."""
    if b"login(" in body:
        return JSONResponse(recorded("login")["body"], headers={"vendure-auth-token": TOKEN})
    if request.url.path == LOGIN:
        return JSONResponse({"success": True, "code": 200, "data": {"access_token": TOKEN}})
    if request.url.path in ("/token", "/oauth/token"):
        return JSONResponse({"access_token": TOKEN, "refresh_token": RENEWED, "expires_in": 3600})
    return None


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server() as server:
        server.lets_in = lambda _request: True
        yield server


@pytest.fixture(autouse=True)
def quick(line: LittleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(youzan, "GATEWAY", line.url)
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})
    monkeypatch.setattr(connect, "_SOMEBODY_WAITS", QUICK)
    monkeypatch.setattr(connect, "Patience", lambda: QUICK)
    monkeypatch.setattr(connect, "SystemClock", QuickClock)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path))
    root, level = logging.getLogger(), logging.getLogger().level
    before = list(root.handlers)
    start_log()
    yield tmp_path / "logs"
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def written(secret: str) -> set[str]:
    plain = {secret, quote(secret, safe=""), quote_plus(secret), b64encode(secret.encode()).decode()}
    return plain | {quote(each, safe="") for each in plain} | {repr(secret.encode())[2:-1]}


def everything_told(error: KnownError, folder: Path, logs: Path) -> str:
    logging.getLogger("shop").warning("%s", error, exc_info=error)
    crash.write_report(error)
    files = [path for path in (*folder.rglob("*"), *logs.rglob("*")) if path.is_file()]
    told = [path.read_bytes().decode(errors="replace") for path in files]
    return "\n".join([error.say("zh"), error.say("en"), error.detail, str(error), *told])


@pytest.mark.parametrize("login_too", [False, True])
@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("kind", FORMS)
def test_nothing_that_people_read_holds_a_secret(
    line: LittleServer, tmp_path: Path, log: Path, kind: str, nasty: str, login_too: bool
) -> None:
    def one(request: Request) -> Response:
        welcome = None if login_too else lets_in(request, line.seen[-1].body)
        return NASTY[nasty](echo(request, line, kind)) if welcome is None else welcome

    line.otherwise, line.token_script = one, [one] * 50
    answers = FORMS[kind] | ({} if kind == "youzan" else {"url": line.url})
    folder = tmp_path / "profile"
    with open_store(folder) as store:
        with pytest.raises(KnownError) as connecting:
            syncing.connect(store, Connection(kind, answers))
        store.put_shop(Shop(id="s", name="s"))
        save(store.folder, "s", Address(kind, {name: answers[name] for name in answers if name == "url"}))
        with pytest.raises(KnownError) as pulling, closing(connect.open_connection(kind, answers)) as source:
            engine.pull(store, "s", source)
        assert store.runs("s")[0].message
    told = "".join(everything_told(caught.value, folder, log) for caught in (connecting, pulling))
    assert "-> 502" in told or nasty != "an error page", "the detail is in the log"
    found = [form for secret in (SECRET, TOKEN, RENEWED, CODE) for form in written(secret) if form in told]
    assert found == []


def test_a_key_that_travels_as_a_password_is_none_the_less_kept_quiet(line: LittleServer, log: Path) -> None:
    line.otherwise = lambda request: JSONResponse({"code": "x", "message": request.headers["authorization"]}, 418)
    key = Key(line.url, "ck_who", SECRET)
    with Client(line.url, key, QuickClock(), QUICK) as client, pytest.raises(KnownError) as caught:
        client.ask(Question("GET", "/wp-json/wc/v3/orders"), lambda answer: None)
    sent = line.seen[-1].headers["authorization"].removeprefix("Basic ")
    logging.getLogger("shop").warning("a line of another library: Authorization: Basic %s", sent)
    told = everything_told(caught.value, log, log)
    assert "Authorization: Basic ***" in told
    assert sent not in told


def test_an_address_with_a_password_is_refused_and_not_kept(tmp_path: Path) -> None:
    for kind, form in FORMS.items():
        for url in ("https://boss:PASSW0RD@shop.example/x?y", "boss:PASSW0RD@shop.example", "https://b:PASSW0RD＠a.b"):
            with open_store(tmp_path) as store, pytest.raises(KnownError) as caught:
                syncing.connect(store, Connection(kind, form | {"url": url, "kdt_id": "x"}))
            assert "PASSW0RD" not in f"{caught.value}{caught.value.say('zh')}"
            assert "@" in caught.value.what.zh or kind == "youzan"
    assert not (tmp_path / "connections.json").exists()
