"""Interfaces that let people in and say no in their own ways, each as small as it can be."""

import hashlib
import socket
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import structs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.errors import KnownError
from sync import failures, messages
from sync.access import Send
from sync.clock import Clock
from sync.exchange import Answer, Question
from sync.http import Client
from sync.messages import NotLetIn, TryAgain
from tests.sync.little_server import LittleServer, answer, keys, little_server
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


class Signed:
    """A signature over everything that is asked, with the time; there is nothing to renew."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._secret,)

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        asked = {**question.params, "timestamp": int(clock.now())}
        return structs.replace(question, params={**asked, "sign": signature(asked, self._secret)})

    def renew(self) -> bool:
        return False


def signature(asked: dict[str, str | int], secret: str) -> str:
    text = "&".join(f"{name}={asked[name]}" for name in sorted(asked)) + secret
    return hashlib.md5(text.encode()).hexdigest().upper()


class Lent:
    """A login that answers a token in a header, which has no known end."""

    def __init__(self) -> None:
        self._token = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self._token,)

    def dress(self, question: Question, send: Send, clock: Clock) -> Question:
        self._token = self._token or send(Question("POST", "/login", body=b'{"user": "me"}')).headers["X-Token"]
        return structs.replace(question, headers={**question.headers, "X-Token": self._token})

    def renew(self) -> bool:
        self._token = ""
        return True


def lends(server: LittleServer) -> None:
    """Let in who has the token of the last login; the answer to others is a 200 all the same."""
    logins: list[str] = []

    def one(request: Request) -> Response:
        if request.url.path == "/login":
            logins.append(f"lent-{len(logins)}")
            return Response(b"{}", headers={"x-token": logins[-1]})
        return JSONResponse(FINE if request.headers.get("x-token") == "lent-1" else {"error": 4203})

    server.lets_in = lambda request: True
    server.otherwise = one


def own_words(answer: Answer, now: float) -> KnownError | None:
    """The errors of an interface that says everything inside HTTP 200."""
    if b'"error"' not in answer.body:
        return failures.of_status(answer, now)
    code = msgspec.json.decode(answer.body, type=dict[str, int])["error"]
    known = {4203: messages.NOT_ACCEPTED, 30005: messages.CLOCK_WRONG}.get(code, messages.FORBIDDEN).known(f"{code}")
    if code == 4203:
        return NotLetIn(known)
    return TryAgain(messages.TOO_MANY.known(), asked=2) if code == 429 else known


def test_a_signature_covers_what_is_asked_and_the_log_has_none_of_it(server: LittleServer) -> None:
    def right(request: Request) -> bool:
        asked: dict[str, str | int] = dict(request.query_params)
        return asked.pop("sign") == signature(asked, "tea")

    server.lets_in = right
    with Client(server.url, Signed("tea"), QuickClock()) as client:
        assert client.get("/orders", {"name": "茶&=", "page": 2}, decode) == FINE
    assert server.seen[-1].query["name"] == "茶&="
    with Client(server.url, Signed("coffee"), QuickClock()) as client, pytest.raises(KnownError) as caught:
        client.get("/orders", {"page": 2}, decode)
    assert caught.value.detail.startswith(f"GET {server.url}/orders?page=2 -> 401")
    assert "sign" not in caught.value.detail


def test_a_login_answers_in_a_header_and_an_error_inside_200_asks_for_a_new_one(server: LittleServer) -> None:
    lends(server)
    clock = QuickClock()
    with Client(server.url, Lent(), clock, judge=own_words) as client:
        assert client.get("/orders", {}, decode) == FINE
        assert client.get("/orders", {}, decode) == FINE
    assert server.paths == ["/login", "/orders", "/login", "/orders", "/orders"]
    assert clock.naps == []


def test_who_reads_the_answer_may_ask_to_be_let_in_anew(server: LittleServer) -> None:
    lends(server)

    def read(given: Answer) -> dict[str, bool]:
        error = own_words(given, 0)
        if error is not None:
            raise error
        return decode(given.body)

    with Client(server.url, Lent(), QuickClock()) as client:
        assert client.ask(Question("GET", "/orders"), read) == FINE


def test_an_error_inside_200_may_pass_or_stay(server: LittleServer) -> None:
    clock = QuickClock(chance=0.0)
    server.script = [answer(200, b'{"error": 429}'), answer(200, b'{"error": 429}')]
    with Client(server.url, keys(), clock, judge=own_words) as client:
        assert client.get("/orders", {}, decode) == FINE
        assert clock.slept == pytest.approx(4)
        for code, words in ((30005, "时间与店铺的相差太多"), (20001, "不让读取")):
            asked = len(server.seen)
            server.script = [answer(200, b'{"error": %d}' % code)]
            with pytest.raises(KnownError) as caught:
                client.get("/orders", {}, decode)
            assert words in caught.value.what.zh
            assert len(server.seen) == asked + 1, "what stays is not asked twice"


def test_the_status_goes_on_to_count_where_a_judge_knows_nothing(server: LittleServer) -> None:
    server.script = [answer(503)]
    with Client(server.url, keys(), QuickClock(), judge=own_words) as client:
        assert client.get("/orders", {}, decode) == FINE
    server.otherwise = answer(302, b"", Location="https://login.example/")
    with Client(server.url, keys(), QuickClock(), judge=own_words) as client, pytest.raises(KnownError, match="login"):
        client.get("/orders", {}, decode)


def test_where_nothing_can_be_renewed_a_refusal_is_told_after_few_tries(server: LittleServer) -> None:
    server.lets_in = lambda request: False
    with Client(server.url, Signed("tea"), QuickClock()) as client, pytest.raises(KnownError, match="no longer"):
        client.get("/orders", {}, decode)
    assert server.paths == ["/orders"] * 4


def test_a_question_goes_as_json_and_a_header_can_be_read(server: LittleServer) -> None:
    server.otherwise = answer(200, b'{"fine": true}', X_WP_Total="31")
    with Client(server.url, keys(), QuickClock()) as client:
        assert client.post("/graphql", {"query": "{订单}"}, decode) == FINE
        assert client.ask(Question("GET", "/orders"), lambda given: int(given.headers["x-wp-total"])) == 31
    sent = next(seen for seen in server.seen if seen.path == "/graphql")
    assert msgspec.json.decode(sent.body) == {"query": "{订单}"}
    assert sent.headers["content-type"] == "application/json"


def test_no_encryption_only_with_the_host_that_was_agreed_to(
    server: LittleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, port, *rest: look_up("127.0.0.1", port, *rest))
    url = server.url.replace("127.0.0.1", "shop.example.com")
    for agreed in ("", "example.com", "other.example.com"):
        with pytest.raises(KnownError) as caught:
            Client(url, keys(), QuickClock(), plain_http_host=agreed)
        assert "不加密" in caught.value.what.zh
    with Client(url, keys(), QuickClock(), plain_http_host="shop.example.com") as client:
        assert client.get("/orders", {}, decode) == FINE
    server.script = [answer(302, b"", Location="http://elsewhere.example/")]
    with (
        Client(url, keys(), QuickClock(), plain_http_host="shop.example.com") as client,
        pytest.raises(KnownError, match=r"elsewhere\.example"),
    ):
        client.get("/orders", {}, decode)
