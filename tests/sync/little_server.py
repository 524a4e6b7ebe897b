"""A real HTTP server that answers as a test tells it to, for what the sandbox shop never does."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sync.token import ClientCredentials

CLIENT_ID, CLIENT_SECRET = "little-shop", "secret-words"

Answer = Callable[[Request], Response]


def keys() -> ClientCredentials:
    """What the server lets in."""
    return ClientCredentials(CLIENT_ID, CLIENT_SECRET)


class Seen(msgspec.Struct):
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    connection: int
    """The client's port: the same for requests on one connection."""
    body: bytes


class LittleServer:
    """Answers lists from ``script``, then with ``otherwise``; hands out numbered tokens and knows which are good."""

    def __init__(self) -> None:
        self.url = ""
        self.script: list[Answer] = []
        self.otherwise: Answer = lambda request: JSONResponse({"fine": True})
        self.token_script: list[Answer] = []
        self.token_life: float | None = 3600
        self.tokens_given = 0
        self.good_token = ""
        self.lets_in: Callable[[Request], bool] = self._has_token
        """For an interface with another way to be let in; its own words of refusal go into the script."""
        self.seen: list[Seen] = []

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/oauth/token", self._token, methods=["POST"]),
                Route("/{path:path}", self._page, methods=["GET", "POST"]),
            ]
        )

    async def _token(self, request: Request) -> Response:
        await self._note(request)
        if self.token_script:
            return self.token_script.pop(0)(request)
        body = (await request.body()).decode()
        if body != f"grant_type=client_credentials&client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}":
            return JSONResponse({"error": "invalid_client"}, 401)
        self.tokens_given += 1
        self.good_token = f"token-{self.tokens_given}"
        grant = {"access_token": self.good_token, "token_type": "Bearer", "expires_in": self.token_life}
        return JSONResponse(grant)

    async def _page(self, request: Request) -> Response:
        await self._note(request)
        if not self.lets_in(request):
            return JSONResponse({"error": "invalid_token"}, 401)
        return self.script.pop(0)(request) if self.script else self.otherwise(request)

    def _has_token(self, request: Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.good_token}"

    async def _note(self, request: Request) -> None:
        assert request.client is not None
        query, headers = dict(request.query_params), dict(request.headers)
        self.seen.append(Seen(request.url.path, query, headers, request.client.port, await request.body()))

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]


@contextmanager
def little_server(certificate: tuple[Path, Path] | None = None, tells_date: bool = True) -> Iterator[LittleServer]:
    """Serve until the block ends; over TLS with a (certificate, key). Else a ``Date`` is what an answer brings."""
    shop = LittleServer()
    # Named TCP, or asyncio leaves Nagle's delay on and every answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    tls = {"ssl_certfile": certificate[0], "ssl_keyfile": certificate[1]} if certificate else {}
    config = uvicorn.Config(
        shop.app(), log_config=None, access_log=False, lifespan="off", date_header=tells_date, **tls
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    shop.url = f"{'https' if certificate else 'http'}://127.0.0.1:{listener.getsockname()[1]}"
    try:
        _until_up(listener, certificate is not None)
        yield shop
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        listener.close()


def _until_up(listener: socket.socket, tls: bool) -> None:
    # The socket listens already: a request waits until the server takes it.
    if not tls:
        return
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(listener.getsockname()) as plain, context.wrap_socket(plain):
        pass


def answer(status: int, body: bytes | str = b"", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: Response(body, status, named)


def half_of(body: bytes) -> Answer:
    """Promises the whole and hangs up in the middle."""

    class Half(Response):
        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})

    return lambda request: Half(body, media_type="application/json")


def silent_for(seconds: float, asked: threading.Event) -> Answer:
    """Says that it was asked, then nothing for a while."""

    class Silent(Response):
        async def __call__(self, scope, receive, send):  # type: ignore[no-untyped-def]
            asked.set()
            await asyncio.sleep(seconds)

    return lambda request: Silent()


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def trickling_server(where: str) -> Iterator[str]:
    """Answers every call with one more of its "headers" or a little more of its "body" now and then, for ever."""
    over = threading.Event()

    def trickle(caller: socket.socket) -> None:
        with caller, suppress(OSError):
            caller.recv(65536)
            caller.sendall(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b""))
            while not over.wait(0.05):
                caller.sendall(b" " if where == "body" else b"X-More: x\r\n")

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=trickle, args=(listener.accept()[0],)).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
